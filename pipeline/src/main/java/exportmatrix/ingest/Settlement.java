package exportmatrix.ingest;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.RejectReason;
import exportmatrix.model.ValueStatus;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
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

  /** How the statements of one key and edition end; mostly it is a single one. */
  private static List<Settled> settled(List<Datum> ofKey) {
    if (ofKey.size() == 1) {
      return List.of(alone(ofKey.get(0)));
    }
    List<Settled> settled = new ArrayList<>();
    ofKey.stream().filter(datum -> !datum.placed()).forEach(datum -> settled.add(alone(datum)));
    for (Quality measure : Quality.values()) {
      List<Datum> repeated =
          ofKey.stream().filter(datum -> datum.placed() && datum.measure() == measure).toList();
      if (repeated.size() == 1) {
        settled.add(alone(repeated.get(0)));
      } else if (!repeated.isEmpty()) {
        judge(repeated, settled);
      }
    }
    return settled;
  }

  /**
   * @param repeated statements of one key, measure and edition
   */
  private static void judge(List<Datum> repeated, List<Settled> settled) {
    List<Datum> all = repeated.stream().sorted(Datum.BY_ORIGIN).toList();
    Datum first = all.get(0);
    boolean conflict = !all.stream().allMatch(e -> says(e).equals(says(first)));
    boolean across = first.fileNo() != all.get(all.size() - 1).fileNo();
    boolean provisional = all.stream().anyMatch(e -> e.status() == ValueStatus.PROVISIONAL);
    for (int i = 0; i < all.size(); i++) {
      Datum datum = all.get(i);
      ValueStatus status =
          provisional && datum.status() == ValueStatus.NORMAL
              ? ValueStatus.PROVISIONAL
              : datum.status();
      int reasons =
          datum.reasons() | (conflict ? Parsed.bit(RejectReason.CONFLICTING_DUPLICATE) : 0);
      End end = reasons != 0 ? End.REJECTED : i == 0 ? End.ACCEPTED : End.DUPLICATE;
      settled.add(
          new Settled(datum.judged(reasons, status), end, conflict && across && !datum.rejected()));
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

  /**
   * @param parsed all of the same keys, in any order
   * @param ofFiles takes what is said of files
   * @return what is said of each key and edition, in the order of {@link SortedStatements};
   *     statements without flow or period each alone, before the others
   */
  private static Iterator<List<Settled>> settled(
      Iterator<Parsed> parsed, Frequency frequency, Consumer<FileEnd> ofFiles) {
    SortedStatements statements = new SortedStatements(frequency);
    List<List<Datum>> nowhere = new ArrayList<>();
    while (parsed.hasNext()) {
      Parsed next = parsed.next();
      if (next instanceof FileEnd end) {
        ofFiles.accept(end);
      } else if (next instanceof Datum datum) {
        if (datum.flow() == null || datum.period() == null) {
          nowhere.add(List.of(datum));
        } else {
          statements.add(datum);
        }
      }
    }
    Iterator<List<Datum>> byKey = statements.byKey();
    Iterator<List<Datum>> alone = nowhere.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return alone.hasNext() || byKey.hasNext();
      }

      @Override
      public List<Settled> next() {
        return Settlement.settled(alone.hasNext() ? alone.next() : byKey.next());
      }
    };
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
  record Spoken(String edition, Flow flow, int period) implements Serializable {}

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
   * What is kept of a key as one observation, unique by its key and the edition: value, quantity
   * and hole.
   *
   * <p>A hole gives way to a value of the same key: there only a row was rejected whose indicator
   * is not known.
   */
  static final class Observations implements Serializable {

    private static final long serialVersionUID = 1L;

    private final DatasetSpec spec;
    private final ArrayList<String> hashes;

    /**
     * @param hashes SHA-256 of the files, by number
     */
    Observations(DatasetSpec spec, List<String> hashes) {
      this.spec = spec;
      this.hashes = new ArrayList<>(hashes);
    }

    /** As {@link Settlement#settled}. */
    Iterator<List<Settled>> settled(Iterator<Parsed> parsed, Consumer<FileEnd> ofFiles) {
      return Settlement.settled(parsed, spec.frequency(), ofFiles);
    }

    /**
     * What is kept, key by key.
     *
     * @param digest is told of everything on the way
     */
    Iterator<Observation> of(Iterator<Parsed> parsed, Digest digest) {
      Iterator<List<Settled>> keys = settled(parsed, digest::add);
      return new Iterator<>() {
        private Observation next;

        @Override
        public boolean hasNext() {
          while (next == null && keys.hasNext()) {
            List<Settled> ofKey = keys.next();
            ofKey.forEach(digest::add);
            next = of(ofKey);
          }
          return next != null;
        }

        @Override
        public Observation next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          Observation kept = next;
          next = null;
          return kept;
        }
      };
    }

    /**
     * @param ofKey as {@link #settled} gives it
     * @return null where nothing is kept
     */
    private Observation of(List<Settled> ofKey) {
      Datum[] parts = new Datum[3];
      for (Settled settled : ofKey) {
        Datum kept = kept(settled);
        if (kept != null) {
          put(kept, parts);
        }
      }
      return of(parts);
    }

    /**
     * @param data accepted ones and holes, all of a key
     */
    Iterator<Observation> ofKept(Iterator<Datum> data) {
      Map<Parsed.Key, Datum[]> keys = new HashMap<>();
      data.forEachRemaining(
          datum -> put(datum, keys.computeIfAbsent(datum.key(), k -> new Datum[3])));
      return keys.values().stream().map(this::of).iterator();
    }

    /** Value, hole, quantity: what stands first says where the observation comes from. */
    private static void put(Datum datum, Datum[] parts) {
      int rank = datum.measure() == null ? 1 : datum.measure() == Quality.VALUE ? 0 : 2;
      if (parts[rank] == null || Datum.BY_ORIGIN.compare(datum, parts[rank]) < 0) {
        parts[rank] = datum;
      }
    }

    private Observation of(Datum[] parts) {
      Datum speaker = parts[0] != null ? parts[0] : parts[1] != null ? parts[1] : parts[2];
      return speaker == null
          ? null
          : new Observation(
              spec.id(),
              speaker.flow(),
              spec.frequency(),
              speaker.period(),
              Datum.orUnplaced(speaker.territory()),
              Datum.orUnplaced(speaker.market()),
              Datum.orUnplaced(speaker.product()),
              parts[0] == null ? null : parts[0].cents(),
              parts[2] == null ? null : parts[2].grams(),
              speaker.status(),
              speaker.edition(),
              hashes.get(speaker.fileNo()),
              speaker.line());
    }
  }
}
