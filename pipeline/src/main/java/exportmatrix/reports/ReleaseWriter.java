package exportmatrix.reports;

import exportmatrix.model.Check;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.reports.Manifest.FileEntry;
import exportmatrix.reports.ParquetFiles.Summary;
import exportmatrix.reports.Provenance.CheckResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the content of one release into a folder that nobody reads yet, and checks it. */
final class ReleaseWriter {

  /** The cube's columns that become folders. */
  static final List<String> PARTITIONS = List.of("span", "period");

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
    ParquetFiles parquet = new ParquetFiles(store, limits);
    Schemas schemas = new Schemas(release.cards());
    Table cubeTable = Tables.cube(release.cards());
    Path indicators = folder.resolve(cubeTable.name());

    CubeFiles.Written written =
        CubeFiles.write(release.cube(), cubeTable, release.cards(), limits, indicators);
    if (written.summary().rows() == 0) {
      throw new CheckFailedException(
          "%s: expected figures, found none; nothing was published; see which files were ingested"
              .formatted(release.collection().id()));
    }
    Dataset<Row> cube = parquet.read(release.cube(), cubeTable, indicators);
    List<Summary> summaries = new ArrayList<>(List.of(written.summary()));
    List<CheckResult> checks = new ArrayList<>(release.provenance().checks());
    checks.addAll(written.summary().checks());

    for (Beside table : tablesBeside(release)) {
      List<Check> own = TableChecks.of(table.table());
      Path path = folder.resolve(table.table().name());
      Summary summary = parquet.write(table.rows(), table.table(), own, table.order(), path);
      parquet.require(
          summary, own, table.table(), () -> parquet.read(table.rows(), table.table(), path));
      summaries.add(summary);
      checks.addAll(summary.checks());
    }

    writeJson(release, schemas, cube, written.members(), periods(indicators), folder);
    checks.add(
        new CheckResult("json", "every JSON file is what its schema says", CheckResult.PASSED));

    List<FileEntry> files = entries(folder);
    byte[] manifest = Manifest.render(release, summaries, checks, files, Instant.now());
    schemas.require(Schemas.Kind.MANIFEST, Manifest.FILE, manifest);
    Path manifestFile = folder.resolve(Manifest.FILE);
    store.write(manifestFile, manifest);
    store.force(manifestFile);
    return files;
  }

  /** Size and hash of all files of a release's folder but its manifest, as they lie on disk. */
  List<FileEntry> entries(Path folder) {
    List<FileEntry> entries = new ArrayList<>();
    for (Path file : store.files(folder)) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (!path.equals(Manifest.FILE)) {
        entries.add(new FileEntry(path, store.size(file), store.sha256(file)));
      }
    }
    entries.sort(Comparator.comparing(FileEntry::path));
    return entries;
  }

  /** A table that is not the cube, and how it is sorted. */
  private record Beside(Table table, Dataset<Row> rows, List<String> order) {}

  private static List<Beside> tablesBeside(Release release) {
    // Rejected rows of the same input in other files stand in the same order: files come last.
    List<String> rejectedOrder =
        List.of("dataset", "edition", "raw", "reasons", "value_cents", "file_name", "line");
    return List.of(
        new Beside(Tables.RECONCILIATION, release.reconciliation(), Tables.RECONCILIATION.key()),
        new Beside(Tables.COVERAGE, release.coverage(), Tables.COVERAGE.key()),
        new Beside(Tables.REJECTED, release.rejected(), rejectedOrder),
        new Beside(Tables.REVISIONS, release.revisions(), Tables.REVISIONS.key()));
  }

  private void writeJson(
      Release release,
      Schemas schemas,
      Dataset<Row> cube,
      Members members,
      Map<Span, List<String>> periods,
      Path folder) {
    Path json = folder.resolve("json");
    Set<String> documents =
        new Dashboards(release, limits, schemas, store)
            .write(cube, periods, members.shownProducts(), json);
    byte[] catalog = Catalog.render(release, members, periods, documents);
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
