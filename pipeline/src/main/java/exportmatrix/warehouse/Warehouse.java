package exportmatrix.warehouse;

import exportmatrix.model.Aside;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Exchange;
import exportmatrix.model.FileRecord;
import exportmatrix.model.InputException;
import exportmatrix.model.Observation;
import exportmatrix.model.Stood;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.warehouse.Catalog.PartitionedBy;
import exportmatrix.warehouse.Statements.Ordered;
import exportmatrix.warehouse.Statements.Scopes;
import exportmatrix.warehouse.Statements.Slice;
import exportmatrix.warehouse.Statements.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

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

  /** Rows that one task puts in order. */
  private static final long ROWS_WORTH_A_TASK = 20_000;

  private static final long ROWS_PER_TASK = 250_000;

  /** Data files that a partition may have before a nightly run writes them anew. */
  private static final int MOST_FILES = 16;

  /** States of a table that stay, so that an ingestion that died can be taken back. */
  private static final int KEPT_STATES = 5;

  private static final int MOST_STATES = 30;

  private final JavaSparkContext spark;
  private final Catalog catalog;

  /**
   * @param location folder or URI
   * @param properties of the Iceberg catalog; empty: a Hadoop catalog in {@code location}
   */
  public Warehouse(JavaSparkContext spark, String location, Map<String, String> properties) {
    this.spark = spark;
    this.catalog = new Catalog(spark, location, properties);
  }

  /** Makes the tables where there are none, and takes back an ingestion that did not finish. */
  public void recover() {
    // Revisions come by period: a commit rewrites whole years, and no more than it must.
    catalog.make(Tables.OBSERVATIONS, PartitionedBy.DATASET_AND_YEAR);
    catalog.make(Tables.SUPERSEDED, PartitionedBy.DATASET_AND_YEAR);
    catalog.make(Tables.REJECTED, PartitionedBy.DATASET);
    catalog.make(Tables.FILES, PartitionedBy.NOTHING);
    Set<String> finished = new HashSet<>(List.of(""));
    catalog.rowsOf(Tables.FILES).forEach(file -> finished.add(file.getAs("ingestion")));
    for (Table table : COMMITTED_FIRST) {
      while (!finished.contains(catalog.newestIngestion(table))) {
        catalog.undo(table);
      }
    }
  }

  /**
   * What upkeep did to one table.
   *
   * @param filesBefore data files of the current state, so filesAfter
   * @param statesBefore states of the table that were remembered, so statesAfter
   * @param orphans files removed that no state knew
   */
  public record Upkeep(
      String table,
      int filesBefore,
      int filesAfter,
      int statesBefore,
      int statesAfter,
      int orphans) {}

  /** How thorough upkeep is. */
  public enum Thoroughness {
    /** After every run: does something only where much has come together. */
    WHERE_NEEDED,
    /** On command: everything, files left behind by runs that died included. */
    FULL
  }

  /**
   * Keeps the tables small and quick to open: many small data files become few, old states are
   * forgotten. No figure of any day changes: the past stands in the rows.
   */
  public List<Upkeep> maintain(Thoroughness how) {
    boolean full = how == Thoroughness.FULL;
    List<Upkeep> done = new ArrayList<>();
    for (Table table : Tables.WAREHOUSE) {
      int files = catalog.dataFiles(table);
      int states = catalog.states(table);
      catalog.compact(table, full ? 1 : MOST_FILES);
      if (catalog.states(table) > (full ? KEPT_STATES : MOST_STATES)) {
        catalog.expire(table, KEPT_STATES);
      }
      int orphans = full ? catalog.removeOrphans(table).size() : 0;
      done.add(
          new Upkeep(
              table.name(),
              files,
              catalog.dataFiles(table),
              states,
              catalog.states(table),
              orphans));
    }
    return done;
  }

  /** What became of every file, newest entry of each file and dataset. */
  public List<FileState> files() {
    Map<String, FileState> newest = new LinkedHashMap<>();
    catalog.rowsOf(Tables.FILES).stream()
        .map(FileState::of)
        .sorted(
            Comparator.comparing(FileState::at)
                .thenComparing(file -> file.record().dataset())
                .thenComparing(file -> file.record().name()))
        .forEach(
            state -> {
              newest.remove(state.key());
              newest.put(state.key(), state);
            });
    return List.copyOf(newest.values());
  }

  /** Where the observations of files wait that are still being judged. */
  public Aside<Uncommitted> aside() {
    return new ObservationFiles(catalog.shipped(Tables.OBSERVATIONS));
  }

  /**
   * Takes in one dataset's newly read files: one commit, or none. Only years of which somebody has
   * spoken before are written anew; a new period is added to what is there.
   *
   * @param aside where the observations are already, see {@link #aside()}; empty: nowhere
   * @param observations the same, one per key and edition
   * @param rejected {@link Tables#REJECTED}
   * @throws CheckFailedException where a slice's total jumps by two orders of magnitude from one
   *     edition to the next; nothing has changed then
   */
  public void ingest(
      DatasetSpec spec,
      Optional<List<Uncommitted>> aside,
      JavaRDD<Observation> observations,
      JavaRDD<Row> rejected,
      List<FileRecord> files) {
    String ingestion = UUID.randomUUID().toString();
    JavaRDD<Row> rejects = files.stream().anyMatch(f -> f.rows().rejected() > 0) ? rejected : null;
    Set<Slice> said = aside.map(Warehouse::said).orElseGet(() -> Statements.slices(observations));
    List<String> years = years(said);
    if (Statements.apart(spec, said, known(spec, years))) {
      // Nobody has spoken of it before, so that nothing is superseded.
      append(rejects, ingestion);
      catalog.appendFiles(
          Tables.OBSERVATIONS, files(aside.orElseGet(() -> written(observations))), ingestion);
    } else {
      aside.ifPresent(aside()::drop);
      rewrite(spec, statements(spec.id(), years).union(observations), years, ingestion, rejects);
    }
    append(files, FileState.INGESTED, ingestion);
  }

  private List<Uncommitted> written(JavaRDD<Observation> observations) {
    Aside<Uncommitted> to = aside();
    return Observation.byYear(observations)
        .mapPartitions(all -> List.of(to.put(all)).iterator())
        .collect();
  }

  private static List<DataFile> files(List<Uncommitted> written) {
    return written.stream().flatMap(task -> task.files().stream()).toList();
  }

  private static Set<Slice> said(List<Uncommitted> aside) {
    Set<Slice> said = new HashSet<>();
    aside.forEach(task -> said.addAll(task.said()));
    return said;
  }

  private Set<Slice> known(DatasetSpec spec, List<String> years) {
    boolean any =
        catalog.holds(Tables.OBSERVATIONS, spec.id())
            || catalog.holds(Tables.SUPERSEDED, spec.id());
    return any ? Statements.slices(statements(spec.id(), years)) : Set.of();
  }

  private void append(JavaRDD<Row> rejects, String ingestion) {
    if (rejects != null) {
      catalog.append(Tables.REJECTED, rejects.coalesce(1), ingestion);
    }
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
    Set<String> hashes = gone.stream().map(FileRecord::file).collect(Collectors.toSet());
    List<String> years =
        years(
            Statements.slices(
                statements(spec.id(), List.of()).filter(o -> hashes.contains(o.file()))));
    JavaRDD<Observation> kept =
        statements(spec.id(), years).filter(o -> !hashes.contains(o.file()));
    rewrite(spec, kept, years, ingestion, null);
    int file = Tables.REJECTED.columns().indexOf("file");
    catalog.replace(
        Tables.REJECTED,
        rejected(List.of(spec.id())).filter(row -> !hashes.contains(row.getString(file))),
        Expressions.equal("dataset", spec.id()),
        ingestion);
    append(gone, FileState.WITHDRAWN, ingestion);
  }

  /**
   * @param statements all of the dataset in the years
   * @param rejects null: none
   */
  private void rewrite(
      DatasetSpec spec,
      JavaRDD<Observation> statements,
      List<String> years,
      String ingestion,
      JavaRDD<Row> rejects) {
    JavaRDD<Observation> byKey = Statements.byKey(statements, partitions());
    Statements.steps(byKey)
        .forEach(
            (slice, step) -> {
              if (step.jumps()) {
                throw jump(spec, slice, step);
              }
            });
    JavaRDD<Ordered> ordered = Statements.ordered(byKey, Scopes.of(byKey, spec));
    JavaRDD<Ordered> stood = ordered.filter(one -> one.supersededBy() != null);
    if (catalog.rows(Tables.SUPERSEDED) > 0 || !stood.map(one -> true).isEmpty()) {
      catalog.replace(
          Tables.SUPERSEDED, stood.map(Warehouse::superseded), touched(spec, years), ingestion);
    }
    append(rejects, ingestion);
    catalog.replaceFiles(
        Tables.OBSERVATIONS,
        files(written(ordered.filter(one -> one.supersededBy() == null).map(Ordered::said))),
        touched(spec, years),
        ingestion);
  }

  private static Row superseded(Ordered ordered) {
    Row said = ordered.said().row();
    Object[] values = new Object[said.size() + 1];
    for (int i = 0; i < said.size(); i++) {
      values[i] = said.get(i);
    }
    values[said.size()] = ordered.supersededBy();
    return RowFactory.create(values);
  }

  private int partitions() {
    return Exchange.tasks(
        spark, catalog.rows(Tables.OBSERVATIONS), ROWS_WORTH_A_TASK, ROWS_PER_TASK);
  }

  private static CheckFailedException jump(DatasetSpec spec, Slice slice, Step step) {
    return new CheckFailedException(
        ("dataset %s: %s of %s in %s: expected a total near the previous edition's %s euros, found"
                + " %s in edition %s, two orders of magnitude off: check the unit of the new file and"
                + " the dataset's unit; nothing was ingested")
            .formatted(
                spec.id(),
                slice.flow().code(),
                slice.territory(),
                slice.period(),
                euros(step.before()),
                euros(step.now()),
                slice.edition()));
  }

  private static String euros(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private void append(List<FileRecord> files, String state, String ingestion) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    catalog.append(
        Tables.FILES,
        files.stream().map(f -> FileState.row(f, ingestion, now, state)).toList(),
        ingestion);
  }

  /** Condition that covers whole partitions: the dataset's years that a commit rewrites. */
  private static Expression touched(DatasetSpec spec, List<String> years) {
    return Expressions.and(Expressions.equal("dataset", spec.id()), in(years));
  }

  private static Expression in(List<String> years) {
    return years.stream()
        .map(year -> (Expression) Expressions.startsWith("period", year))
        .reduce(Expressions.alwaysFalse(), Expressions::or);
  }

  private static List<String> years(Set<Slice> said) {
    return said.stream().map(slice -> slice.period().substring(0, 4)).distinct().sorted().toList();
  }

  /** The figures that stand now, without quantity, file and line. */
  public JavaRDD<Observation> figures(List<String> datasets) {
    return figures(of(datasets));
  }

  /** The same of the periods of a year and later. */
  public JavaRDD<Observation> figuresFrom(List<String> datasets, int year) {
    String first = "%04d".formatted(year);
    return figures(Expressions.and(of(datasets), Expressions.greaterThanOrEqual("period", first)));
  }

  private JavaRDD<Observation> figures(Expression where) {
    return catalog.read(Tables.OBSERVATIONS, FigureReader.COLUMNS, where, FigureReader::of);
  }

  private JavaRDD<Observation> observations(Expression where) {
    return catalog.read(Tables.OBSERVATIONS, where, record -> DataFiles.observation(record));
  }

  /**
   * The figures that stood at the end of a day: what the editions up to it had said, deletions
   * included.
   */
  public JavaRDD<Observation> observationsAsOf(List<String> datasets, LocalDate day) {
    String last = day.toString();
    JavaRDD<Observation> stood =
        superseded(of(datasets))
            .filter(one -> one.supersededBy().compareTo(last) > 0)
            .map(Ordered::said);
    return observations(of(datasets)).union(stood).filter(o -> o.edition().compareTo(last) <= 0);
  }

  /**
   * What was ever said of some years, and until when it stood.
   *
   * @param years of the periods, of four digits
   */
  public JavaRDD<Stood> said(List<String> datasets, List<String> years) {
    Expression where = Expressions.and(of(datasets), in(years));
    return observations(where)
        .map(observation -> new Stood(observation, null))
        .union(superseded(where).map(one -> new Stood(one.said(), one.supersededBy())));
  }

  /** {@link Tables#REJECTED} of the datasets. */
  public JavaRDD<Row> rejected(List<String> datasets) {
    return catalog.read(
        Tables.REJECTED, of(datasets), record -> DataFiles.row(record, Tables.REJECTED));
  }

  /**
   * {@link Tables#REVISIONS} of the datasets: every difference from one edition to the next.
   *
   * @param years of the periods wanted, of four digits; empty: all
   */
  public JavaRDD<Row> revisions(List<DatasetSpec> datasets, List<String> years) {
    JavaRDD<Row> revisions = spark.emptyRDD();
    for (DatasetSpec spec : datasets) {
      if (catalog.holds(Tables.SUPERSEDED, spec.id())) {
        JavaRDD<Observation> byKey = Statements.byKey(statements(spec.id(), years), partitions());
        revisions = revisions.union(Statements.revisions(byKey, Scopes.of(byKey, spec)));
      }
    }
    return revisions;
  }

  private static Expression of(List<String> datasets) {
    return Expressions.in("dataset", datasets.toArray());
  }

  private JavaRDD<Ordered> superseded(Expression where) {
    int by = Tables.SUPERSEDED.columns().indexOf("superseded_by");
    return catalog.read(
        Tables.SUPERSEDED,
        where,
        record -> new Ordered(DataFiles.observation(record), record.get(by, String.class)));
  }

  /**
   * All that was ever said.
   *
   * @param years of the periods wanted; empty: all
   */
  private JavaRDD<Observation> statements(String dataset, List<String> years) {
    Expression where = Expressions.equal("dataset", dataset);
    Expression wanted = years.isEmpty() ? where : Expressions.and(where, in(years));
    return catalog
        .read(Tables.OBSERVATIONS, wanted, record -> DataFiles.observation(record))
        .union(superseded(wanted).map(Ordered::said));
  }
}
