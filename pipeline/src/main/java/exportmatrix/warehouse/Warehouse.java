package exportmatrix.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.InputException;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Keeps what every edition said. {@code observations} holds what stands, {@code superseded} what
 * stood; nothing is ever lost.
 *
 * <p>An ingestion commits its tables one after the other, {@code files} last: only then has it
 * happened. {@link #recover} takes back what a dead run left half done.
 */
public final class Warehouse {

  /** Commit order of an ingestion; {@code files} makes it true. */
  private static final List<Table> COMMITTED_FIRST =
      List.of(Tables.SUPERSEDED, Tables.REJECTED, Tables.OBSERVATIONS);

  private static final List<String> STATEMENT = Tables.OBSERVATIONS.columns();

  private final SparkSession spark;
  private final Catalog catalog;

  /**
   * @param location folder or URI
   * @param properties of the Iceberg catalog; empty: a Hadoop catalog in {@code location}
   */
  public Warehouse(SparkSession spark, String location, Map<String, String> properties) {
    this.spark = spark;
    this.catalog = new Catalog(spark, location, properties);
  }

  /** Makes the tables where there are none, and takes back an ingestion that did not finish. */
  public void recover() {
    // Revisions come by period: a commit rewrites whole years, and no more than it must.
    List<String> byYear = List.of("dataset", "truncate(4, period)");
    catalog.make(Tables.OBSERVATIONS, byYear);
    catalog.make(Tables.SUPERSEDED, byYear);
    catalog.make(Tables.REJECTED, List.of("dataset"));
    catalog.make(Tables.FILES, List.of());
    Set<String> finished = new HashSet<>(List.of(""));
    for (Snapshot snapshot : catalog.iceberg(Tables.FILES).snapshots()) {
      finished.add(snapshot.summary().getOrDefault(Catalog.INGESTION, ""));
    }
    for (Table table : COMMITTED_FIRST) {
      while (!finished.contains(catalog.newestIngestion(table))) {
        catalog.undo(table);
      }
    }
  }

  /** What became of every file, newest entry of each file and dataset. */
  public List<FileState> files() {
    Map<String, FileState> newest = new LinkedHashMap<>();
    catalog
        .read(Tables.FILES)
        .orderBy("at", "dataset", "name")
        .collectAsList()
        .forEach(
            row -> {
              FileState state = FileState.of(row);
              newest.remove(state.key());
              newest.put(state.key(), state);
            });
    return List.copyOf(newest.values());
  }

  /**
   * Takes in one dataset's newly read files: one commit, or none.
   *
   * @param observations {@link Tables#OBSERVATIONS}, one row per key and edition
   * @param rejected {@link Tables#REJECTED}
   * @throws CheckFailedException where a slice's total jumps by two orders of magnitude from one
   *     edition to the next; nothing has changed then
   */
  public void ingest(
      DatasetSpec spec, Dataset<Row> observations, Dataset<Row> rejected, List<FileRecord> files) {
    String ingestion = UUID.randomUUID().toString();
    Dataset<Row> read =
        observations.select(Statements.columns(STATEMENT)).persist(StorageLevel.MEMORY_AND_DISK());
    boolean anyRejected = files.stream().anyMatch(f -> f.rows().rejected() > 0);
    try {
      List<Row> extent =
          read.select(substring(col("period"), 1, 4).as("year"), col("edition"))
              .distinct()
              .collectAsList();
      List<String> years = distinct(extent, "year");
      boolean known =
          catalog.holds(Tables.OBSERVATIONS, spec.id())
              || catalog.holds(Tables.SUPERSEDED, spec.id());
      Dataset<Row> all =
          known
              ? Statements.settled(statements(List.of(spec.id()), years).unionByName(read))
              : read;
      if (known || distinct(extent, "edition").size() > 1) {
        rewrite(
            spec, all, years, ingestion, anyRejected ? Optional.of(rejected) : Optional.empty());
      } else {
        // Nobody has spoken before, so that nothing is superseded.
        begin(all, ingestion, anyRejected ? Optional.of(rejected) : Optional.empty());
      }
    } finally {
      read.unpersist();
    }
    append(files, FileState.INGESTED, ingestion);
  }

  private void begin(Dataset<Row> statements, String ingestion, Optional<Dataset<Row>> rejected) {
    rejected.ifPresent(rows -> catalog.append(Tables.REJECTED, rows, ingestion));
    catalog.append(Tables.OBSERVATIONS, statements, ingestion);
  }

  /**
   * Undoes the ingestion of a file (by name or SHA-256) or of a whole edition, as if it had never
   * been: what it superseded stands again. The withdrawal is recorded.
   *
   * @return the entries that were withdrawn
   * @throws InputException where the warehouse knows no such file or edition
   */
  public List<FileState> withdraw(List<DatasetSpec> datasets, String fileOrEdition) {
    List<FileState> matching =
        files().stream()
            .filter(f -> f.state().equals(FileState.INGESTED))
            .filter(
                f ->
                    f.record().file().equals(fileOrEdition)
                        || f.record().name().equals(fileOrEdition)
                        || f.record().edition().equals(fileOrEdition))
            .filter(f -> datasets.stream().anyMatch(d -> d.id().equals(f.record().dataset())))
            .toList();
    if (matching.isEmpty()) {
      throw new InputException(
          "withdraw: expected the name or SHA-256 of an ingested file, or an edition (a date); found"
              + " '%s': see 'list editions'".formatted(fileOrEdition));
    }
    for (DatasetSpec spec : datasets) {
      List<FileRecord> gone =
          matching.stream()
              .map(FileState::record)
              .filter(f -> f.dataset().equals(spec.id()))
              .toList();
      if (!gone.isEmpty()) {
        withdraw(spec, gone);
      }
    }
    return matching;
  }

  private void withdraw(DatasetSpec spec, List<FileRecord> gone) {
    String ingestion = UUID.randomUUID().toString();
    Object[] hashes = gone.stream().map(FileRecord::file).toArray();
    Dataset<Row> everything = statements(List.of(spec.id()));
    List<String> years = years(everything.where(col("file").isin(hashes)));
    Dataset<Row> kept =
        statements(List.of(spec.id()), years).where(col("file").isin(hashes).equalTo(false));
    rewrite(spec, kept, years, ingestion, Optional.empty());
    catalog.replace(
        Tables.REJECTED,
        catalog
            .pinned(Tables.REJECTED)
            .where(col("dataset").equalTo(spec.id()))
            .where(col("file").isin(hashes).equalTo(false)),
        col("dataset").equalTo(spec.id()),
        ingestion);
    append(gone, FileState.WITHDRAWN, ingestion);
  }

  private void rewrite(
      DatasetSpec spec,
      Dataset<Row> statements,
      List<String> years,
      String ingestion,
      Optional<Dataset<Row>> rejected) {
    Dataset<Row> ordered =
        Statements.withNextEdition(statements, spec).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Row> jumps = Statements.jumps(ordered).limit(1).collectAsList();
      if (!jumps.isEmpty()) {
        throw jump(spec, jumps.get(0));
      }
      Dataset<Row> stood = ordered.where(col("superseded_by").isNotNull());
      boolean hadSuperseded = catalog.rows(Tables.SUPERSEDED) > 0;
      if (hadSuperseded || !stood.isEmpty()) {
        catalog.replace(Tables.SUPERSEDED, stood, touched(spec, years), ingestion);
      }
      rejected.ifPresent(rows -> catalog.append(Tables.REJECTED, rows, ingestion));
      catalog.replace(
          Tables.OBSERVATIONS,
          ordered.where(col("superseded_by").isNull()),
          touched(spec, years),
          ingestion);
    } finally {
      ordered.unpersist();
    }
  }

  private static CheckFailedException jump(DatasetSpec spec, Row jump) {
    return new CheckFailedException(
        ("dataset %s: %s of %s in %s: expected a total near the previous edition's %s euros, found"
                + " %s in edition %s, two orders of magnitude off: check the unit of the new file and"
                + " the dataset's unit; nothing was ingested")
            .formatted(
                spec.id(),
                jump.getAs("flow"),
                jump.getAs("territory"),
                jump.getAs("period"),
                euros(jump.getAs("before")),
                euros(jump.getAs("now")),
                jump.getAs("edition")));
  }

  private static String euros(Object cents) {
    return new BigDecimal(cents.toString()).movePointLeft(2).toPlainString();
  }

  private void append(List<FileRecord> files, String state, String ingestion) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    List<Row> rows = files.stream().map(f -> FileState.row(f, ingestion, now, state)).toList();
    catalog.append(
        Tables.FILES, spark.createDataFrame(rows, Tables.FILES.schema()).coalesce(1), ingestion);
  }

  /** Condition that covers whole partitions: the dataset's years that a commit rewrites. */
  private static Column touched(DatasetSpec spec, List<String> years) {
    Column inYears =
        years.stream().map(y -> col("period").startsWith(y)).reduce(lit(false), Column::or);
    return col("dataset").equalTo(spec.id()).and(inYears);
  }

  private static List<String> years(Dataset<Row> statements) {
    return distinct(
        statements.select(substring(col("period"), 1, 4).as("year")).distinct().collectAsList(),
        "year");
  }

  private static List<String> distinct(List<Row> rows, String column) {
    return rows.stream().map(row -> row.<String>getAs(column)).distinct().sorted().toList();
  }

  /** The figures that stand now. */
  public Dataset<Row> observations(List<String> datasets) {
    return catalog.read(Tables.OBSERVATIONS).where(col("dataset").isin(datasets.toArray()));
  }

  /**
   * The figures that stood at the end of a day: what the editions up to it had said, deletions
   * included.
   */
  public Dataset<Row> observationsAsOf(List<String> datasets, LocalDate day) {
    Dataset<Row> stood =
        catalog
            .read(Tables.SUPERSEDED)
            .where(col("superseded_by").gt(day.toString()))
            .drop("superseded_by");
    return catalog
        .read(Tables.OBSERVATIONS)
        .unionByName(stood)
        .where(col("dataset").isin(datasets.toArray()))
        .where(col("edition").leq(day.toString()));
  }

  /** {@link Tables#REJECTED} of the datasets. */
  public Dataset<Row> rejected(List<String> datasets) {
    return catalog.read(Tables.REJECTED).where(col("dataset").isin(datasets.toArray()));
  }

  /** {@link Tables#REVISIONS} of the datasets: every difference from one edition to the next. */
  public Dataset<Row> revisions(List<DatasetSpec> datasets) {
    Dataset<Row> revisions = spark.createDataFrame(List.<Row>of(), Tables.REVISIONS.schema());
    if (catalog.rows(Tables.SUPERSEDED) == 0) {
      return revisions;
    }
    for (DatasetSpec spec : datasets) {
      Dataset<Row> statements =
          catalog
              .read(Tables.OBSERVATIONS)
              .withColumn("superseded_by", lit(null).cast("string"))
              .unionByName(catalog.read(Tables.SUPERSEDED))
              .where(col("dataset").equalTo(spec.id()));
      revisions = revisions.unionByName(Statements.revisions(statements, spec));
    }
    return revisions;
  }

  private Dataset<Row> statements(List<String> datasets) {
    return catalog
        .pinned(Tables.OBSERVATIONS)
        .unionByName(catalog.pinned(Tables.SUPERSEDED).drop("superseded_by"))
        .where(col("dataset").isin(datasets.toArray()));
  }

  private Dataset<Row> statements(List<String> datasets, List<String> years) {
    return statements(datasets).where(substring(col("period"), 1, 4).isin(years.toArray()));
  }
}
