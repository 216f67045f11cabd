package exportmatrix.model;

/** Codes that have a meaning of their own in every table. */
public final class Wording {

  public static final String WORLD = "WORLD";
  public static final String ALL_PRODUCTS = "ALL";
  public static final String ITALY = "IT";

  /**
   * The code of a dimension that a rejected row left unknown. Such a row is kept as a hole: a value
   * that is not known, of which only some coordinates are; every sum that could contain it is
   * INCOMPLETE.
   */
  public static final String UNPLACED = "?";

  /** The part of a reported figure that none of its children accounts for. */
  public static final String UNALLOCATED = "UNALLOCATED";

  private Wording() {}
}
