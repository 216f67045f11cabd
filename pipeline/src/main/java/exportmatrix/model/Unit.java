package exportmatrix.model;

/** Unit of a field; the unit also ends the field's name where the field is a quantity. */
public enum Unit {
  NONE(""),
  CODE("code"),
  /** A code of {@link Status}. */
  STATUS("code"),
  /** Codes of {@link Status}, separated by a blank. */
  STATUSES("codes"),
  TEXT("text"),
  DATE("date"),
  EUR("EUR"),
  EUR_CENT("EUR cent"),
  KILOGRAM("kg"),
  PERCENT("%"),
  PERCENTAGE_POINT("pp"),
  INDEX("index"),
  RATIO("ratio"),
  /** Natural logarithms: the unit of entropy. */
  NAT("nat"),
  COUNT("count");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
