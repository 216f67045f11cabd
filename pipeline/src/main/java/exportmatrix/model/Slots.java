package exportmatrix.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every span and period that a timeline gives, numbered: the places at which a cell's figures
 * stand.
 *
 * <p>Spans by base frequency: monthly data give month, quarter, year_to_date, rolling_year and
 * year; quarterly data all but month; annual data year. Periods of year_to_date and rolling_year
 * are base periods. A span that reaches beyond the timeline is there, and its figures are
 * INCOMPLETE.
 */
public final class Slots implements Serializable {

  private static final long serialVersionUID = 1L;

  /** No such slot. */
  public static final int NONE = -1;

  /**
   * One span at one period.
   *
   * @param text the period as tables write it, kept because every cell needs it
   * @param from index on the timeline of the first base period; may lie before the timeline
   * @param to index of the last one, included; may lie beyond the timeline
   * @param prior the same span a year before, or {@link #NONE}
   * @param previous the same span one period before, or {@link #NONE}; for year_to_date only within
   *     the year
   */
  public record Slot(
      Span span, Period period, String text, int from, int to, int prior, int previous)
      implements Serializable {

    int basePeriods() {
      return to - from + 1;
    }
  }

  private final Timeline timeline;
  private final List<Slot> slots;
  private final Map<Span, Map<Integer, Integer>> byOrdinal = new HashMap<>();

  /**
   * @param spans the spans wanted; those that the frequency cannot give are left out
   */
  public Slots(Timeline timeline, Set<Span> spans) {
    this.timeline = timeline;
    List<Slot> built = new ArrayList<>();
    for (Span span : Span.values()) {
      if (spans.contains(span)) {
        build(span, built);
      }
    }
    this.slots = List.copyOf(built);
  }

  private void build(Span span, List<Slot> built) {
    Frequency base = timeline.frequency();
    Frequency frequency =
        switch (span) {
          case MONTH -> Frequency.M;
          case QUARTER -> Frequency.Q;
          case YEAR -> Frequency.A;
          case YEAR_TO_DATE, ROLLING_YEAR -> base;
        };
    boolean running = span == Span.YEAR_TO_DATE || span == Span.ROLLING_YEAR;
    if (frequency.months() < base.months() || (running && base == Frequency.A)) {
      return;
    }
    int perYear = frequency.periodsPerYear();
    int basePerPeriod = frequency.months() / base.months();
    int first = Math.floorDiv(timeline.firstOrdinal(), basePerPeriod);
    int last = Math.floorDiv(timeline.firstOrdinal() + timeline.length() - 1, basePerPeriod);
    Map<Integer, Integer> index = new HashMap<>();
    for (int ordinal = first; ordinal <= last; ordinal++) {
      Period period = new Period(frequency, ordinal);
      int to = timeline.index(ordinal * basePerPeriod + basePerPeriod - 1);
      int length =
          switch (span) {
            case MONTH, QUARTER, YEAR -> basePerPeriod;
            case YEAR_TO_DATE -> period.place();
            case ROLLING_YEAR -> base.periodsPerYear();
          };
      int prior = index.getOrDefault(ordinal - perYear, NONE);
      int previous =
          span == Span.YEAR_TO_DATE && period.place() == 1
              ? NONE
              : index.getOrDefault(ordinal - 1, NONE);
      index.put(ordinal, built.size());
      built.add(new Slot(span, period, period.text(), to - length + 1, to, prior, previous));
    }
    byOrdinal.put(span, index);
  }

  /**
   * The newest slots of each span.
   *
   * @param periods how many of each; 0: all
   */
  public BitSet newest(int periods) {
    BitSet newest = new BitSet();
    for (int s = 0; s < slots.size(); s++) {
      int after = periods == 0 ? NONE : s + periods;
      boolean old =
          after != NONE && after < slots.size() && slots.get(after).span() == slots.get(s).span();
      newest.set(s, !old);
    }
    return newest;
  }

  /**
   * The slots that a change of base periods reaches: those that contain one of them, and those that
   * look back on one.
   *
   * @param changed ordinals
   * @param yearsBack how far slots look back
   */
  public BitSet reachedBy(Set<Integer> changed, int yearsBack) {
    int perYear = timeline.frequency().periodsPerYear();
    BitSet reached = new BitSet();
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      long from = slot.from() - (long) yearsBack * perYear;
      reached.set(
          s,
          changed.stream()
              .mapToInt(timeline::index)
              .anyMatch(index -> from <= index && index <= slot.to()));
    }
    return reached;
  }

  public int count() {
    return slots.size();
  }

  public Slot slot(int index) {
    return slots.get(index);
  }

  public Timeline timeline() {
    return timeline;
  }

  /** The slot of a span at a period of the span's frequency, or {@link #NONE}. */
  public int find(Span span, Period period) {
    return byOrdinal.getOrDefault(span, Map.of()).getOrDefault(period.ordinal(), NONE);
  }

  /** Months that the span covers when all of it is there. */
  public int months(int index) {
    return slots.get(index).basePeriods() * timeline.frequency().months();
  }

  /** Months of every slot for which the series has a value. */
  public int[] monthsObserved(Series base) {
    int length = base.length();
    int[] until = new int[length + 1];
    for (int i = 0; i < length; i++) {
      until[i + 1] = until[i] + (base.present(i) ? timeline.frequency().months() : 0);
    }
    int[] months = new int[slots.size()];
    for (int s = 0; s < months.length; s++) {
      Slot slot = slots.get(s);
      months[s] = until[Math.min(slot.to() + 1, length)] - until[Math.max(slot.from(), 0)];
    }
    return months;
  }

  /**
   * Sums a series over every slot.
   *
   * @param base values along the timeline; null gives null
   * @return values along the slots; a slot of which a base period is missing is INCOMPLETE, one of
   *     which all are missing is not there; reported only where the slot is one base period, and
   *     that is
   */
  public Series over(Series base) {
    if (base == null) {
      return null;
    }
    Series sums = new Series(slots.size());
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      if (slot.basePeriods() == 1) {
        if (slot.from() >= 0 && slot.to() < base.length()) {
          sums.put(s, base.cents(slot.to()), base.flags(slot.to()), base.edition(slot.to()));
        }
        continue;
      }
      boolean missing = false;
      for (int i = slot.from(); i <= slot.to(); i++) {
        if (i < 0 || i >= base.length() || !base.present(i)) {
          missing = true;
        } else {
          sums.add(s, base, i);
        }
      }
      if (missing && sums.present(s)) {
        sums.mark(s, Series.INCOMPLETE);
      }
    }
    return sums;
  }
}
