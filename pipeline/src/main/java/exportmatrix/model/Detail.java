package exportmatrix.model;

import java.io.Serializable;

/**
 * How fine the sources of a collection are: of which cells its totals are made.
 *
 * @param countries whether every country is stated
 * @param finest the finest product level that is stated completely; null: none is
 * @param sector the level of the programme sectors where products are fine enough to make them,
 *     else that of {@code finest}; null: there is neither
 */
public record Detail(boolean countries, ProductLevel finest, ProductLevel sector)
    implements Serializable {

  /** Whether the totals are made of products by country. */
  public boolean cells() {
    return countries && finest != null;
  }

  /** Whether a cell is one of those of which others are made. */
  public boolean isLeaf(MarketLevel market, ProductLevel product) {
    return cells() && market == MarketLevel.COUNTRY && (product == finest || product == sector);
  }
}
