package exportmatrix.ingest;

import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells from the totals of a source whether its periods stand alone or run from January, and says
 * so where that contradicts what the dataset declares.
 *
 * <p>Grain: totals per flow, territory and period in; one verdict out. A <em>sequence</em> is the
 * totals of one flow and territory within one year.
 *
 * <ul>
 *   <li>A sequence with all its periods <em>grows like a cumulated one</em> where it never falls
 *       (by more than {@value #REVISION}), its last period is between {@value #LEAST_GROWTH} and
 *       {@value #MOST_GROWTH} times as many times the first as the year has periods, and, where the
 *       next year's first period is there, that falls back to under {@value #FALL_BACK} of the
 *       last. Declared single and at least {@value #SHARE_CUMULATED} of at least {@value #FEWEST}
 *       such sequences grow so: contradiction.
 *   <li>Declared cumulated and at least {@value #SHARE_FALLING} of at least {@value #FEWEST}
 *       sequences (of two neighbouring periods or more) fall within the year by more than {@value
 *       #FALL}: contradiction.
 * </ul>
 *
 * <p>Limits: fewer than {@value #FEWEST} whole years of one territory, or annual data, show nothing
 * and pass. A single product whose trade rises through every calendar year and starts low again
 * cannot be told from a cumulated one; totals of a territory do not behave so.
 */
public final class CumulationDetector {

  static final int FEWEST = 3;
  static final double SHARE_CUMULATED = 0.8;
  static final double SHARE_FALLING = 0.5;
  static final double LEAST_GROWTH = 0.6;
  static final double MOST_GROWTH = 1.7;
  static final double FALL_BACK = 0.6;
  static final double REVISION = 0.005;
  static final double FALL = 0.02;

  private CumulationDetector() {}

  /**
   * What a source says of one flow and territory in one period, at whatever market and product is
   * the same in all periods.
   */
  public record Total(String flow, String territory, Period period, long cents) {}

  private record Series(String flow, String territory) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int byFlow = flow.compareTo(other.flow);
      return byFlow != 0 ? byFlow : territory.compareTo(other.territory);
    }
  }

  /**
   * The contradiction in words; empty where there is none or too little to tell.
   *
   * @param totals of one frequency, at most one per flow, territory and period
   */
  public static Optional<String> contradiction(
      PeriodType declared, Frequency frequency, Collection<Total> totals) {
    if (frequency == Frequency.A) {
      return Optional.empty();
    }
    Map<Series, NavigableMap<Integer, Long>> bySeries = new TreeMap<>();
    for (Total total : totals) {
      bySeries
          .computeIfAbsent(new Series(total.flow(), total.territory()), s -> new TreeMap<>())
          .put(total.period().ordinal(), total.cents());
    }
    Evidence evidence = new Evidence(frequency.periodsPerYear());
    bySeries.forEach(evidence::weigh);
    return declared == PeriodType.SINGLE ? evidence.againstSingle() : evidence.againstCumulated();
  }

  /** How many sequences speak for what, with the first one that does as an example. */
  private static final class Evidence {

    private final int periods;
    private int whole;
    private int cumulated;
    private int neighbouring;
    private int falling;
    private String cumulatedExample;
    private String fallingExample;

    Evidence(int periods) {
      this.periods = periods;
    }

    void weigh(Series series, NavigableMap<Integer, Long> totals) {
      int first = Math.floorDiv(totals.firstKey(), periods);
      int last = Math.floorDiv(totals.lastKey(), periods);
      for (int year = first; year <= last; year++) {
        weigh(series, year, totals);
      }
    }

    Optional<String> againstSingle() {
      if (whole < FEWEST || cumulated < SHARE_CUMULATED * whole) {
        return Optional.empty();
      }
      return Optional.of(
          "declared single (period_type), but %d of %d whole years grow from January like cumulated ones (%s)"
              .formatted(cumulated, whole, cumulatedExample));
    }

    Optional<String> againstCumulated() {
      if (neighbouring < FEWEST || falling < SHARE_FALLING * neighbouring) {
        return Optional.empty();
      }
      return Optional.of(
          "declared cumulated (period_type), but %d of %d years fall within the year (%s)"
              .formatted(falling, neighbouring, fallingExample));
    }

    private void weigh(Series series, int year, NavigableMap<Integer, Long> totals) {
      int start = year * periods;
      boolean complete = totals.containsKey(start);
      boolean neighbours = false;
      boolean dips = false;
      boolean falls = false;
      for (int at = start + 1; at < start + periods; at++) {
        Long before = totals.get(at - 1);
        Long now = totals.get(at);
        complete &= now != null;
        if (before != null && now != null) {
          neighbours = true;
          dips |= now < before * (1 - REVISION);
          falls |= now < before * (1 - FALL);
        }
      }
      if (neighbours) {
        neighbouring++;
        falling += falls ? 1 : 0;
        fallingExample = falls && fallingExample == null ? words(series, year) : fallingExample;
      }
      if (complete && totals.get(start) > 0) {
        whole++;
        boolean grows = !dips && growsFromJanuary(totals, start);
        cumulated += grows ? 1 : 0;
        cumulatedExample =
            grows && cumulatedExample == null ? words(series, year) : cumulatedExample;
      }
    }

    private boolean growsFromJanuary(NavigableMap<Integer, Long> totals, int start) {
      double last = totals.get(start + periods - 1);
      double times = last / totals.get(start);
      Long next = totals.get(start + periods);
      return times >= LEAST_GROWTH * periods
          && times <= MOST_GROWTH * periods
          && (next == null || next < FALL_BACK * last);
    }

    private static String words(Series series, int year) {
      return String.format(Locale.ROOT, "%s of %s in %d", series.flow(), series.territory(), year);
    }
  }
}
