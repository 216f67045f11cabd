package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Exchange;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Period;
import exportmatrix.model.RowForm;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Span;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.reports.Manifest.FileEntry;
import exportmatrix.reports.Provenance.CheckResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/** Writes the content of one release into a folder that nobody reads yet, and checks it. */
final class ReleaseWriter {

  /** The cube's columns that become folders. */
  static final List<String> PARTITIONS = List.of("span", "period");

  /** The tables beside the cube. */
  private static final List<Table> BESIDE =
      List.of(
          Tables.RECONCILIATION,
          Tables.COVERAGE,
          Tables.REJECTED,
          Tables.REVISIONS,
          MatrixTables.CELLS,
          MatrixTables.GROUPS,
          SeasonalTables.FIGURES,
          SeasonalTables.MODELS);

  private final ReleaseStore store;
  private final Limits limits;

  ReleaseWriter(ReleaseStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  /**
   * @return the folder's files but for its manifest
   * @throws CheckFailedException where a table or a JSON file is not what its contract says
   */
  List<FileEntry> write(Release release, Path folder) {
    Schemas schemas = new Schemas(release.cards());
    Table cube = Tables.cube(release.cards());
    Path indicators = folder.resolve(cube.name());

    List<Table> tables = new ArrayList<>(List.of(cube));
    tables.addAll(BESIDE);

    // Tasks create nothing above these: one that outlives a failed publish finds them gone.
    tables.forEach(table -> store.createFolder(folder.resolve(table.name())));
    for (String kind : List.of(Dashboards.TERRITORY, Dashboards.MARKET, MatrixDocuments.FOLDER)) {
      store.createFolder(folder.resolve("json").resolve(kind));
    }
    CubeFile.Format format =
        new CubeFile.Format(
            new PartFiles.Format(cube, PARTITIONS, limits), release.cards(), release.names());
    JavaRDD<Pack> packs = CubeFiles.sorted(release.cube());
    Optional<KeptFiles> kept = release.kept().map(of -> new KeptFiles(of, format, store));
    kept.ifPresent(files -> files.link(folder));
    CubeFiles.Written written =
        CubeFiles.write(packs, format, indicators, kept.map(KeptFiles::contents).orElse(List.of()));
    if (written.summary().rows() == 0) {
      throw new CheckFailedException(
          "%s: expected figures, found none; nothing was published; see which files were ingested"
              .formatted(release.collection().id()));
    }
    List<Summary> summaries = new ArrayList<>(List.of(written.summary()));
    List<Exchange.Held<Row>> held = new ArrayList<>();
    JavaRDD<Row> seasonal = held(seasonal(release, packs, indicators), SeasonalTables.ROWS, held);
    JavaRDD<Row> matrix = held(release.matrix().figures().apply(packs), MatrixTables.ROWS, held);
    JavaRDD<Row> scored =
        held(
            release
                .matrix()
                .scored()
                .apply(
                    matrix.filter(MatrixTables::isCell).union(keptMatrix(release, packs)),
                    seasonal),
            MatrixTables.ROWS,
            held);
    Cells cells =
        new Cells(
            packs,
            kept,
            scored,
            withKept(
                release,
                MatrixTables.GROUPS,
                matrix.filter(row -> !MatrixTables.isCell(row)),
                Kept::matrix),
            seasonal);
    try {
      summaries.addAll(TableFiles.write(tablesBeside(release, cells), limits, folder));
      writeJson(release, schemas, cells, written, periods(indicators), folder);
    } finally {
      held.forEach(Exchange.Held::release);
    }
    List<CheckResult> checks = new ArrayList<>(release.provenance().checks());
    summaries.forEach(summary -> checks.addAll(summary.checks()));
    checks.add(
        new CheckResult("json", "every JSON file is what its schema says", CheckResult.PASSED));

    List<FileEntry> files = entries(folder);
    kept.ifPresent(of -> of.requireAsPublished(files));
    byte[] manifest = Manifest.render(release, summaries, checks, files, Instant.now());
    schemas.require(Schemas.Kind.MANIFEST, Manifest.FILE, manifest);
    Path manifestFile = folder.resolve(Manifest.FILE);
    store.write(manifestFile, manifest);
    store.force(manifestFile);
    return files;
  }

  /**
   * Size and hash of all files of a release's folder but its manifest, as they lie on disk. They
   * are read by all processors: nothing else is left to do by then.
   */
  List<FileEntry> entries(Path folder) {
    return store.files(folder).parallelStream()
        .filter(file -> !file.equals(folder.resolve(Manifest.FILE)))
        .map(file -> new FileEntry(pathIn(folder, file), store.size(file), store.sha256(file)))
        .sorted(Comparator.comparing(FileEntry::path))
        .toList();
  }

  private static String pathIn(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** What documents are made of. */
  private record Cells(
      JavaRDD<Pack> packs,
      Optional<KeptFiles> kept,
      JavaRDD<Row> matrix,
      JavaRDD<Row> groups,
      JavaRDD<Row> seasonal) {}

  private static JavaRDD<Row> held(JavaRDD<Row> rows, RowForm form, List<Exchange.Held<Row>> held) {
    Exchange.Held<Row> one = Exchange.hold(rows, form);
    held.add(one);
    return one.records();
  }

  /** Of all periods: a series is adjusted whole, whatever of it was taken over. */
  private JavaRDD<Row> seasonal(Release release, JavaRDD<Pack> packs, Path cube) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(packs.context());
    SeasonalPlan plan = release.seasonal();
    return plan.span().isEmpty()
        ? spark.emptyRDD()
        : plan.rows().apply(StoredSeries.of(spark, store, cube, plan));
  }

  /** Cells of the last release's matrices, to be scored anew: those of a matrix are neighbours. */
  private static JavaRDD<Row> keptMatrix(Release release, JavaRDD<Pack> packs) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(packs.context());
    return kept(spark, release, MatrixTables.CELLS, Kept::matrix)
        .groupBy(row -> List.of(row.getString(0), row.getString(1), row.getString(2)))
        .flatMap(matrix -> matrix._2().iterator());
  }

  private static List<TableFiles.Content> tablesBeside(Release release, Cells cells) {
    // Rejected rows of the same input in other files stand in the same order: files come last.
    List<String> rejectedOrder =
        List.of("dataset", "edition", "raw", "reasons", "value_cents", "file_name", "line");
    return List.of(
        TableFiles.Content.of(
            Tables.RECONCILIATION,
            withKept(
                release, Tables.RECONCILIATION, release.reconciliation(), Kept::reconciliation)),
        TableFiles.Content.of(
            Tables.COVERAGE,
            withKept(release, Tables.COVERAGE, release.coverage(), Kept::coverage)),
        new TableFiles.Content(
            List.of(new TableFiles.InOrder(Tables.REJECTED, rejectedOrder)), release.rejected()),
        TableFiles.Content.of(
            Tables.REVISIONS,
            withKept(release, Tables.REVISIONS, release.revisions(), Kept::revisions)),
        TableFiles.Content.of(MatrixTables.CELLS, cells.matrix()),
        TableFiles.Content.of(MatrixTables.GROUPS, cells.groups()),
        new TableFiles.Content(
            List.of(
                TableFiles.InOrder.ofKey(SeasonalTables.FIGURES),
                TableFiles.InOrder.ofKey(SeasonalTables.MODELS)),
            cells.seasonal()));
  }

  private static JavaRDD<Row> withKept(
      Release release,
      Table table,
      JavaRDD<Row> rows,
      Function<Kept, org.apache.spark.api.java.function.Function<Row, Boolean>> which) {
    return release.kept().isEmpty()
        ? rows
        : kept(JavaSparkContext.fromSparkContext(rows.context()), release, table, which)
            .union(rows);
  }

  /** The rows of a table that are taken over. */
  private static JavaRDD<Row> kept(
      JavaSparkContext spark,
      Release release,
      Table table,
      Function<Kept, org.apache.spark.api.java.function.Function<Row, Boolean>> which) {
    if (release.kept().isEmpty()) {
      return spark.emptyRDD();
    }
    Kept kept = release.kept().get();
    String folder = kept.folder().resolve(table.name()).toString();
    return spark
        .parallelize(List.of(folder), 1)
        .flatMap(path -> StoredColumns.rows(Path.of(path), table))
        .filter(which.apply(kept));
  }

  private void writeJson(
      Release release,
      Schemas schemas,
      Cells cells,
      CubeFiles.Written written,
      Map<Span, List<String>> periods,
      Path folder) {
    Path json = folder.resolve("json");
    Members members = written.members();
    Dashboards.Heading heading = Dashboards.Heading.of(release, limits, periods);
    Dashboards dashboards =
        new Dashboards(heading, limits, members.shownProducts(), release.names());
    List<Dashboards.Document> documents = dashboards.write(cells.packs(), cells.kept(), json);
    Parts.Documents whole =
        documents.stream().allMatch(Dashboards.Document::whole)
            ? Parts.Documents.WHOLE
            : Parts.Documents.SHORTENED;
    byte[] parts =
        Parts.render(written.contents(), Tables.cube(release.cards()), release.names(), whole);
    schemas.require(Schemas.Kind.PARTS, "json/" + Parts.FILE, parts);
    store.write(json.resolve(Parts.FILE), parts);
    Set<String> names =
        documents.stream().map(Dashboards.Document::name).collect(Collectors.toSet());
    if (release.matrix().level().isPresent()) {
      String level = release.matrix().level().get().code();
      names.addAll(
          new MatrixDocuments(heading, limits, level).write(cells.matrix(), cells.groups(), json));
    }
    byte[] catalog = Catalog.render(release, members, periods, names);
    schemas.require(Schemas.Kind.CATALOG, "json/catalog.json", catalog);
    store.write(json.resolve("catalog.json"), catalog);
    for (Schemas.Kind kind : Schemas.Kind.values()) {
      store.write(folder.resolve("schema").resolve(kind.fileName()), schemas.content(kind));
    }
  }

  /** The periods of each span, oldest first, as the folders name them. */
  private Map<Span, List<String>> periods(Path indicators) {
    Map<Span, List<String>> periods = new EnumMap<>(Span.class);
    for (Path span : store.list(indicators)) {
      periods.put(
          Span.ofCode(partitionValue(span)),
          store.list(span).stream()
              .map(ReleaseWriter::partitionValue)
              .sorted(Comparator.comparing(text -> Period.parse(text).orElseThrow()))
              .toList());
    }
    return periods;
  }

  private static String partitionValue(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.substring(name.indexOf('=') + 1);
  }
}
