package exportmatrix.aggregate;

/** Market and product of a cell; its territory and flow are known from where it stands. */
record CellKey(String market, String product) {

  /** Equal for equal keys in every process, which {@link #hashCode} need not be. */
  int place() {
    return 31 * market.hashCode() + product.hashCode();
  }
}
