package exportmatrix.model;

import java.util.Arrays;
import java.util.List;

/**
 * How concentrated a total is on its parts, slot by slot: the Herfindahl-Hirschman index, the sum
 * of the parts' squared shares of the total.
 *
 * @param index NaN where there is none
 * @param parts how many parts are above zero
 * @param statuses why there is none; PARTIAL beside a number where the parts do not add up to the
 *     total, of which it then is a lower bound
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too many for a list each
public record Concentration(double[] index, short[] parts, byte[] statuses) {

  private static final Status[] STATUSES = Status.values();

  /**
   * @param of the parts' values along the slots, in an order that is always the same
   * @param total along the slots
   */
  public static Concentration of(List<Series> of, Series total) {
    int slots = total.length();
    Concentration found = new Concentration(new double[slots], new short[slots], new byte[slots]);
    Arrays.fill(found.index, Double.NaN);
    for (int slot = 0; slot < slots; slot++) {
      found.set(of, total, slot);
    }
    return found;
  }

  private void set(List<Series> of, Series total, int slot) {
    long sum = 0;
    double squares = 0;
    boolean known = true;
    for (Series part : of) {
      if (part.present(slot)) {
        known &= part.whole(slot);
        if (part.cents(slot) > 0) {
          double share = (double) part.cents(slot) / total.cents(slot);
          squares += share * share;
          sum += part.cents(slot);
          parts[slot]++;
        }
      }
    }
    if (!total.present(slot)) {
      because(slot, Status.MISSING_PARENT);
    } else if (!known || !total.whole(slot)) {
      because(slot, Status.INCOMPLETE);
    } else if (total.cents(slot) == 0) {
      because(slot, Status.NO_TRADE);
    } else if (parts[slot] == 0) {
      because(slot, Status.NO_DETAIL);
    } else {
      index[slot] = squares;
      because(slot, sum == total.cents(slot) ? Status.OK : Status.PARTIAL);
    }
  }

  @SuppressWarnings("EnumOrdinal") // written and read by the same version
  private void because(int slot, Status status) {
    statuses[slot] = (byte) status.ordinal();
  }

  public Status status(int slot) {
    return STATUSES[statuses[slot]];
  }

  /** Between 0 (all parts alike) and 1 (one part is all): (H - 1/n) / (1 - 1/n). */
  public double normalised(int slot) {
    double even = 1.0 / parts[slot];
    return (index[slot] - even) / (1 - even);
  }
}
