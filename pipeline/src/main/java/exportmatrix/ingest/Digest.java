package exportmatrix.ingest;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.ingest.Settlement.End;
import exportmatrix.ingest.Settlement.Settled;
import exportmatrix.ingest.Settlement.Spoken;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.ingest.Understanding.Example;
import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.RejectReason;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that one pass over settled statements tells of their files: counts and cents per end,
 * reasons, totals, examples. Digests of parts add up to that of the whole.
 */
final class Digest implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int EXAMPLES = 3;

  /** Rows and cents of one file that end alike. */
  static final class Tally implements Serializable {

    private static final long serialVersionUID = 1L;

    private long rows;
    private long cents;
    private boolean tooMuch;

    private void add(long moreRows, long moreCents) {
      rows += moreRows;
      try {
        cents = Math.addExact(cents, moreCents);
      } catch (ArithmeticException e) {
        tooMuch = true;
      }
    }

    long rows() {
      return rows;
    }

    /** Null where they exceed 64 bits. */
    Long cents() {
      return tooMuch ? null : (Long) cents;
    }
  }

  /** A rejected row, and what decides which ones are shown. */
  private record Shown(boolean foreign, long line, int cell, String reasons, String raw)
      implements Serializable {

    static final Comparator<Shown> ORDER =
        Comparator.comparing(Shown::foreign).thenComparing(Shown::line).thenComparing(Shown::cell);
  }

  /** What is known of one file. */
  static final class OfFile implements Serializable {

    private static final long serialVersionUID = 1L;

    private FileEnd end;
    private final Map<End, Tally> ends = new EnumMap<>(End.class);
    private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
    private long contradicted;
    private int first = Integer.MAX_VALUE;
    private int last = Integer.MIN_VALUE;
    private final List<Shown> shown = new ArrayList<>();

    FileEnd end() {
      return end;
    }

    Tally of(End how) {
      return ends.computeIfAbsent(how, e -> new Tally());
    }

    /** Rows per reason, those left out that only another file makes wrong. */
    Map<RejectReason, Long> reasons() {
      return reasons;
    }

    /** Ordinals of the periods that rows name, whatever becomes of them. */
    Optional<IntSummaryStatistics> periods() {
      return first > last
          ? Optional.empty()
          : Optional.of(new IntSummaryStatistics(2, first, last, (long) first + last));
    }

    private void name(int period) {
      first = Math.min(first, period);
      last = Math.max(last, period);
    }

    /** Rows rejected only because another file says otherwise. */
    long contradicted() {
      return contradicted;
    }

    /** The first rejected rows, the file's own first. */
    List<Example> examples() {
      return shown.stream()
          .map(s -> new Example(s.line(), s.reasons(), s.raw() == null ? "" : s.raw()))
          .toList();
    }

    private void show(List<Shown> more) {
      shown.addAll(more);
      shown.sort(Shown.ORDER);
      while (shown.size() > EXAMPLES) {
        shown.remove(shown.size() - 1);
      }
    }

    private void add(FileEnd more) {
      end = end == null ? more : end.plus(more);
    }

    private void add(OfFile other) {
      if (other.end != null) {
        add(other.end);
      }
      other.ends.forEach(
          (how, tally) -> {
            of(how).add(tally.rows, tally.cents);
            of(how).tooMuch |= tally.tooMuch;
          });
      other.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
      contradicted += other.contradicted;
      first = Math.min(first, other.first);
      last = Math.max(last, other.last);
      show(other.shown);
    }
  }

  /** What a file says of a territory in a period. */
  record Place(int fileNo, String edition, Flow flow, String territory, int period)
      implements Serializable {

    @Override
    public int hashCode() {
      return Hashes.of(Hashes.of(edition, flow, territory), fileNo, period);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place that
          && fileNo == that.fileNo
          && period == that.period
          && flow == that.flow
          && territory.equals(that.territory)
          && edition.equals(that.edition);
    }

    private boolean holds(Datum datum) {
      return datum.fileNo() == fileNo
          && datum.period() == period
          && datum.flow() == flow
          && datum.territory().equals(territory)
          && datum.edition().equals(edition);
    }
  }

  /** The cell WORLD x ALL, null where it is not stated, and the sum of all cells, in cents. */
  static final class Total implements Serializable {

    private static final long serialVersionUID = 1L;

    private Long world;
    private final Tally all = new Tally();

    Long world() {
      return world;
    }

    /** Null where they exceed 64 bits. */
    Long all() {
      return all.cents();
    }

    private void add(Total other) {
      world = other.world == null ? world : other.world;
      all.add(other.all.rows, other.all.cents);
      all.tooMuch |= other.all.tooMuch;
    }
  }

  private final Map<Integer, OfFile> files = new HashMap<>();
  private final Map<Place, Total> totals = new HashMap<>();
  private final Set<Spoken> spoken = new HashSet<>();
  private boolean spread;
  private transient Place lastPlace;
  private transient Total lastTotal;

  void add(FileEnd end) {
    of(end.fileNo()).add(end);
  }

  void add(Settled settled) {
    Datum datum = settled.datum();
    OfFile file = of(datum.fileNo());
    file.of(settled.end()).add(1, datum.cents() == null ? 0 : datum.cents());
    if (datum.period() != null) {
      file.name(datum.period());
    }
    if (settled.end() == End.REJECTED) {
      rejected(settled, file);
    } else if (settled.end() == End.ACCEPTED) {
      accepted(datum);
    }
  }

  private void rejected(Settled settled, OfFile file) {
    Datum datum = settled.datum();
    if (settled.foreign()) {
      file.contradicted++;
    } else {
      for (RejectReason reason : RejectReason.values()) {
        if (datum.has(reason)) {
          file.reasons.merge(reason, 1L, Long::sum);
        }
      }
    }
    spread |= Settlement.isSpread(settled);
    file.show(
        List.of(
            new Shown(
                settled.foreign(), datum.line(), datum.cell(), datum.reasonsText(), datum.raw())));
  }

  private void accepted(Datum datum) {
    Total total = total(datum);
    if (datum.measure() == Quality.VALUE && datum.cents() != null) {
      total.all.add(1, datum.cents());
      if (datum.market().equals(Wording.WORLD) && datum.product().equals(Wording.ALL_PRODUCTS)) {
        total.world = datum.cents();
      }
    }
  }

  /** Rows that follow each other are mostly of one place. */
  private Total total(Datum datum) {
    if (lastPlace == null || !lastPlace.holds(datum)) {
      lastPlace =
          new Place(
              datum.fileNo(), datum.edition(), datum.flow(), datum.territory(), datum.period());
      lastTotal = totals.get(lastPlace);
      if (lastTotal == null) {
        lastTotal = new Total();
        totals.put(lastPlace, lastTotal);
        spoken.add(new Spoken(datum.edition(), datum.flow(), datum.period()));
      }
    }
    return lastTotal;
  }

  void add(Digest other) {
    other.files.forEach((no, file) -> of(no).add(file));
    other.totals.forEach(
        (place, total) -> totals.computeIfAbsent(place, p -> new Total()).add(total));
    spoken.addAll(other.spoken);
    spread |= other.spread;
  }

  OfFile of(int fileNo) {
    return files.computeIfAbsent(fileNo, no -> new OfFile());
  }

  /** Totals that show how a series grows within the year; those without any value left out. */
  Map<Place, Total> totals() {
    Map<Place, Total> valued = new HashMap<>(totals);
    valued.values().removeIf(total -> total.all.rows == 0);
    return valued;
  }

  /** The flows and periods of which accepted rows speak. */
  List<Spoken> spoken() {
    return List.copyOf(spoken);
  }

  /** Whether a rejected row leaves holes in all flows or periods. */
  boolean spread() {
    return spread;
  }

  /** The ordinals of accepted rows. */
  NavigableSet<Integer> periods() {
    NavigableSet<Integer> periods = new TreeSet<>();
    spoken.forEach(one -> periods.add(one.period()));
    return periods;
  }

  /** The flows of accepted rows, by code. */
  List<String> flows() {
    return spoken.stream().map(one -> one.flow().code()).distinct().sorted().toList();
  }

  /** The territories of accepted rows. */
  List<String> territories() {
    return totals.keySet().stream().map(Place::territory).distinct().sorted().toList();
  }
}
