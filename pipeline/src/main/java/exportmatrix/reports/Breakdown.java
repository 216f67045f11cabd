package exportmatrix.reports;

import java.util.List;
import java.util.Locale;

/** A table of a dashboard: the parts of a total along one dimension, with what is said of each. */
enum Breakdown {
  /** Partner countries, special codes and groups, for all products. */
  BY_MARKET(
      "market",
      "MARKET_LEVEL_MISSING",
      "the sources of this collection state no figures by partner"),
  /** Programme sectors, for the whole world. */
  BY_SECTOR(
      "product",
      "PRODUCT_LEVEL_MISSING",
      "the sources of this collection state no product groups, of which sectors are made"),
  /** The coarsest products below the total, for the whole world. */
  BY_PRODUCT(
      "product",
      "PRODUCT_LEVEL_MISSING",
      "the sources of this collection state totals of all products only"),
  /** A territory's own parts (provinces or regions), or a market's figures by territory. */
  BY_TERRITORY(
      "territory",
      "TERRITORY_LEVEL_MISSING",
      "the sources of this collection state one territory only");

  private final String dimension;
  private final String missingReason;
  private final String missingMeaning;

  Breakdown(String dimension, String missingReason, String missingMeaning) {
    this.dimension = dimension;
    this.missingReason = missingReason;
    this.missingMeaning = missingMeaning;
  }

  /** The table's name in the JSON, such as {@code by_market}. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The dimension whose codes and labels name the rows. */
  String dimension() {
    return dimension;
  }

  String missingReason() {
    return missingReason;
  }

  String missingMeaning() {
    return missingMeaning;
  }

  /** Indicators that are shown, where the release has them. */
  List<String> indicators() {
    return switch (this) {
      case BY_MARKET ->
          List.of(
              "value_eur",
              "yoy_percent",
              "contribution_market_pp",
              "market_share_of_territory_percent",
              "rank_in_market");
      case BY_SECTOR, BY_PRODUCT ->
          List.of(
              "value_eur",
              "yoy_percent",
              "contribution_product_pp",
              "sector_share_of_territory_percent",
              "rank_in_product");
      case BY_TERRITORY ->
          List.of(
              "value_eur",
              "yoy_percent",
              "contribution_territory_pp",
              "share_of_parent_percent",
              "share_of_italy_percent",
              "market_share_of_territory_percent",
              "rank_in_territory");
    };
  }
}
