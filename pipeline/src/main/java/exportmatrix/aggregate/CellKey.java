package exportmatrix.aggregate;

import exportmatrix.model.Hashes;

/** Market and product of a cell; its territory and flow are known from where it stands. */
record CellKey(String market, String product) {

  @Override
  public int hashCode() {
    return Hashes.of(market, product);
  }

  /** Equal for equal keys in every process, which {@link #hashCode} need not be. */
  int place() {
    return 31 * market.hashCode() + product.hashCode();
  }
}
