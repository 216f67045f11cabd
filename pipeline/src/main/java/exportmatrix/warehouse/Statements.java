package exportmatrix.warehouse;

import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Exchange;
import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.Observation;
import exportmatrix.model.Tables;
import exportmatrix.model.ValueStatus;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * Puts what editions said into order. A statement is an observation, several per key, one per
 * edition; which of them stands is a function of the statements alone, so that the order in which
 * they arrive never matters.
 */
final class Statements {

  /** A new total this many times the old one, or the reverse, is another unit. */
  private static final long JUMP = 100;

  private static final Comparator<Observation> BY_ORIGIN =
      Comparator.comparing(Observation::file).thenComparing(Observation::line);

  private Statements() {}

  /** What an edition speaks of. */
  record Key(
      String dataset,
      Flow flow,
      int periodOrdinal,
      String territory,
      String market,
      String product) {

    @Override
    public int hashCode() {
      return Hashes.of(dataset, flow, periodOrdinal) + Hashes.of(territory, market, product);
    }

    static Key of(Observation o) {
      return new Key(
          o.dataset(), o.flow(), o.periodOrdinal(), o.territory(), o.market(), o.product());
    }
  }

  /**
   * A statement and the next edition that spoke for its scope.
   *
   * @param supersededBy ISO; null: it still stands
   */
  record Ordered(Observation said, String supersededBy) {}

  /**
   * The editions that have spoken for each scope: of a dataset that replaces whole scopes, the
   * values of the dimensions that it replaces by; otherwise nothing, since a key is its own scope.
   */
  record Scopes(List<String> dimensions, Map<List<String>, NavigableSet<String>> editions)
      implements Serializable {

    static Scopes of(JavaRDD<Observation> statements, DatasetSpec spec) {
      List<String> dimensions = dimensions(spec);
      Map<List<String>, NavigableSet<String>> editions = new HashMap<>();
      if (!dimensions.isEmpty()) {
        statements
            .mapPartitions(
                all -> {
                  Set<List<String>> spoken = new HashSet<>();
                  all.forEachRemaining(
                      o -> {
                        List<String> one = new ArrayList<>(scope(o, dimensions));
                        one.add(o.edition());
                        spoken.add(one);
                      });
                  return spoken.iterator();
                })
            .collect()
            .forEach(
                one ->
                    editions
                        .computeIfAbsent(
                            List.copyOf(one.subList(0, dimensions.size())), s -> new TreeSet<>())
                        .add(one.get(dimensions.size())));
      }
      return new Scopes(dimensions, editions);
    }

    private static List<String> dimensions(DatasetSpec spec) {
      return Tables.OBSERVATIONS.key().stream().filter(spec.replaces()::contains).toList();
    }

    private static List<String> scope(Observation o, List<String> dimensions) {
      return dimensions.stream()
          .map(
              dimension ->
                  switch (dimension) {
                    case "flow" -> o.flow().code();
                    case "period" -> o.period().text();
                    case "territory" -> o.territory();
                    case "market" -> o.market();
                    case "product" -> o.product();
                    default -> "";
                  })
          .toList();
    }

    /** The edition that spoke next after a statement's; null: none. */
    String next(Observation o, NavigableSet<String> ofKey) {
      return (dimensions.isEmpty() ? ofKey : editions.get(scope(o, dimensions)))
          .higher(o.edition());
    }

    /** The edition that spoke before a statement's for its scope; null: none, or no scopes. */
    String before(Observation o) {
      return dimensions.isEmpty() ? null : editions.get(scope(o, dimensions)).lower(o.edition());
    }
  }

  /** Statements of a key in one partition. */
  static JavaRDD<Observation> byKey(JavaRDD<Observation> statements, int partitions) {
    return Exchange.bring(statements, Observation.FORM, o -> place(o), partitions);
  }

  private static int place(Observation o) {
    int place = o.dataset().hashCode();
    place = 31 * place + o.flow().code().hashCode();
    place = 31 * place + o.periodOrdinal();
    place = 31 * place + o.territory().hashCode();
    place = 31 * place + o.market().hashCode();
    return 31 * place + o.product().hashCode();
  }

  /** Every key's statements by edition, one each: see {@link #settled}. */
  private static Iterator<NavigableMap<String, Observation>> histories(Iterator<Observation> all) {
    Map<Key, List<Observation>> keys = new HashMap<>();
    all.forEachRemaining(o -> keys.computeIfAbsent(Key.of(o), k -> new ArrayList<>(2)).add(o));
    return keys.values().stream().map(Statements::history).iterator();
  }

  private static NavigableMap<String, Observation> history(List<Observation> ofKey) {
    NavigableMap<String, Observation> history = new TreeMap<>();
    if (ofKey.size() == 1) {
      history.put(ofKey.get(0).edition(), ofKey.get(0));
      return history;
    }
    Map<String, List<Observation>> byEdition = new HashMap<>();
    ofKey.forEach(o -> byEdition.computeIfAbsent(o.edition(), e -> new ArrayList<>(2)).add(o));
    byEdition.forEach((edition, same) -> history.put(edition, settled(same)));
    return history;
  }

  /**
   * One statement for a key and edition: repetitions fall together, contradictions become a
   * rejected one without a number.
   */
  private static Observation settled(List<Observation> same) {
    Observation first = same.stream().min(BY_ORIGIN).orElseThrow();
    boolean contradicted =
        !same.stream()
            .allMatch(
                o ->
                    Objects.equals(o.cents(), first.cents())
                        && Objects.equals(o.grams(), first.grams())
                        && o.status() == first.status());
    return contradicted ? first.with(null, null, ValueStatus.REJECTED) : first;
  }

  /**
   * @param byKey as {@link #byKey} gives them
   */
  static JavaRDD<Ordered> ordered(JavaRDD<Observation> byKey, Scopes scopes) {
    return byKey.mapPartitions(all -> ordered(all, scopes));
  }

  private static Iterator<Ordered> ordered(Iterator<Observation> all, Scopes scopes) {
    Iterable<NavigableMap<String, Observation>> histories = () -> histories(all);
    return java.util.stream.StreamSupport.stream(histories.spliterator(), false)
        .flatMap(
            history ->
                history.values().stream()
                    .map(o -> new Ordered(o, scopes.next(o, history.navigableKeySet()))))
        .iterator();
  }

  /** A flow of a territory in a period, as one edition states it. */
  record Slice(Flow flow, String period, String territory, String edition)
      implements Serializable, Comparable<Slice> {

    private static final Comparator<Slice> ORDER =
        Comparator.comparing(Slice::flow)
            .thenComparing(Slice::period)
            .thenComparing(Slice::territory)
            .thenComparing(Slice::edition);

    @Override
    public int compareTo(Slice other) {
      return ORDER.compare(this, other);
    }
  }

  /** What statements speak of, and in which editions. */
  static Set<Slice> slices(JavaRDD<Observation> statements) {
    return new HashSet<>(statements.mapPartitions(Statements::slices).collect());
  }

  private record Spoken(Flow flow, int period, String territory, String edition) {

    @Override
    public int hashCode() {
      return Hashes.of(territory, period) + Hashes.of(flow, edition);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Spoken that
          && period == that.period
          && flow == that.flow
          && territory.equals(that.territory)
          && edition.equals(that.edition);
    }
  }

  /** Notes what statements speak of, as they pass. */
  static final class Speaking {

    private final Map<Spoken, Slice> slices = new HashMap<>();

    void add(Observation o) {
      slices.computeIfAbsent(
          new Spoken(o.flow(), o.periodOrdinal(), o.territory(), o.edition()),
          s -> new Slice(o.flow(), o.period().text(), o.territory(), o.edition()));
    }

    Collection<Slice> slices() {
      return slices.values();
    }
  }

  private static Iterator<Slice> slices(Iterator<Observation> all) {
    Speaking speaking = new Speaking();
    all.forEachRemaining(speaking::add);
    return speaking.slices().iterator();
  }

  /**
   * Whether no statement of some slices can touch another: each speaks for scopes of which no other
   * edition among them, and none that is known, has spoken.
   */
  static boolean apart(DatasetSpec spec, Set<Slice> said, Set<Slice> known) {
    List<String> dimensions = Scopes.dimensions(spec);
    Map<List<Object>, String> editions = new HashMap<>();
    for (Slice slice : said) {
      String edition = slice.edition();
      if (!editions.merge(scope(slice, dimensions), edition, (one, other) -> one).equals(edition)) {
        return false;
      }
    }
    return known.stream().noneMatch(slice -> editions.containsKey(scope(slice, dimensions)));
  }

  /** As far as a slice tells it: slices of different scopes have nothing in common. */
  private static List<Object> scope(Slice slice, List<String> dimensions) {
    boolean byKey = dimensions.isEmpty();
    return Arrays.asList(
        byKey || dimensions.contains("flow") ? slice.flow() : null,
        byKey || dimensions.contains("period") ? slice.period() : null,
        byKey || dimensions.contains("territory") ? slice.territory() : null);
  }

  /** Totals over the keys that an edition and the one before it both state, cents. */
  record Step(long before, long now) implements Serializable {

    private Step plus(Step other) {
      return new Step(before + other.before, now + other.now);
    }

    /** Whether the total jumps by two orders of magnitude. */
    boolean jumps() {
      return before > 0 && (now / JUMP >= before || now <= before / JUMP);
    }
  }

  /** Slices that more than one edition states, in order. */
  static Map<Slice, Step> steps(JavaRDD<Observation> byKey) {
    Map<Slice, Step> steps = new TreeMap<>();
    byKey
        .mapPartitions(Statements::steps)
        .collect()
        .forEach(one -> steps.merge(one._1(), one._2(), Step::plus));
    return steps;
  }

  private static Iterator<Tuple2<Slice, Step>> steps(Iterator<Observation> all) {
    Map<Slice, Step> steps = new HashMap<>();
    histories(all)
        .forEachRemaining(
            history -> {
              Observation before = null;
              for (Observation o : history.values()) {
                if (before != null && before.cents() != null && o.cents() != null) {
                  steps.merge(
                      new Slice(o.flow(), o.period().text(), o.territory(), o.edition()),
                      new Step(before.cents(), o.cents()),
                      Step::plus);
                }
                before = o;
              }
            });
    return steps.entrySet().stream()
        .map(step -> new Tuple2<>(step.getKey(), step.getValue()))
        .iterator();
  }

  /**
   * {@link Tables#REVISIONS}: every difference between an edition and the one before it for the
   * same scope.
   *
   * @param byKey as {@link #byKey} gives them
   */
  static JavaRDD<Row> revisions(JavaRDD<Observation> byKey, Scopes scopes) {
    return byKey.mapPartitions(
        all -> {
          Iterable<NavigableMap<String, Observation>> histories = () -> histories(all);
          return java.util.stream.StreamSupport.stream(histories.spliterator(), false)
              .flatMap(history -> revisions(history, scopes))
              .iterator();
        });
  }

  private static Stream<Row> revisions(NavigableMap<String, Observation> history, Scopes scopes) {
    List<Row> rows = new ArrayList<>();
    for (Observation old : history.values()) {
      String next = scopes.next(old, history.navigableKeySet());
      Observation fresh = next == null ? null : history.get(next);
      if (next != null && fresh == null) {
        rows.add(revision(old, "deleted", old.cents(), null, old.edition(), next));
      } else if (next != null && !Objects.equals(old.cents(), fresh.cents())) {
        rows.add(revision(old, "changed", old.cents(), fresh.cents(), old.edition(), next));
      }
      // A row that an edition adds is a revision only where an earlier one spoke for its scope.
      String before = scopes.before(old);
      if (before != null && !history.containsKey(before)) {
        rows.add(revision(old, "added", null, old.cents(), before, old.edition()));
      }
    }
    return rows.stream();
  }

  private static Row revision(
      Observation key, String kind, Long old, Long fresh, String oldEdition, String newEdition) {
    long difference = (fresh == null ? 0 : fresh) - (old == null ? 0 : old);
    return RowFactory.create(
        key.dataset(),
        key.flow().code(),
        key.frequency().name(),
        key.period().text(),
        key.territory(),
        key.market(),
        key.product(),
        kind,
        euros(old),
        euros(fresh),
        euros(difference),
        oldEdition,
        newEdition);
  }

  private static BigDecimal euros(Long cents) {
    return cents == null ? null : BigDecimal.valueOf(cents, 2);
  }
}
