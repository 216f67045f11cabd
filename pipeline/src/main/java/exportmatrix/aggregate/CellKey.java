package exportmatrix.aggregate;

import exportmatrix.model.Hashes;

/**
 * Market and product of a cell; its territory and flow are known from where it stands. Looked up
 * for every row: what records have for {@link #equals} costs several times as much.
 */
record CellKey(String market, String product) {

  @Override
  public int hashCode() {
    return Hashes.of(market, product);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellKey that
        && market.equals(that.market)
        && product.equals(that.product);
  }

  /** Equal for equal keys in every process, which {@link #hashCode} need not be. */
  int place() {
    return 31 * market.hashCode() + product.hashCode();
  }
}
