package exportmatrix.codes;

import java.util.Locale;

/** What a market code stands for. */
public enum MarketKind {
  WORLD,
  COUNTRY,
  /**
   * A partner that is no country: stores and provisions, secret, unspecified, a part of a state.
   */
  SPECIAL,
  /** An area as a source reports it; its members are known only where the group list dates them. */
  AGGREGATE,
  /** A group of ours, no source reports it. */
  OWN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
