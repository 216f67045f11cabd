package exportmatrix.model;

import java.util.Locale;

/** Levels of the territory dimension, coarsest first. */
public enum TerritoryLevel {
  COUNTRY,
  MACRO_AREA,
  REGION,
  /** Provinces taken together, so that their borders with each other do not matter. */
  CONSTANT_AREA,
  PROVINCE,
  /** Goods whose province or region is unknown: part of Italy, of no region. */
  RESIDUAL;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
