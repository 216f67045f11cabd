package exportmatrix.model;

/** Why an input row is rejected; a row carries all its reasons, in this order. */
public enum RejectReason {
  MALFORMED_ROW("the row does not have the header's columns, or its quotes do not close"),
  BAD_ENCODING("bytes that are not in the declared charset"),
  BAD_VALUE("a value that is not a number by the declared decimal and thousands marks"),
  NEGATIVE_VALUE("a negative value: trade is zero or more"),
  BAD_PERIOD("a period that cannot be read, or of another frequency than the row declares"),
  UNKNOWN_FLOW("a flow or indicator direction that the dataset does not know"),
  UNKNOWN_TERRITORY("a territory that is not in the code list"),
  UNKNOWN_MARKET("a market that is not in the code list"),
  UNKNOWN_PRODUCT("a product that is not in the dataset's product scheme"),
  UNKNOWN_INDICATOR("an indicator that the layout does not know"),
  UNIT_MISMATCH("a unit or multiplier that contradicts the dataset's"),
  CONFLICTING_DUPLICATE("the same key with another value: all rows of the key are rejected");

  private final String meaning;

  RejectReason(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
