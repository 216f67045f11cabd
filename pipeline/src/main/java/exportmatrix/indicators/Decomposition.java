package exportmatrix.indicators;

/**
 * What the leaves of a cell add to its change over the year, slot by slot, in whole cents. What no
 * leaf accounts for is not in here.
 *
 * @see Leaves
 */
final class Decomposition {

  /** A way in which a leaf adds to the change. */
  enum Term {
    /** Product and country that were not traded with a year before. */
    NEW,
    /** Product and country that are not traded with any more; below zero. */
    LOST,
    /** As everything in the benchmark has grown. */
    GROWTH,
    /** As the benchmark's sector has grown beyond that. */
    SECTOR_MIX,
    /** As the benchmark's trade of the sector with the country has grown beyond that. */
    MARKET_MIX,
    /** Sector and country that were not traded with a year before. */
    ENTRY,
    /** Sector and country that are not traded with any more; below zero. */
    EXIT
  }

  private final long[][] cents;
  private final boolean[] unknown;

  Decomposition(int slots) {
    this.cents = new long[Term.values().length][slots];
    this.unknown = new boolean[slots];
  }

  @SuppressWarnings("EnumOrdinal") // the place in an array
  void add(Term term, int slot, long more) {
    cents[term.ordinal()][slot] += more;
  }

  @SuppressWarnings("EnumOrdinal") // the place in an array
  long cents(Term term, int slot) {
    return cents[term.ordinal()][slot];
  }

  /** A leaf cannot be compared with the benchmark there. */
  void lose(int slot) {
    unknown[slot] = true;
  }

  /** Whether every leaf could be compared with the benchmark. */
  boolean comparable(int slot) {
    return !unknown[slot];
  }
}
