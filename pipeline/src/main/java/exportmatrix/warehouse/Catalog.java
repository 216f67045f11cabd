package exportmatrix.warehouse;

import exportmatrix.model.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;

/**
 * The Iceberg catalog that holds the warehouse: by default a Hadoop catalog in a folder, or
 * whatever the configuration names. Tables are made when they are first needed, from their
 * contracts.
 */
final class Catalog {

  /** Snapshot property that names the ingestion a commit belongs to. */
  static final String INGESTION = "ingestion";

  private static final String NAMESPACE = "exports";

  private final SparkSession spark;
  private final String name;

  /**
   * @param properties of the Iceberg catalog; empty: a Hadoop catalog in {@code location}
   */
  Catalog(SparkSession spark, String location, Map<String, String> properties) {
    this.spark = spark;
    this.name =
        "warehouse_"
            + UUID.nameUUIDFromBytes((location + properties).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace('-', '_');
    String prefix = "spark.sql.catalog." + name;
    spark.conf().set(prefix, "org.apache.iceberg.spark.SparkCatalog");
    spark.conf().set(prefix + ".cache-enabled", "false");
    Map<String, String> chosen =
        properties.isEmpty() ? Map.of("type", "hadoop", "warehouse", location) : properties;
    chosen.forEach((key, value) -> spark.conf().set(prefix + "." + key, value));
  }

  String qualified(Table table) {
    return name + "." + NAMESPACE + "." + table.name();
  }

  boolean exists(Table table) {
    return spark.catalog().tableExists(qualified(table));
  }

  Dataset<Row> read(Table table) {
    return exists(table)
        ? spark.read().table(qualified(table))
        : spark.createDataFrame(List.of(), table.schema());
  }

  /**
   * The table as it is now, whatever is committed while the rows are being used: a commit that is
   * computed from a table must not see itself.
   */
  Dataset<Row> pinned(Table table) {
    Snapshot current = exists(table) ? iceberg(table).currentSnapshot() : null;
    return current == null
        ? spark.createDataFrame(List.of(), table.schema())
        : spark.sql(
            "SELECT * FROM %s VERSION AS OF %d".formatted(qualified(table), current.snapshotId()));
  }

  /**
   * Makes the table, empty, if it does not exist.
   *
   * @param partitions Iceberg transforms as SQL writes them, such as {@code truncate(4, period)}
   */
  void make(Table table, List<String> partitions) {
    spark.sql(
        "CREATE TABLE IF NOT EXISTS %s (%s) USING iceberg %s TBLPROPERTIES (%s)"
            .formatted(
                qualified(table),
                table.schema().toDDL(),
                partitions.isEmpty()
                    ? ""
                    : "PARTITIONED BY (" + String.join(", ", partitions) + ")",
                "'format-version'='2', 'write.parquet.compression-codec'='zstd',"
                    + " 'write.distribution-mode'='hash',"
                    + " 'write.metadata.delete-after-commit.enabled'='true',"
                    + " 'write.metadata.previous-versions-max'='20'"));
  }

  void append(Table table, Dataset<Row> rows, String ingestion) {
    try {
      ordered(table, rows)
          .writeTo(qualified(table))
          .option("snapshot-property." + INGESTION, ingestion)
          .append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(qualified(table), e);
    }
  }

  /** Replaces the rows that meet a condition on whole partitions, in one commit. */
  void replace(Table table, Dataset<Row> rows, Column where, String ingestion) {
    try {
      ordered(table, rows)
          .writeTo(qualified(table))
          .option("snapshot-property." + INGESTION, ingestion)
          .overwrite(where);
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(qualified(table), e);
    }
  }

  private static Dataset<Row> ordered(Table table, Dataset<Row> rows) {
    return rows.select(table.columns().stream().map(functions::col).toArray(Column[]::new));
  }

  org.apache.iceberg.Table iceberg(Table table) {
    try {
      return Spark3Util.loadIcebergTable(spark, qualified(table));
    } catch (NoSuchTableException | ParseException e) {
      throw new IllegalStateException(qualified(table), e);
    }
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

  /** Rows in a table, from its metadata alone. */
  long rows(Table table) {
    if (!exists(table)) {
      return 0;
    }
    Snapshot current = iceberg(table).currentSnapshot();
    return current == null
        ? 0
        : Long.parseLong(current.summary().getOrDefault("total-records", "0"));
  }
}
