package exportmatrix.model;

import java.util.Locale;

/**
 * What the score of a cell of the sector/market matrix is made of. Each is a figure of the cell;
 * its percentile rank among the eligible cells enters the score by its weight.
 */
public enum MatrixComponent {
  SIZE("value_eur", Unit.EUR, 0.15, true, "Valore", "Value"),
  GROWTH("yoy_percent", Unit.PERCENT, 0.10, true, "Variazione tendenziale", "Growth over the year"),
  CAGR("cagr_3y_percent", Unit.PERCENT, 0.10, true, "Crescita media, 3 anni", "Growth, 3 years"),
  MARKET_SHARE(
      "market_share_of_territory_percent",
      Unit.PERCENT,
      0.05,
      true,
      "Quota nel settore",
      "Share of the sector"),
  MARKET_SHARE_CHANGE(
      "market_share_of_territory_change_pp",
      Unit.PERCENTAGE_POINT,
      0.05,
      true,
      "Quota nel settore, variazione",
      "Share of the sector, change"),
  SECTOR_SHARE(
      "sector_share_of_territory_percent",
      Unit.PERCENT,
      0.05,
      true,
      "Quota nel mercato",
      "Share of the market"),
  SECTOR_SHARE_CHANGE(
      "sector_share_of_territory_change_pp",
      Unit.PERCENTAGE_POINT,
      0.05,
      true,
      "Quota nel mercato, variazione",
      "Share of the market, change"),
  SPECIALISATION(
      "location_quotient",
      Unit.RATIO,
      0.10,
      true,
      "Quoziente di localizzazione",
      "Location quotient"),
  CONTRIBUTION(
      "contribution_pp",
      Unit.PERCENTAGE_POINT,
      0.10,
      true,
      "Contributo alla crescita",
      "Contribution to growth"),
  /** Of seasonally adjusted figures; missing where the release has none. */
  MOMENTUM("momentum_percent", Unit.PERCENT, 0.10, true, "Slancio congiunturale", "Momentum"),
  VOLATILITY(
      "volatility_pp",
      Unit.PERCENTAGE_POINT,
      0.05,
      false,
      "Volatilità della crescita",
      "Volatility of growth"),
  PROVINCES(
      "province_hhi",
      Unit.INDEX,
      0.05,
      false,
      "Concentrazione per provincia",
      "Concentration on provinces"),
  BALANCE("balance_eur", Unit.EUR, 0.05, true, "Saldo", "Balance");

  private final String column;
  private final Unit unit;
  private final double weight;
  private final boolean moreIsBetter;
  private final String labelIt;
  private final String labelEn;

  MatrixComponent(
      String column,
      Unit unit,
      double weight,
      boolean moreIsBetter,
      String labelIt,
      String labelEn) {
    this.column = column;
    this.unit = unit;
    this.weight = weight;
    this.moreIsBetter = moreIsBetter;
    this.labelIt = labelIt;
    this.labelEn = labelEn;
  }

  /** As the configuration, the tables and the catalog name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The matrix column that holds the figure; of the same name as in the cube where it is there. */
  public String column() {
    return column;
  }

  public Unit unit() {
    return unit;
  }

  /** The weight where the configuration names none; all together 1. */
  public double defaultWeight() {
    return weight;
  }

  /** Whether a larger figure ranks higher. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  public String labelIt() {
    return labelIt;
  }

  public String labelEn() {
    return labelEn;
  }
}
