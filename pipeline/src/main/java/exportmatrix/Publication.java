package exportmatrix;

import exportmatrix.aggregate.Aggregation;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Territory;
import exportmatrix.indicators.Indicator;
import exportmatrix.indicators.Indicators;
import exportmatrix.indicators.Registry;
import exportmatrix.matrix.Matrix;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Exchange;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.FileRecord;
import exportmatrix.model.Frequency;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Observation;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Slots;
import exportmatrix.model.Span;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Timeline;
import exportmatrix.model.Wording;
import exportmatrix.reports.Kept;
import exportmatrix.reports.ManifestView;
import exportmatrix.reports.MatrixPlan;
import exportmatrix.reports.Provenance;
import exportmatrix.reports.Release;
import exportmatrix.reports.Reports;
import exportmatrix.reports.Reports.LatestPointer;
import exportmatrix.reports.SeasonalPlan;
import exportmatrix.seasonal.Seasonal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * From what the sources say of one collection to its published release: totals, indicators,
 * reports.
 *
 * <p>Where the last release was made in the same way from some of the same files, only the spans
 * and periods that the other files reach are computed, and only the years that these look back on
 * are read; all else is taken over. The bytes are those of a release that is computed whole.
 */
final class Publication {

  /** Rows of input whose figures take a second or so. */
  private static final long ROWS_WORTH_A_TASK = 5_000;

  private static final long ROWS_PER_TASK = 250_000;

  private final PipelineConfig config;
  private final Codes codes;
  private final SparkSession spark;

  Publication(PipelineConfig config, Codes codes, SparkSession spark) {
    this.config = config;
    this.codes = codes;
    this.spark = spark;
  }

  /**
   * What the sources say.
   *
   * @param observations the figures that stand
   * @param since the same, of the periods of a year and later
   * @param rejected {@link Tables#REJECTED}
   * @param revisions {@link Tables#REVISIONS} of some years' periods; of none given: of all
   */
  record Said(
      Supplier<JavaRDD<Observation>> observations,
      IntFunction<JavaRDD<Observation>> since,
      Supplier<JavaRDD<Row>> rejected,
      Function<List<String>, JavaRDD<Row>> revisions) {}

  /**
   * The last release, where it can be built upon.
   *
   * @param first ordinal of its first base period
   * @param last ordinal of the last base period that there may be now
   * @param changed ordinals of the base periods of which new files speak
   */
  private record Base(LatestPointer release, int first, int last, Set<Integer> changed) {}

  private static Slots slots(
      CollectionSpec collection, Frequency frequency, int firstOrdinal, int lastOrdinal) {
    return new Slots(
        new Timeline(frequency, firstOrdinal, lastOrdinal - firstOrdinal + 1),
        EnumSet.copyOf(collection.spans()));
  }

  /**
   * @param inputs the files that stand
   * @return how much was computed
   */
  RunSummary.Parts publish(
      CollectionSpec collection,
      String release,
      List<FileRecord> inputs,
      Said said,
      Reports target,
      RunOptions.Rebuild rebuild) {
    Instant startedAt = Instant.now();
    List<DatasetSpec> datasets = collection.datasets().stream().map(config::dataset).toList();
    Indicators indicators =
        new Indicators(
            codes, datasets.get(0).scheme(), config.rules(), indicators(config, collection));
    Optional<Base> base =
        rebuild == RunOptions.Rebuild.EVERYTHING
            ? Optional.empty()
            : base(collection, datasets, inputs, target);
    Frequency frequency = datasets.get(0).frequency();
    Optional<Integer> since =
        base.flatMap(
            of ->
                firstYear(
                    slots(collection, frequency, of.first(), of.last()),
                    of.changed(),
                    indicators.yearsBack()));
    Aggregation totals =
        Aggregation.of(
            since.map(said.since()::apply).orElseGet(said.observations()),
            collection,
            datasets,
            codes,
            partitions(inputs, since),
            base.map(of -> target.codes(of.release().folder())).orElse(Set.of()),
            indicators.needs());
    if (base.isPresent() && totals.unplaced()) {
      // A row whose place is not known may belong to any cell, older ones too.
      return publish(collection, release, inputs, said, target, RunOptions.Rebuild.EVERYTHING);
    }
    Slots slots = totals.slots();
    BitSet reached =
        base.map(of -> slots.reachedBy(of.changed(), indicators.yearsBack()))
            .orElseGet(() -> slots.newest(0));
    Optional<Kept> kept = base.map(of -> kept(collection, of, slots, reached, since));
    BitSet wanted = slots.newest(config.reports().periods());
    wanted.and(reached);
    JavaRDD<FamilySeries> families = totals.families();
    target.publish(
        new Release(
            collection,
            release,
            indicators.cards(),
            totals.nomenclature(),
            indicators.cube(
                families, slots, wanted, totals.nomenclature(), totals.absence(), totals.detail()),
            totals.reconciliation(families, reached),
            totals.coverage(),
            said.rejected().get(),
            said.revisions().apply(base.map(of -> years(of, frequency)).orElse(List.of())),
            inputs,
            new Provenance(
                Version.TEXT,
                Fingerprint.of(config, collection),
                codes.fingerprint(),
                Fingerprint.newestEdition(inputs),
                List.of(),
                startedAt),
            parents(),
            jsonTerritories(collection),
            config.reports().keepReleases(),
            seasonal(collection, release, totals, indicators, target),
            matrix(collection, totals, indicators),
            kept));
    return new RunSummary.Parts(wanted.cardinality(), kept.map(of -> of.parts().size()).orElse(0));
  }

  /**
   * The indicators that a collection computes: its own choice, else that of the reports.
   *
   * @throws exportmatrix.model.ConfigException where one is not known
   */
  static List<Indicator> indicators(PipelineConfig config, CollectionSpec collection) {
    return collection.indicators().isEmpty()
        ? Registry.select("reports.indicators", config.reports().indicators())
        : Registry.select(
            "collection " + collection.id() + ": indicators", collection.indicators());
  }

  private MatrixPlan matrix(CollectionSpec collection, Aggregation totals, Indicators indicators) {
    MatrixRules rules = config.matrix();
    Optional<ProductLevel> level = sectors(totals);
    Optional<MatrixPlan.Missing> missing = Optional.empty();
    if (rules.spans().isEmpty()) {
      missing = Optional.of(MatrixPlan.Missing.NOT_WANTED);
    } else if (!totals.detail().countries()) {
      missing = Optional.of(MatrixPlan.Missing.MARKET_LEVEL_MISSING);
    } else if (level.isEmpty()) {
      missing = Optional.of(MatrixPlan.Missing.PRODUCT_LEVEL_MISSING);
    } else if (!collection.products().contains(level.get())) {
      missing = Optional.of(MatrixPlan.Missing.NOT_PUBLISHED);
    } else if (!indicators.table().columns().contains("value_eur_status")) {
      missing = Optional.of(MatrixPlan.Missing.INDICATOR_MISSING);
    }
    if (missing.isPresent()) {
      return MatrixPlan.none(missing.get(), rules);
    }
    Matrix matrix =
        new Matrix(
            new Matrix.Setting(
                codes,
                collection,
                rules,
                config.rules(),
                level.get(),
                jsonTerritories(collection),
                indicators.table(),
                totals.nomenclature(),
                totals.slots().timeline().frequency()));
    return new MatrixPlan(level, Optional.empty(), rules, matrix::figures, matrix::scored);
  }

  /** The level of its sectors, or sections; empty: totals of all products only. */
  private static Optional<ProductLevel> sectors(Aggregation totals) {
    return Optional.ofNullable(totals.detail().sector()).filter(of -> of != ProductLevel.TOTAL);
  }

  /**
   * @param release its models are those to go on with where it is there, so that it is the same
   *     when it is made again; else those of the last release
   */
  private SeasonalPlan seasonal(
      CollectionSpec collection,
      String release,
      Aggregation totals,
      Indicators indicators,
      Reports target) {
    SeasonalRules rules = config.seasonal();
    Frequency frequency = totals.slots().timeline().frequency();
    Span span = frequency == Frequency.M ? Span.MONTH : Span.QUARTER;
    Optional<SeasonalPlan.Missing> missing = Optional.empty();
    if (rules.method().isEmpty()) {
      missing = Optional.of(SeasonalPlan.Missing.NOT_WANTED);
    } else if (frequency == Frequency.A) {
      missing = Optional.of(SeasonalPlan.Missing.ANNUAL);
    } else if (!collection.spans().contains(span)) {
      missing = Optional.of(SeasonalPlan.Missing.NOT_PUBLISHED);
    } else if (!indicators.table().columns().contains("value_eur_status")) {
      missing = Optional.of(SeasonalPlan.Missing.INDICATOR_MISSING);
    }
    if (missing.isPresent()) {
      return SeasonalPlan.none(missing.get(), rules);
    }
    List<Row> models =
        target
            .folder(collection.id(), release)
            .or(() -> target.latest(collection.id()).map(LatestPointer::folder))
            .map(folder -> Reports.rows(folder, SeasonalTables.MODELS))
            .orElse(List.of());
    return new SeasonalPlan(
        Optional.of(span),
        sectors(totals),
        Optional.empty(),
        rules,
        new Seasonal(rules, frequency, totals.nomenclature(), Seasonal.kept(models))::rows);
  }

  /** The last release, where it was made in the same way and all its files still stand. */
  private Optional<Base> base(
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      List<FileRecord> inputs,
      Reports target) {
    Optional<LatestPointer> latest = target.latest(collection.id());
    Optional<ManifestView> manifest =
        latest.flatMap(of -> target.manifest(collection.id(), of.release()));
    boolean same =
        manifest.isPresent()
            && manifest.get().configuration().equals(Fingerprint.of(config, collection))
            && manifest.get().codes().equals(codes.fingerprint())
            && manifest.get().version().equals(Version.TEXT)
            && Set.copyOf(inputs).containsAll(manifest.get().inputs());
    // Where an edition replaces more than the periods it speaks of, it may reach any period.
    boolean local =
        datasets.stream().allMatch(d -> d.replaces().isEmpty() || d.replaces().contains("period"));
    if (!same || !local || !target.continuable(latest.get().folder())) {
      return Optional.empty();
    }
    Set<Integer> changed = new TreeSet<>();
    Set<FileRecord> known = Set.copyOf(manifest.get().inputs());
    for (FileRecord file : inputs) {
      if (!known.contains(file)) {
        if (file.firstPeriod().isEmpty()) {
          return Optional.empty();
        }
        IntStream.rangeClosed(ordinal(file.firstPeriod()), ordinal(file.lastPeriod()))
            .forEach(changed::add);
      }
    }
    List<Row> coverage = Reports.rows(latest.get().folder(), Tables.COVERAGE);
    boolean unplaced =
        Stream.of("territory", "market_level", "product_level")
            .mapToInt(column -> place(Tables.COVERAGE, column))
            .anyMatch(
                place ->
                    coverage.stream()
                        .anyMatch(row -> row.getString(place).equals(Wording.UNPLACED)));
    if (changed.isEmpty() || unplaced) {
      return Optional.empty();
    }
    Set<Integer> periods = new TreeSet<>(changed);
    int period = place(Tables.COVERAGE, "period");
    coverage.forEach(row -> periods.add(ordinal(row.getString(period))));
    return Optional.of(
        new Base(latest.get(), Collections.min(periods), Collections.max(periods), changed));
  }

  private static int place(Table table, String column) {
    return table.columns().indexOf(column);
  }

  private static int ordinal(String period) {
    return Period.parse(period).orElseThrow().ordinal();
  }

  /** The year from which on figures must be read to compute what is reached; empty: all of them. */
  private static Optional<Integer> firstYear(Slots slots, Set<Integer> changed, int yearsBack) {
    Timeline all = slots.timeline();
    long earliest =
        slots.reachedBy(changed, yearsBack).stream()
                .mapToLong(slot -> slots.slot(slot).from())
                .min()
                .orElse(0)
            - (long) yearsBack * all.frequency().periodsPerYear();
    return earliest <= 0 ? Optional.empty() : Optional.of(all.period((int) earliest).year());
  }

  private static List<String> years(Base base, Frequency frequency) {
    return base.changed().stream()
        .map(ordinal -> "%04d".formatted(new Period(frequency, ordinal).year()))
        .distinct()
        .toList();
  }

  /**
   * @param slots of what was read
   * @param reached the slots to compute
   * @param since the year from which on was read; empty: all
   */
  private Kept kept(
      CollectionSpec collection, Base base, Slots slots, BitSet reached, Optional<Integer> since) {
    Timeline read = slots.timeline();
    int last = read.firstOrdinal() + read.length() - 1;
    Slots all = slots(collection, read.frequency(), base.first(), last);
    Set<List<String>> computed = new HashSet<>();
    reached.stream()
        .mapToObj(slots::slot)
        .forEach(slot -> computed.add(List.of(slot.span().code(), slot.text())));
    List<Kept.Part> parts = new ArrayList<>();
    all.newest(config.reports().periods()).stream()
        .mapToObj(all::slot)
        .filter(slot -> !computed.contains(List.of(slot.span().code(), slot.text())))
        .forEach(slot -> parts.add(new Kept.Part(slot.span().code(), slot.text())));
    int readFrom =
        since.map(year -> Period.of(read.frequency(), year, 1).ordinal()).orElse(Integer.MIN_VALUE);
    Set<String> years = Set.copyOf(years(base, read.frequency()));
    int span = place(Tables.RECONCILIATION, "span");
    int period = place(Tables.RECONCILIATION, "period");
    int covered = place(Tables.COVERAGE, "period");
    int revised = place(Tables.REVISIONS, "period");
    int matrixSpan = place(MatrixTables.CELLS, "span");
    int matrixAt = place(MatrixTables.CELLS, "period");
    return new Kept(
        base.release().release(),
        base.release().folder(),
        parts,
        row -> !computed.contains(List.of(row.getString(span), row.getString(period))),
        row -> ordinal(row.getString(covered)) < readFrom,
        row -> !years.contains(row.getString(revised).substring(0, 4)),
        row -> parts.contains(new Kept.Part(row.getString(matrixSpan), row.getString(matrixAt))));
  }

  /** Among how many tasks a collection's series are shared: what a task holds is bounded. */
  private int partitions(List<FileRecord> inputs, Optional<Integer> since) {
    String first = since.map("%04d"::formatted).orElse("");
    long rows =
        inputs.stream()
            .filter(file -> file.lastPeriod().compareTo(first) >= 0)
            .mapToLong(file -> file.rows().accepted())
            .sum();
    return Exchange.tasks(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        rows,
        ROWS_WORTH_A_TASK,
        ROWS_PER_TASK);
  }

  private Map<String, String> parents() {
    Map<String, String> parents = new HashMap<>();
    for (Territory territory : codes.territories().all()) {
      if (territory.level() == TerritoryLevel.PROVINCE
          || territory.level() == TerritoryLevel.REGION) {
        codes
            .territories()
            .parentForShares(territory.code())
            .ifPresent(parent -> parents.put(territory.code(), parent));
      }
    }
    return parents;
  }

  /** Italy, the regions, the home region's provinces, and what the configuration adds. */
  private Set<String> jsonTerritories(CollectionSpec collection) {
    Set<String> chosen = new TreeSet<>(config.reports().jsonTerritories());
    chosen.add(Wording.ITALY);
    for (Territory territory : codes.territories().all()) {
      boolean home =
          territory.level() == TerritoryLevel.PROVINCE
              && territory.parent().equals(collection.homeRegion());
      if (territory.level() == TerritoryLevel.REGION || home) {
        chosen.add(territory.code());
      }
    }
    return chosen;
  }
}
