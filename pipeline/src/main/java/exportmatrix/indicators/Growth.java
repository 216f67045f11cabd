package exportmatrix.indicators;

import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import java.util.EnumSet;
import java.util.Set;

/**
 * Growth over the same span a year before, told truthfully: 100 (x(t) / x(t-1y) - 1), and why it is
 * no number or should not be trusted blindly.
 *
 * @param percent NaN where there is no number
 * @param status the first that applies, in the order of {@link Status}
 * @param flags all that apply; only OK where nothing else does
 */
record Growth(double percent, Status status, Set<Status> flags) {

  /** Growth above this is flagged and displayed as {@code +++}. */
  static final double MOST = 999.9;

  private static final Set<Status> NO_NUMBER =
      EnumSet.of(
          Status.CONFIDENTIAL,
          Status.PARTIAL,
          Status.INCOMPLETE,
          Status.NO_PRIOR,
          Status.NO_TRADE,
          Status.ENTRY);

  boolean numeric() {
    return !Double.isNaN(percent);
  }

  /**
   * @param values one cell along the slots
   * @param changed whether the cell's definition differs between the slot and its prior
   * @param materiality the base below which growth is flagged, cents
   */
  static Growth of(Series values, Slots slots, int slot, Definition changed, long materiality) {
    int prior = slots.slot(slot).prior();
    boolean hasPrior = prior != Slots.NONE && values.present(prior);
    Set<Status> flags = EnumSet.noneOf(Status.class);
    defects(values, slot, flags);
    if (hasPrior) {
      defects(values, prior, flags);
    } else {
      flags.add(Status.NO_PRIOR);
    }
    if (hasPrior && changed == Definition.CHANGED) {
      flags.add(Status.BREAK);
    }
    double percent = Double.NaN;
    if (hasPrior && values.whole(slot) && values.whole(prior)) {
      long now = values.cents(slot);
      long before = values.cents(prior);
      if (before == 0) {
        flags.add(now == 0 ? Status.NO_TRADE : Status.ENTRY);
      } else {
        percent = 100.0 * (now - before) / before;
        if (now == 0) {
          flags.add(Status.EXIT);
        }
        if (before < materiality) {
          flags.add(Status.TINY_BASE);
        }
        if (percent > MOST) {
          flags.add(Status.OVER_999);
        }
      }
    }
    if (flags.isEmpty()) {
      flags.add(Status.OK);
    }
    Status first = flags.iterator().next();
    boolean silent = flags.stream().anyMatch(NO_NUMBER::contains);
    return new Growth(silent ? Double.NaN : percent, first, flags);
  }

  /** Whether territory, group or product mean the same in both periods. */
  enum Definition {
    SAME,
    CHANGED
  }

  private static void defects(Series values, int slot, Set<Status> flags) {
    Status defect = Family.defect(values, slot);
    if (defect != null) {
      flags.add(defect);
    }
  }
}
