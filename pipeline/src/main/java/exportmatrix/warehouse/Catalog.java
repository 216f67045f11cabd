package exportmatrix.warehouse;

import exportmatrix.model.Field;
import exportmatrix.model.Table;
import exportmatrix.warehouse.DataFiles.Reading;
import exportmatrix.warehouse.DataFiles.Records;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.CombinedScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The Iceberg catalog that holds the warehouse: by default a Hadoop catalog in a folder, or
 * whatever the configuration names. Tables are made when they are first needed, from their
 * contracts. Spark's tasks read and write data files; the driver alone commits.
 */
final class Catalog {

  /** Snapshot property that names the ingestion a commit belongs to. */
  static final String INGESTION = "ingestion";

  private static final Namespace NAMESPACE = Namespace.of("exports");

  /** Bytes of data files that one task reads: small enough for both cores of a laptop to share. */
  private static final long SPLIT = 16L << 20;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.PARQUET_COMPRESSION_LEVEL, "1",
          // Codes fit; columns of numbers are told soon that they are not worth one.
          TableProperties.PARQUET_DICT_SIZE_BYTES, "131072",
          // A year is read by several tasks, and a writer holds no more than this of a file.
          TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, String.valueOf(16 << 20),
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");

  /** Columns of numbers that hardly ever come twice: no dictionary of them is worth its while. */
  private static final List<String> WITHOUT_DICTIONARY =
      List.of("line", "value_cents", "quantity_kg");

  /** Columns by which data files are chosen; least and greatest values of others help nobody. */
  static final Set<String> WITH_BOUNDS = Set.of("dataset", "period");

  private final JavaSparkContext spark;
  private final org.apache.iceberg.catalog.Catalog tables;

  /**
   * @param properties of the Iceberg catalog; empty: a Hadoop catalog in {@code location}
   */
  Catalog(JavaSparkContext spark, String location, Map<String, String> properties) {
    this.spark = spark;
    Map<String, String> chosen =
        properties.isEmpty() ? Map.of("type", "hadoop", "warehouse", location) : properties;
    this.tables =
        CatalogUtil.buildIcebergCatalog(
            "warehouse", new HashMap<>(chosen), spark.hadoopConfiguration());
  }

  private static TableIdentifier name(Table table) {
    return TableIdentifier.of(NAMESPACE, table.name());
  }

  org.apache.iceberg.Table iceberg(Table table) {
    return tables.loadTable(name(table));
  }

  /** The table as it is now, for tasks. */
  org.apache.iceberg.Table shipped(Table table) {
    return SerializableTable.copyOf(iceberg(table));
  }

  /**
   * Makes the table, empty, if it does not exist.
   *
   * @param partitions what the rows of one data file have in common
   */
  void make(Table table, PartitionedBy partitions) {
    if (tables.tableExists(name(table))) {
      return;
    }
    if (tables instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(NAMESPACE)) {
      namespaces.createNamespace(NAMESPACE);
    }
    Schema schema = schema(table);
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    switch (partitions) {
      case NOTHING -> {}
      case DATASET -> spec.identity("dataset");
      case DATASET_AND_YEAR -> spec.identity("dataset").truncate("period", 4);
    }
    tables.createTable(name(table), schema, spec.build(), properties(table));
  }

  private static Map<String, String> properties(Table table) {
    Map<String, String> properties = new HashMap<>(PROPERTIES);
    for (String column : table.columns()) {
      if (WITHOUT_DICTIONARY.contains(column)) {
        properties.put(
            TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX + column, "false");
      }
      if (!WITH_BOUNDS.contains(column)) {
        properties.put(TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + column, "false");
      }
    }
    return properties;
  }

  /** How a table's rows are laid out. */
  enum PartitionedBy {
    NOTHING,
    DATASET,
    DATASET_AND_YEAR
  }

  private static Schema schema(Table table) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (Field field : table.fields()) {
      int id = fields.size() + 1;
      Type type = type(field.type());
      fields.add(
          field.nullable()
              ? Types.NestedField.optional(id, field.name(), type)
              : Types.NestedField.required(id, field.name(), type));
    }
    return new Schema(fields);
  }

  private static Type type(DataType type) {
    if (type instanceof IntegerType) {
      return Types.IntegerType.get();
    }
    if (type instanceof LongType) {
      return Types.LongType.get();
    }
    return type instanceof DecimalType decimal
        ? Types.DecimalType.of(decimal.precision(), decimal.scale())
        : Types.StringType.get();
  }

  /** What becomes of a record that is read. */
  interface Meaning<T> extends Serializable {

    T of(Record record);
  }

  /**
   * The table's rows as it is now, whatever is committed while they are being used: a commit that
   * is computed from a table does not see itself.
   *
   * @param where holds or fails for whole data files
   */
  <T> JavaRDD<T> read(Table table, Expression where, Meaning<T> meaning) {
    return read(table, table.columns(), where, Reading.RECORD).map(meaning::of);
  }

  /**
   * The same of some columns.
   *
   * @param columns of a row, in the order of the table
   */
  <T> JavaRDD<T> read(Table table, List<String> columns, Expression where, Reading<T> reading) {
    org.apache.iceberg.Table source = iceberg(table);
    List<CombinedScanTask> tasks = new ArrayList<>();
    try (CloseableIterable<CombinedScanTask> planned =
        source
            .newScan()
            .filter(where)
            .option(TableProperties.SPLIT_SIZE, String.valueOf(SPLIT))
            .planTasks()) {
      planned.forEach(tasks::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (tasks.isEmpty()) {
      return spark.emptyRDD();
    }
    org.apache.iceberg.Table shipped = SerializableTable.copyOf(source);
    Schema wanted = source.schema().select(columns);
    return spark
        .parallelize(tasks, tasks.size())
        .flatMap(
            task -> {
              Records<T> records = new Records<>(shipped, wanted, task.files(), reading);
              TaskContext.get()
                  .addTaskCompletionListener((TaskCompletionListener) context -> records.close());
              return records;
            });
  }

  /** All rows of a small table, read here. */
  List<Row> rowsOf(Table table) {
    org.apache.iceberg.Table source = iceberg(table);
    List<Row> rows = new ArrayList<>();
    try (CloseableIterable<FileScanTask> files = source.newScan().planFiles();
        Records<Record> records = new Records<>(source, source.schema(), files, Reading.RECORD)) {
      records.forEachRemaining(record -> rows.add(DataFiles.row(record, table)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** Adds rows, in the order of the table's columns. */
  void append(Table table, JavaRDD<Row> rows, String ingestion) {
    appendFiles(table, write(table, rows), ingestion);
  }

  /** Adds a few rows, written here. */
  void append(Table table, List<Row> rows, String ingestion) {
    appendFiles(
        table, DataFiles.write(iceberg(table), 0, 0, ingestion, rows.iterator()), ingestion);
  }

  /** Adds what stands in data files that no state of the table knows. */
  void appendFiles(Table table, List<DataFile> files, String ingestion) {
    AppendFiles append = iceberg(table).newAppend().set(INGESTION, ingestion);
    files.forEach(append::appendFile);
    append.commit();
  }

  /** Replaces the rows that meet a condition on whole data files, in one commit. */
  void replace(Table table, JavaRDD<Row> rows, Expression where, String ingestion) {
    replaceFiles(table, write(table, rows), where, ingestion);
  }

  /** The same by what stands in data files that no state of the table knows. */
  void replaceFiles(Table table, List<DataFile> files, Expression where, String ingestion) {
    OverwriteFiles overwrite =
        iceberg(table).newOverwrite().overwriteByRowFilter(where).set(INGESTION, ingestion);
    files.forEach(overwrite::addFile);
    overwrite.commit();
  }

  private List<DataFile> write(Table table, JavaRDD<Row> rows) {
    org.apache.iceberg.Table shipped = shipped(table);
    String operation = UUID.randomUUID().toString();
    return rows.mapPartitionsWithIndex(
            (part, of) ->
                DataFiles.write(shipped, part, TaskContext.get().taskAttemptId(), operation, of)
                    .iterator(),
            false)
        .collect();
  }

  /** The ingestion that the newest commit of a table belongs to; empty where there is no commit. */
  String newestIngestion(Table table) {
    Snapshot current = iceberg(table).currentSnapshot();
    return current == null ? "" : current.summary().getOrDefault(INGESTION, "");
  }

  /** Takes back the newest commit. */
  void undo(Table table) {
    org.apache.iceberg.Table iceberg = iceberg(table);
    Long parent = iceberg.currentSnapshot().parentId();
    if (parent == null) {
      iceberg.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    } else {
      iceberg.manageSnapshots().rollbackTo(parent).commit();
    }
  }

  /** Whether a table has rows of a dataset, from its metadata alone. */
  boolean holds(Table table, String dataset) {
    try (CloseableIterable<FileScanTask> files =
        iceberg(table).newScan().filter(Expressions.equal("dataset", dataset)).planFiles()) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the rows of partitions that have come to many data files into few.
   *
   * @param most data files that a partition may have
   */
  void compact(Table table, int most) {
    org.apache.iceberg.Table iceberg = iceberg(table);
    Map<String, List<FileScanTask>> byPartition = new LinkedHashMap<>();
    try (CloseableIterable<FileScanTask> files = iceberg.newScan().planFiles()) {
      files.forEach(
          file ->
              byPartition
                  .computeIfAbsent(
                      iceberg.spec().partitionToPath(file.partition()), p -> new ArrayList<>())
                  .add(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byPartition.values().removeIf(files -> files.size() <= most);
    if (byPartition.isEmpty()) {
      return;
    }
    org.apache.iceberg.Table shipped = SerializableTable.copyOf(iceberg);
    String operation = UUID.randomUUID().toString();
    List<List<FileScanTask>> partitions = List.copyOf(byPartition.values());
    List<DataFile> rewritten =
        spark
            .parallelize(partitions, partitions.size())
            .flatMap(files -> DataFiles.rewrite(shipped, operation, files, table).iterator())
            .collect();
    RewriteFiles rewrite =
        iceberg.newRewrite().validateFromSnapshot(iceberg.currentSnapshot().snapshotId());
    partitions.forEach(files -> files.forEach(file -> rewrite.deleteFile(file.file())));
    rewritten.forEach(rewrite::addFile);
    rewrite.commit();
  }

  /**
   * Forgets old states of a table and removes the data files that only they need. What the
   * warehouse remembers of the past stands in its rows, not in old states.
   *
   * @param keep newest states that stay
   */
  void expire(Table table, int keep) {
    iceberg(table)
        .expireSnapshots()
        .retainLast(keep)
        .expireOlderThan(System.currentTimeMillis())
        .commit();
  }

  /** Removes files below a table's folder that no state of it knows and that are a day old. */
  List<String> removeOrphans(Table table) {
    List<String> removed = new ArrayList<>();
    SparkActions.get(SparkSession.builder().getOrCreate())
        .deleteOrphanFiles(iceberg(table))
        .execute()
        .orphanFileLocations()
        .forEach(removed::add);
    return removed;
  }

  /** Data files of a table's current state. */
  int dataFiles(Table table) {
    try (CloseableIterable<FileScanTask> files = iceberg(table).newScan().planFiles()) {
      return (int) StreamSupport.stream(files.spliterator(), false).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** States that a table remembers. */
  int states(Table table) {
    return (int) StreamSupport.stream(iceberg(table).snapshots().spliterator(), false).count();
  }

  /** Rows in a table, from its metadata alone. */
  long rows(Table table) {
    Snapshot current = iceberg(table).currentSnapshot();
    return current == null
        ? 0
        : Long.parseLong(current.summary().getOrDefault("total-records", "0"));
  }
}
