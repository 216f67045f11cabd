package exportmatrix.matrix;

import java.util.Locale;

/** What a cell is to its territory: how much of its exports, and whether it outgrows them. */
enum Quadrant {
  /** High share, high growth. */
  CONSOLIDATED,
  /** Low share, high growth. */
  RISING,
  /** High share, low growth. */
  TO_DEFEND,
  /** Low share, low growth. */
  TO_EXPLORE;

  static Quadrant of(boolean highShare, boolean highGrowth) {
    if (highGrowth) {
      return highShare ? CONSOLIDATED : RISING;
    }
    return highShare ? TO_DEFEND : TO_EXPLORE;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
