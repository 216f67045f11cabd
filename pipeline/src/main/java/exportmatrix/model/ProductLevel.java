package exportmatrix.model;

import java.util.Locale;

/** Levels of the product dimension, coarsest first; CN levels belong to the Comext scheme. */
public enum ProductLevel {
  TOTAL,
  SECTION,
  SUBSECTION,
  DIVISION,
  GROUP,
  /** A programme sector: a set of product groups, ours, never official. */
  SECTOR,
  CN2,
  CN4,
  CN6,
  CN8;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }
}
