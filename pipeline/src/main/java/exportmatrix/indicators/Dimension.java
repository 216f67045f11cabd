package exportmatrix.indicators;

/** The three dimensions along which a cell has a parent and siblings. */
enum Dimension {
  TERRITORY("territory", "territorio"),
  MARKET("market", "mercato"),
  PRODUCT("product", "prodotto");

  private final String code;
  private final String italian;

  Dimension(String code, String italian) {
    this.code = code;
    this.italian = italian;
  }

  String code() {
    return code;
  }

  String italian() {
    return italian;
  }
}
