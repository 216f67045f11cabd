package exportmatrix.model;

import java.util.Locale;

/**
 * Where a value comes from: said by the source at exactly that cell, or summed from finer cells.
 */
public enum Basis {
  REPORTED,
  SUMMED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
