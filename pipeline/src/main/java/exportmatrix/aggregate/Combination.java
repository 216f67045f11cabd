package exportmatrix.aggregate;

import exportmatrix.model.Hashes;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import java.io.Serializable;

/** A market level together with a product level: what a slice may or may not speak of. */
record Combination(MarketLevel market, ProductLevel product) implements Serializable {

  @Override
  public int hashCode() {
    return Hashes.of(market, product);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Combination that && market == that.market && product == that.product;
  }
}
