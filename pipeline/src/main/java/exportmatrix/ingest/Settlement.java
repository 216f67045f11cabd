package exportmatrix.ingest;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Observation;
import exportmatrix.model.RejectReason;
import exportmatrix.model.ValueStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How statements end that can only be judged beside others: duplicates and conflicts, value and
 * quantity as one observation, and the holes that rejected rows leave.
 *
 * <p>Two statements of one key, measure and edition must say the same. Where they do, the first by
 * file name and line is accepted and the others are duplicates; where they do not, all are rejected
 * (a rejected number never equals an accepted one), so that no order of rows matters.
 */
final class Settlement {

  /** How a statement ends that is not left out. */
  enum End {
    ACCEPTED,
    DUPLICATE,
    REJECTED
  }

  /**
   * A statement and how it ends.
   *
   * @param datum a conflict among its reasons, a provisional repetition in its status
   * @param foreign whether it is rejected only because another file says otherwise
   */
  record Settled(Datum datum, End end, boolean foreign) {}

  private Settlement() {}

  /** Statements of one key, measure and edition; mostly a single one. */
  private static final class Repeated {

    private final Datum one;
    private List<Datum> more = List.of();

    Repeated(Datum one) {
      this.one = one;
    }

    void add(Datum datum) {
      if (more.isEmpty()) {
        more = new ArrayList<>(1);
      }
      more.add(datum);
    }

    Stream<Settled> settled() {
      if (more.isEmpty()) {
        return Stream.of(alone(one));
      }
      List<Datum> all = new ArrayList<>(more);
      all.add(one);
      all.sort(Datum.BY_ORIGIN);
      boolean conflict = !all.stream().allMatch(e -> says(e).equals(says(one)));
      boolean across = all.get(0).fileNo() != all.get(all.size() - 1).fileNo();
      boolean provisional = all.stream().anyMatch(e -> e.status() == ValueStatus.PROVISIONAL);
      return IntStream.range(0, all.size())
          .mapToObj(
              i -> {
                Datum datum = all.get(i);
                ValueStatus status =
                    provisional && datum.status() == ValueStatus.NORMAL
                        ? ValueStatus.PROVISIONAL
                        : datum.status();
                int reasons =
                    datum.reasons()
                        | (conflict ? Parsed.bit(RejectReason.CONFLICTING_DUPLICATE) : 0);
                End end = reasons != 0 ? End.REJECTED : i == 0 ? End.ACCEPTED : End.DUPLICATE;
                return new Settled(
                    datum.judged(reasons, status), end, conflict && across && !datum.rejected());
              });
    }
  }

  private static Settled alone(Datum datum) {
    return new Settled(datum, datum.rejected() ? End.REJECTED : End.ACCEPTED, false);
  }

  /** What must be equal where two statements repeat each other. */
  private static String says(Datum datum) {
    if (datum.rejected()) {
      return "rejected " + Objects.toString(datum.said(), "");
    }
    Long number = datum.cents() != null ? datum.cents() : datum.grams();
    return number != null ? number.toString() : datum.status().name();
  }

  private record Slot(Parsed.Key key, Quality measure) {}

  /**
   * @param parsed all that has the same {@link Parsed#place}, in any order
   * @param ofFiles takes what is said of files
   */
  static Iterator<Settled> settled(Iterator<Parsed> parsed, Consumer<FileEnd> ofFiles) {
    Map<Slot, Repeated> slots = new LinkedHashMap<>();
    List<Settled> unplaced = new ArrayList<>();
    while (parsed.hasNext()) {
      Parsed next = parsed.next();
      if (next instanceof FileEnd end) {
        ofFiles.accept(end);
      } else if (next instanceof Datum datum) {
        if (!datum.placed()) {
          unplaced.add(alone(datum));
          continue;
        }
        Slot slot = new Slot(datum.key(), datum.measure());
        Repeated before = slots.get(slot);
        if (before == null) {
          slots.put(slot, new Repeated(datum));
        } else {
          before.add(datum);
        }
      }
    }
    return Stream.concat(unplaced.stream(), slots.values().stream().flatMap(Repeated::settled))
        .iterator();
  }

  /**
   * Accepted statements, and the holes of rejected values: no measure, no number, status REJECTED.
   *
   * <p>A rejected quantity leaves no hole: nothing that is published of a cell depends on it. A row
   * whose flow or period cannot be read is left to {@link #spread}.
   *
   * @return null where nothing is kept
   */
  static Datum kept(Settled settled) {
    Datum datum = settled.datum();
    if (settled.end() == End.ACCEPTED) {
      return datum;
    }
    boolean hole = settled.end() == End.REJECTED && datum.measure() != Quality.QUANTITY;
    return hole && datum.flow() != null && datum.period() != null
        ? datum.hole(datum.flow(), datum.period())
        : null;
  }

  /** A flow and period of which an edition speaks. */
  record Spoken(String edition, Flow flow, int period) implements java.io.Serializable {}

  /**
   * A rejected row whose flow or period cannot be read leaves a hole in every flow and period of
   * which the accepted rows of its edition speak.
   */
  static Stream<Datum> spread(Settled settled, List<Spoken> spoken) {
    Datum lost = settled.datum();
    if (!isSpread(settled)) {
      return Stream.empty();
    }
    return spoken.stream()
        .filter(one -> one.edition().equals(lost.edition()))
        .map(
            one ->
                lost.hole(
                    lost.flow() == null ? one.flow() : lost.flow(),
                    lost.period() == null ? (Integer) one.period() : lost.period()));
  }

  /** Whether {@link #spread} has something to do with it. */
  static boolean isSpread(Settled settled) {
    Datum datum = settled.datum();
    return settled.end() == End.REJECTED
        && datum.measure() != Quality.QUANTITY
        && (datum.flow() == null || datum.period() == null);
  }

  /**
   * Value, quantity and hole of a key as one observation, unique by its key and the edition.
   *
   * <p>A hole gives way to a value of the same key: there only a row was rejected whose indicator
   * is not known.
   *
   * @param data accepted ones and holes, all of a key
   * @param hashes SHA-256 of the files, by number
   */
  static Iterator<Observation> observations(
      Iterator<Datum> data, List<String> hashes, DatasetSpec spec) {
    // Value, hole, quantity: what stands first says where the observation comes from.
    Map<Parsed.Key, Datum[]> keys = new HashMap<>();
    while (data.hasNext()) {
      Datum datum = data.next();
      int rank = datum.measure() == null ? 1 : datum.measure() == Quality.VALUE ? 0 : 2;
      Datum[] parts = keys.computeIfAbsent(datum.key(), k -> new Datum[3]);
      if (parts[rank] == null || Datum.BY_ORIGIN.compare(datum, parts[rank]) < 0) {
        parts[rank] = datum;
      }
    }
    return keys.entrySet().stream()
        .map(
            one -> {
              Parsed.Key key = one.getKey();
              Datum[] parts = one.getValue();
              Datum speaker =
                  Arrays.stream(parts).filter(Objects::nonNull).findFirst().orElseThrow();
              return new Observation(
                  spec.id(),
                  key.flow(),
                  spec.frequency(),
                  key.period(),
                  key.territory(),
                  key.market(),
                  key.product(),
                  parts[0] == null ? null : parts[0].cents(),
                  parts[2] == null ? null : parts[2].grams(),
                  speaker.status(),
                  key.edition(),
                  hashes.get(speaker.fileNo()),
                  speaker.line());
            })
        .iterator();
  }
}
