package exportmatrix.model;

/** What a source says of one observation, beside or instead of a number. */
public enum ValueStatus {
  /** A number. */
  NORMAL,
  /** A number that the source flags as provisional or estimated. */
  PROVISIONAL,
  /** {@code ....}: the source does not know it; no number. */
  UNKNOWN,
  /** {@code ..}: below half of the last digit; no number, and not 0. */
  BELOW_PRECISION,
  /** {@code *} or a confidentiality flag; no number. */
  CONFIDENTIAL,
  /** A rejected row: the source said something that cannot be believed; no number. */
  REJECTED;

  /** Whether an observation of this status carries a number. */
  public boolean hasNumber() {
    return this == NORMAL || this == PROVISIONAL;
  }
}
