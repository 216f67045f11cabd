package exportmatrix.model;

import java.util.Locale;

/** Levels of the market dimension, coarsest first. */
public enum MarketLevel {
  WORLD,
  /** A set of countries, ours with dated members or an area as a source reports it. */
  GROUP,
  /** A partner country, or a special code such as stores and provisions: the parts of the world. */
  COUNTRY;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }
}
