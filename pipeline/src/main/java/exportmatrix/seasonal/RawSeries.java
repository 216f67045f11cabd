package exportmatrix.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * A monthly or quarterly series as it was published, one value per period without gaps in the
 * calendar.
 *
 * @param frequency M or Q
 * @param firstOrdinal {@link Period#ordinal} of the first value
 * @param cents EUR cents; of no meaning where not known
 * @param known whether the value is known whole: false for missing, confidential or incomplete
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; one per series and task
public record RawSeries(Frequency frequency, int firstOrdinal, long[] cents, boolean[] known)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException for annual data, or arrays of different lengths
   */
  public RawSeries {
    Objects.requireNonNull(frequency, "frequency");
    if (frequency == Frequency.A) {
      throw new IllegalArgumentException("annual data have no season");
    }
    if (cents.length != known.length) {
      throw new IllegalArgumentException(
          "%d values, but %d known flags".formatted(cents.length, known.length));
    }
  }

  /** A series of which every value is known. */
  public static RawSeries of(Period first, long... cents) {
    boolean[] known = new boolean[cents.length];
    Arrays.fill(known, true);
    return new RawSeries(first.frequency(), first.ordinal(), cents, known);
  }

  public int length() {
    return cents.length;
  }

  /** Index of the first known value; {@link #length} if none is. */
  int from() {
    int from = 0;
    while (from < known.length && !known[from]) {
      from++;
    }
    return from;
  }

  /** Index after the last known value; {@link #length} if none is. */
  int to() {
    int to = known.length;
    while (to > 0 && !known[to - 1]) {
      to--;
    }
    return to == 0 ? known.length : to;
  }

  Period period(int index) {
    return new Period(frequency, firstOrdinal + index);
  }
}
