package exportmatrix.indicators;

import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import java.util.stream.Stream;

/**
 * Growth over the same span a year before, told truthfully: 100 (x(t) / x(t-1y) - 1), and why it is
 * no number or should not be trusted blindly.
 *
 * @param percent NaN where there is no number
 * @param status the first that applies, in the order of {@link Status}
 * @param flags the bits of all that apply; only OK where nothing else does
 */
record Growth(double percent, Status status, int flags) {

  /** Growth above this is flagged and displayed as {@code +++}. */
  static final double MOST = 999.9;

  private static final Status[] STATUSES = Status.values();

  private static final int NO_NUMBER =
      Stream.of(
              Status.CONFIDENTIAL,
              Status.PARTIAL,
              Status.INCOMPLETE,
              Status.NO_PRIOR,
              Status.NO_TRADE,
              Status.ENTRY)
          .mapToInt(Status::bit)
          .sum();

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
    int flags = bit(Family.defect(values, slot));
    flags |= hasPrior ? bit(Family.defect(values, prior)) : Status.NO_PRIOR.bit();
    if (hasPrior && changed == Definition.CHANGED) {
      flags |= Status.BREAK.bit();
    }
    double percent = Double.NaN;
    if (hasPrior && values.whole(slot) && values.whole(prior)) {
      long now = values.cents(slot);
      long before = values.cents(prior);
      if (before == 0) {
        flags |= (now == 0 ? Status.NO_TRADE : Status.ENTRY).bit();
      } else {
        percent = 100.0 * (now - before) / before;
        if (now == 0) {
          flags |= Status.EXIT.bit();
        }
        if (before < materiality) {
          flags |= Status.TINY_BASE.bit();
        }
        if (percent > MOST) {
          flags |= Status.OVER_999.bit();
        }
      }
    }
    if (flags == 0) {
      flags = Status.OK.bit();
    }
    boolean silent = (flags & NO_NUMBER) != 0;
    return new Growth(
        silent ? Double.NaN : percent, STATUSES[Integer.numberOfTrailingZeros(flags)], flags);
  }

  /** Whether territory, group or product mean the same in both periods. */
  enum Definition {
    SAME,
    CHANGED
  }

  private static int bit(Status defect) {
    return defect == null ? 0 : defect.bit();
  }
}
