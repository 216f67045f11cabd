package exportmatrix.jobs.figures;

import exportmatrix.model.Wording;
import java.util.Locale;

/** The three dimensions of a cell, and the cube's columns that belong to each. */
enum Dimension {
  TERRITORY(Wording.ITALY),
  MARKET(Wording.WORLD),
  PRODUCT(Wording.ALL_PRODUCTS);

  /** The code of the dimension at its coarsest. */
  final String total;

  Dimension(String total) {
    this.total = total;
  }

  /** The code's column, which also names the dimension. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  String level() {
    return column() + "_level";
  }

  String label(Language language) {
    return column() + "_label_" + language.name();
  }

  String contribution() {
    return "contribution_" + column() + "_pp";
  }

  String rank() {
    return "rank_in_" + column();
  }
}
