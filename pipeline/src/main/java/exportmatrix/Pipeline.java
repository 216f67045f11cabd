package exportmatrix;

import exportmatrix.codes.Codes;
import exportmatrix.indicators.Registry;
import exportmatrix.ingest.Ingest;
import exportmatrix.ingest.KnownFiles;
import exportmatrix.ingest.SourceFile;
import exportmatrix.ingest.Understanding;
import exportmatrix.model.CellAddress;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.ConfigException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.InputException;
import exportmatrix.model.Tables;
import exportmatrix.reports.ManifestView;
import exportmatrix.reports.Reports;
import exportmatrix.reports.Reports.LatestPointer;
import exportmatrix.warehouse.FileState;
import exportmatrix.warehouse.Uncommitted;
import exportmatrix.warehouse.Warehouse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The flow, in a page: files are found, read into statements, kept in the warehouse, summed into
 * totals, turned into indicators and published, collection by collection.
 *
 * <pre>
 *   files -> ingest -> warehouse -> aggregate -> indicators -> reports
 * </pre>
 */
public final class Pipeline {

  /** Stands beside the warehouse's lock: it is no part of the warehouse, nor of a release. */
  private static final String KNOWN_FILES = ".known-files";

  private final PipelineConfig config;
  private final Codes codes;
  private final Supplier<SparkSession> spark;
  private final Progress progress;
  private final Reports reports;

  /**
   * @param spark asked for only when there is work for it
   */
  public Pipeline(PipelineConfig config, Supplier<SparkSession> spark, Progress progress) {
    this.config = config;
    this.codes = Codes.load(config.codes());
    this.spark = spark;
    this.progress = progress;
    this.reports = new Reports(config.reports().location(), config.reports().borders());
    config.collections().forEach(collection -> Publication.indicators(config, collection));
    for (String market : config.matrix().markets()) {
      if (codes.markets().find(market).isEmpty()) {
        throw new ConfigException(
            "matrix.markets: expected codes of the markets list, found '%s': correct or remove it"
                .formatted(market));
      }
    }
  }

  /** Every indicator of the cube, selected or not. */
  public static List<IndicatorCard> indicators() {
    return Registry.cards(Registry.all());
  }

  public Codes codes() {
    return codes;
  }

  /** Takes in what is new, computes what it reaches, publishes. */
  public RunSummary run(RunOptions options) {
    List<CollectionSpec> collections = selected(options.collections());
    List<String> phases = new ArrayList<>(List.of("find", "ingest"));
    collections.forEach(c -> phases.add("publish " + c.id()));
    Stopwatch watch = new Stopwatch(progress);
    try (RunLock lock = lock()) {
      progress.phases(phases);
      Found found = watch.time("find", () -> find(collections, options.rebuild()));
      if (options.rebuild() == RunOptions.Rebuild.WHAT_IS_NEW
          && collections.stream().allMatch(c -> upToDate(c, found))) {
        progress.note("nothing is new");
        return new RunSummary(collections.stream().map(c -> standing(c)).toList(), watch.seconds());
      }
      Warehouse warehouse = warehouse();
      Map<String, Ingested> ingested =
          watch.time("ingest", () -> ingest(warehouse, found, options.edition()));
      warehouse.maintain(Warehouse.Thoroughness.WHERE_NEEDED);
      List<FileState> files = warehouse.files();
      List<RunSummary.CollectionRun> runs = new ArrayList<>();
      for (CollectionSpec collection : collections) {
        runs.add(
            watch.time(
                "publish " + collection.id(),
                () -> publish(collection, warehouse, files, ingested, options)));
      }
      return new RunSummary(runs, watch.seconds());
    }
  }

  /** The configured files of each dataset, by hash; and what is wrong with the others. */
  private record Found(
      Map<String, Map<String, SourceFile>> byDataset, Map<String, List<String>> problems) {}

  private Found find(List<CollectionSpec> collections, RunOptions.Rebuild rebuild) {
    Map<String, Map<String, SourceFile>> byDataset = new LinkedHashMap<>();
    Map<String, List<String>> problems = new HashMap<>();
    Optional<Path> note = folder(config.warehouse().location()).map(of -> of.resolve(KNOWN_FILES));
    KnownFiles known =
        rebuild == RunOptions.Rebuild.EVERYTHING
            ? KnownFiles.none()
            : note.map(KnownFiles::of).orElseGet(KnownFiles::none);
    List<SourceFile> all = new ArrayList<>();
    for (DatasetSpec spec : datasets(collections)) {
      Map<String, SourceFile> files = new LinkedHashMap<>();
      List<String> wrong = new ArrayList<>();
      try {
        Ingest.Found found = Ingest.find(spec, known);
        all.addAll(found.files());
        found.files().forEach(file -> files.putIfAbsent(file.sha256(), file));
        found.refused().forEach(refusal -> wrong.add(refusal.message()));
      } catch (InputException e) {
        wrong.add(e.getMessage());
      }
      byDataset.put(spec.id(), files);
      problems.put(spec.id(), wrong);
    }
    note.ifPresent(at -> known.note(at, all));
    return new Found(byDataset, problems);
  }

  /** Whether the published release already holds all files found, under this configuration. */
  private boolean upToDate(CollectionSpec collection, Found found) {
    Optional<ManifestView> manifest =
        reports
            .latest(collection.id())
            .flatMap(latest -> reports.manifest(collection.id(), latest.release()));
    if (manifest.isEmpty()
        || !manifest.get().configuration().equals(Fingerprint.of(config, collection))
        || !manifest.get().codes().equals(codes.fingerprint())
        || !manifest.get().version().equals(Version.TEXT)) {
      return false;
    }
    Set<String> known = new HashSet<>();
    manifest.get().inputs().forEach(input -> known.add(input.dataset() + input.file()));
    return collection.datasets().stream()
        .allMatch(
            id ->
                found.problems().get(id).isEmpty()
                    && found.byDataset().get(id).keySet().stream()
                        .allMatch(hash -> known.contains(id + hash)));
  }

  /** What one dataset's new files came to. */
  private record Ingested(List<FileRecord> files, List<String> refused) {}

  private Map<String, Ingested> ingest(
      Warehouse warehouse, Found found, Optional<LocalDate> edition) {
    Set<String> known = new HashSet<>();
    for (FileState state : warehouse.files()) {
      known.add(state.record().dataset() + state.record().file());
    }
    Map<String, Ingested> ingested = new LinkedHashMap<>();
    Ingest ingest = new Ingest(spark.get(), codes);
    found
        .byDataset()
        .forEach(
            (id, files) -> {
              List<String> refused = new ArrayList<>(found.problems().get(id));
              List<FileRecord> records = List.of();
              List<SourceFile> fresh =
                  files.entrySet().stream()
                      .filter(file -> !known.contains(id + file.getKey()))
                      .map(Map.Entry::getValue)
                      .toList();
              if (!fresh.isEmpty()) {
                DatasetSpec spec = config.dataset(id);
                Ingest.Reading<Uncommitted> reading =
                    ingest.read(spec, fresh, edition, warehouse.aside());
                reading.refused().forEach(refusal -> refused.add(refusal.message()));
                records = reading.files();
                if (!records.isEmpty()) {
                  warehouse.ingest(
                      spec, reading.aside(), reading.observations(), reading.rejected(), records);
                }
                progress.note(
                    "%s: %d of %d new files taken in".formatted(id, records.size(), fresh.size()));
              }
              ingested.put(id, new Ingested(records, List.copyOf(refused)));
            });
    return ingested;
  }

  private RunSummary.CollectionRun publish(
      CollectionSpec collection,
      Warehouse warehouse,
      List<FileState> files,
      Map<String, Ingested> ingested,
      RunOptions options) {
    List<String> refused = new ArrayList<>();
    List<FileRecord> fresh = new ArrayList<>();
    for (String id : collection.datasets()) {
      refused.addAll(ingested.get(id).refused());
      fresh.addAll(ingested.get(id).files());
    }
    Ends rows = total(fresh);
    List<FileRecord> inputs = standing(collection, files);
    if (!refused.isEmpty() || inputs.isEmpty()) {
      return RunSummary.CollectionRun.standing(collection.id(), rows, refused);
    }
    String id = releaseId(collection, inputs);
    boolean published =
        reports.latest(collection.id()).map(LatestPointer::release).orElse("").equals(id);
    if (published && options.rebuild() == RunOptions.Rebuild.WHAT_IS_NEW) {
      return RunSummary.CollectionRun.standing(collection.id(), rows, refused);
    }
    RunSummary.Parts parts =
        new Publication(config, codes, spark.get())
            .publish(
                collection,
                id,
                inputs,
                new Publication.Said(
                    () -> warehouse.figures(collection.datasets()),
                    year -> warehouse.figuresFrom(collection.datasets(), year),
                    () -> warehouse.rejected(collection.datasets()),
                    years -> warehouse.revisions(datasets(List.of(collection)), years)),
                reports,
                options.rebuild());
    return new RunSummary.CollectionRun(collection.id(), rows, Optional.of(id), parts, refused);
  }

  /** What files are understood to be and what would be rejected; writes nothing. */
  public CheckReport check(
      List<Path> files, Optional<String> dataset, Optional<LocalDate> edition) {
    Ingest ingest = new Ingest(spark.get(), codes);
    return new CheckReport(
        files.stream()
            .map(file -> report(ingest.check(specOf(file, dataset), file, edition)))
            .toList());
  }

  private static CheckReport.FileReport report(Understanding file) {
    Ends none = new Ends(0, 0, 0, 0, 0);
    return new CheckReport.FileReport(
        file.file().toString(),
        file.dataset(),
        file.layout(),
        file.columns(),
        Optional.of(file.edition()).filter(edition -> !edition.isEmpty()),
        file.flows(),
        Stream.of(file.firstPeriod(), file.lastPeriod())
            .filter(period -> !period.isEmpty())
            .distinct()
            .toList(),
        file.territories(),
        file.rows() == null ? none : file.rows(),
        file.cents() == null ? none : file.cents(),
        file.reasons(),
        file.examples().stream()
            .map(e -> "line %d: %s: %s".formatted(e.line(), e.reasons(), e.raw()))
            .toList(),
        file.refusal());
  }

  private DatasetSpec specOf(Path file, Optional<String> dataset) {
    if (dataset.isPresent()) {
      return config.dataset(dataset.get());
    }
    Path wanted = file.toAbsolutePath().normalize();
    for (DatasetSpec spec : config.datasets()) {
      try {
        if (Ingest.files(spec).stream()
            .anyMatch(f -> f.toAbsolutePath().normalize().equals(wanted))) {
          return spec;
        }
      } catch (InputException e) {
        progress.note(e.getMessage());
      }
    }
    throw new InputException(
        ("%s: expected a file of a configured dataset, found none that names it: say which with"
                + " --dataset (one of %s)")
            .formatted(file, config.datasets().stream().map(DatasetSpec::id).toList()));
  }

  /** Undoes the ingestion of a file or an edition, and publishes what stands without it. */
  public RunSummary withdraw(String fileOrEdition, Optional<String> dataset) {
    List<DatasetSpec> datasets =
        dataset.map(id -> List.of(config.dataset(id))).orElse(config.datasets());
    Stopwatch watch = new Stopwatch(progress);
    try (RunLock lock = lock()) {
      progress.phases(List.of("withdraw", "publish"));
      Warehouse warehouse = warehouse();
      Set<String> touched = new TreeSet<>();
      watch.time(
          "withdraw",
          () -> {
            warehouse
                .withdraw(datasets, fileOrEdition)
                .forEach(
                    file -> {
                      touched.add(file.record().dataset());
                      progress.note(file.record().name() + ": withdrawn");
                    });
            return touched;
          });
      Map<String, Ingested> nothing = new HashMap<>();
      config.datasets().forEach(d -> nothing.put(d.id(), new Ingested(List.of(), List.of())));
      List<FileState> files = warehouse.files();
      RunOptions options =
          new RunOptions(Optional.empty(), RunOptions.Rebuild.WHAT_IS_NEW, Set.of());
      List<RunSummary.CollectionRun> runs =
          watch.time(
              "publish",
              () ->
                  config.collections().stream()
                      .filter(c -> c.datasets().stream().anyMatch(touched::contains))
                      .map(c -> publish(c, warehouse, files, nothing, options))
                      .toList());
      return new RunSummary(runs, watch.seconds());
    }
  }

  /** Keeps the warehouse small and quick to open; no figure changes. */
  public List<Warehouse.Upkeep> maintain() {
    try (RunLock lock = warehouseLock()) {
      return warehouse().maintain(Warehouse.Thoroughness.FULL);
    }
  }

  /** Points a collection back to an earlier release that is still there. */
  public void rollback(String collection, String release) {
    selected(Set.of(collection));
    try (RunLock lock = lock()) {
      reports.pointTo(collection, release);
    }
  }

  /**
   * Builds the release that was known at the end of a day.
   *
   * @param scratch an empty folder, the caller's to remove
   * @return the release's folder
   */
  public Path asOf(String collection, LocalDate day, Path scratch) {
    CollectionSpec spec = selected(Set.of(collection)).get(0);
    List<DatasetSpec> datasets = datasets(List.of(spec));
    try (RunLock lock = warehouseLock()) {
      Warehouse warehouse = warehouse();
      List<FileRecord> inputs =
          standing(spec, warehouse.files()).stream()
              .filter(f -> f.edition().compareTo(day.toString()) <= 0)
              .toList();
      if (inputs.isEmpty()) {
        throw new InputException(
            "%s as of %s: expected an edition of that day or before, found none: see 'list editions'"
                .formatted(collection, day));
      }
      String last = day.toString();
      int edition = Tables.REJECTED.columns().indexOf("edition");
      int newEdition = Tables.REVISIONS.columns().indexOf("new_edition");
      new Publication(config, codes, spark.get())
          .publish(
              spec,
              releaseId(spec, inputs),
              inputs,
              new Publication.Said(
                  () -> warehouse.observationsAsOf(spec.datasets(), day),
                  year -> warehouse.observationsAsOf(spec.datasets(), day),
                  () ->
                      warehouse
                          .rejected(spec.datasets())
                          .filter(row -> row.getString(edition).compareTo(last) <= 0),
                  years ->
                      warehouse
                          .revisions(datasets, years)
                          .filter(row -> row.getString(newEdition).compareTo(last) <= 0)),
              new Reports(scratch.toString()),
              RunOptions.Rebuild.EVERYTHING);
    }
    return new Reports(scratch.toString()).latest(collection).orElseThrow().folder();
  }

  /** Follows a cell back to the lines of the input files, in every edition that changed it. */
  public Trace trace(String collection, CellAddress cell) {
    CollectionSpec spec = selected(Set.of(collection)).get(0);
    try (RunLock lock = warehouseLock()) {
      return new Tracing(spec, datasets(List.of(spec)), codes, warehouse()).of(cell);
    }
  }

  private RunLock lock() {
    return RunLock.on(
        Stream.of(config.warehouse().location(), config.reports().location())
            .flatMap(location -> folder(location).stream())
            .distinct()
            .toList());
  }

  /** A warehouse elsewhere is locked where its reports are. */
  private RunLock warehouseLock() {
    return RunLock.on(
        Stream.of(config.warehouse().location(), config.reports().location())
            .flatMap(location -> folder(location).stream())
            .limit(1)
            .toList());
  }

  /** The folder of this machine that a location names; empty where it lies elsewhere. */
  private static Optional<Path> folder(String location) {
    if (location.startsWith("file:")) {
      return Optional.of(Path.of(URI.create(location)));
    }
    return location.contains("://") ? Optional.empty() : Optional.of(Path.of(location));
  }

  private Warehouse warehouse() {
    Warehouse warehouse =
        new Warehouse(
            JavaSparkContext.fromSparkContext(spark.get().sparkContext()),
            config.warehouse().location(),
            config.warehouse().catalog());
    warehouse.recover();
    return warehouse;
  }

  private String releaseId(CollectionSpec collection, List<FileRecord> inputs) {
    return Fingerprint.release(
        inputs, Fingerprint.of(config, collection), codes.fingerprint(), Version.TEXT);
  }

  private static List<FileRecord> standing(CollectionSpec collection, List<FileState> files) {
    return files.stream()
        .filter(f -> f.state().equals(FileState.INGESTED))
        .map(FileState::record)
        .filter(f -> collection.datasets().contains(f.dataset()))
        .toList();
  }

  private static RunSummary.CollectionRun standing(CollectionSpec collection) {
    return RunSummary.CollectionRun.standing(collection.id(), new Ends(0, 0, 0, 0, 0), List.of());
  }

  private static Ends total(List<FileRecord> files) {
    long[] sum = new long[5];
    for (FileRecord file : files) {
      Ends rows = file.rows();
      sum[0] += rows.read();
      sum[1] += rows.accepted();
      sum[2] += rows.duplicate();
      sum[3] += rows.filtered();
      sum[4] += rows.rejected();
    }
    return new Ends(sum[0], sum[1], sum[2], sum[3], sum[4]);
  }

  private List<CollectionSpec> selected(Set<String> ids) {
    List<String> known = config.collections().stream().map(CollectionSpec::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new ConfigException(
            "collection: expected one of %s, found '%s': correct it".formatted(known, id));
      }
    }
    return config.collections().stream()
        .filter(c -> ids.isEmpty() || ids.contains(c.id()))
        .toList();
  }

  private List<DatasetSpec> datasets(List<CollectionSpec> collections) {
    return collections.stream()
        .flatMap(c -> c.datasets().stream())
        .distinct()
        .map(config::dataset)
        .toList();
  }

  /** Times phases and tells the progress. */
  private static final class Stopwatch {

    private final Progress progress;
    private final Map<String, Duration> seconds = new LinkedHashMap<>();

    Stopwatch(Progress progress) {
      this.progress = progress;
    }

    <T> T time(String phase, Supplier<T> work) {
      progress.begin(phase);
      long from = System.nanoTime();
      T result = work.get();
      seconds.put(phase, Duration.ofNanos(System.nanoTime() - from));
      progress.end(phase);
      return result;
    }

    Map<String, Duration> seconds() {
      return seconds;
    }
  }
}
