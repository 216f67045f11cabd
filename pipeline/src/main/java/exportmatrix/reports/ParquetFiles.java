package exportmatrix.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import exportmatrix.model.Check;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Field;
import exportmatrix.model.Table;
import exportmatrix.model.Unit;
import exportmatrix.reports.Provenance.CheckResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a table as sorted Parquet files whose bytes depend on its rows alone, and counts and
 * checks the rows in the same pass. Rows in, the same rows out.
 */
final class ParquetFiles {

  /** Row groups end after a fixed number of rows; a bound in bytes would depend on the heap. */
  static final long GROUP_BYTES = 64L << 20;

  /** Sums over all levels of a cube outgrow 64 bits. */
  private static final DataType MONEY = DataTypes.createDecimalType(20, 2);

  private final ReleaseStore store;
  private final Limits limits;

  ParquetFiles(ReleaseStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  /**
   * What was written of one table.
   *
   * @param cents sums of its columns in euros or cents, by column
   */
  record Summary(
      String table, long rows, Map<String, BigInteger> cents, List<CheckResult> checks) {}

  /**
   * @param order columns that the rows are sorted by; what they leave open the other columns decide
   */
  Summary write(
      Dataset<Row> rows, Table table, List<Check> checks, List<String> order, Path folder) {
    Observation observation = new Observation();
    Column[] measures = measures(table, checks);
    asContracted(rows, table)
        .repartition(1)
        .sortWithinPartitions(columns(sortOrder(table, order)))
        .observe(observation, measures[0], Arrays.copyOfRange(measures, 1, measures.length))
        .write()
        .options(parquetOptions(table))
        .parquet(ReleaseStore.forSpark(folder));
    nameParts(folder);
    return summary(table, checks, measured(observation));
  }

  Dataset<Row> read(Dataset<Row> anyOfSession, Table table, Path folder) {
    return anyOfSession
        .sparkSession()
        .read()
        .schema(table.schema())
        .parquet(ReleaseStore.forSpark(folder))
        .select(columns(table.columns()));
  }

  /** Fails where a check of {@code summary} did not pass, with a row that shows it. */
  void require(Summary summary, List<Check> checks, Table table, Supplier<Dataset<Row>> written) {
    for (int i = 0; i < checks.size(); i++) {
      CheckResult result = summary.checks().get(i);
      if (!result.outcome().equals(CheckResult.PASSED)) {
        List<Row> example =
            written
                .get()
                .filter(checks.get(i).violation())
                .select(columns(table.key()))
                .limit(1)
                .collectAsList();
        throw broken(
            summary.table(),
            result.what(),
            result.outcome(),
            example.isEmpty() ? "?" : example.get(0).mkString(" "));
      }
    }
  }

  /** A table that is not what its contract says, with the key of a row that shows it. */
  static CheckFailedException broken(String table, String expected, String found, String example) {
    return new CheckFailedException(
        "%s: expected: %s; found: %s, such as %s; nothing was published, the last release stays"
            .formatted(table, expected, found, example));
  }

  /**
   * Columns in the contract's order and types, all of them nullable and without metadata: what a
   * plan knows of its columns would reach the file.
   */
  private static Dataset<Row> asContracted(Dataset<Row> rows, Table table) {
    Dataset<Row> typed =
        rows.select(
            table.fields().stream()
                .map(field -> col(field.name()).cast(field.type()))
                .toArray(Column[]::new));
    StructType nullable = new StructType();
    for (Field field : table.fields()) {
      nullable = nullable.add(field.name(), field.type(), true);
    }
    return rows.sparkSession().createDataFrame(typed.javaRDD(), nullable);
  }

  private static List<String> sortOrder(Table table, List<String> order) {
    Set<String> columns = new LinkedHashSet<>(order);
    if (!columns.containsAll(table.key())) {
      columns.addAll(table.columns());
    }
    return List.copyOf(columns);
  }

  private static Column[] measures(Table table, List<Check> checks) {
    List<Column> measures = new ArrayList<>(List.of(count(lit(1)).as("rows")));
    for (Field field : money(table)) {
      measures.add(sum(col(field.name()).cast(MONEY)).as("sum_" + field.name()));
    }
    for (int i = 0; i < checks.size(); i++) {
      measures.add(expr("count_if(" + checks.get(i).violation() + ")").as("broken_" + i));
    }
    return measures.toArray(Column[]::new);
  }

  private static Summary summary(Table table, List<Check> checks, Map<String, Object> measured) {
    Map<String, BigInteger> cents = new TreeMap<>();
    for (Field field : money(table)) {
      BigDecimal sum = (BigDecimal) measured.get("sum_" + field.name());
      int places = field.unit() == Unit.EUR ? 2 : 0;
      cents.put(
          field.name(),
          sum == null ? BigInteger.ZERO : sum.movePointRight(places).toBigIntegerExact());
    }
    List<CheckResult> results = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      long broken = (long) measured.get("broken_" + i);
      results.add(
          new CheckResult(
              table.name() + ": " + checks.get(i).name(),
              checks.get(i).meaning(),
              broken == 0 ? CheckResult.PASSED : broken + " rows that are not so"));
    }
    return new Summary(table.name(), (long) measured.get("rows"), cents, results);
  }

  /**
   * Statistics help only where readers filter, which is by key; a dictionary of numbers that hardly
   * repeat is thrown away once it is full. Both cost more than the writing.
   */
  private Map<String, String> parquetOptions(Table table) {
    Map<String, String> options = new TreeMap<>();
    options.put("compression", "zstd");
    options.put("maxRecordsPerFile", String.valueOf(limits.rowsPerFile()));
    options.put("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    options.put("parquet.block.row.count.limit", String.valueOf(limits.rowsPerGroup()));
    options.put("parquet.block.size", String.valueOf(GROUP_BYTES));
    options.put("parquet.size.statistics.enabled", "false");
    for (Field field : table.fields()) {
      if (!table.key().contains(field.name())) {
        options.put("parquet.column.statistics.enabled#" + field.name(), "false");
      }
      if (field.type() instanceof DoubleType || field.type() instanceof DecimalType) {
        options.put("parquet.enable.dictionary#" + field.name(), "false");
      }
    }
    return options;
  }

  private static Map<String, Object> measured(Observation observation) {
    try {
      return observation.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the written rows were counted", e);
    }
  }

  private static List<Field> money(Table table) {
    return table.fields().stream()
        .filter(field -> field.unit() == Unit.EUR || field.unit() == Unit.EUR_CENT)
        .toList();
  }

  /** Spark names files after the task and a random number; here they are numbered. */
  private void nameParts(Path folder) {
    int part = 0;
    for (Path file : store.files(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".parquet")) {
        store.settleFooter(file);
        store.rename(file, file.resolveSibling("part-" + part + ".parquet"));
        part++;
      } else {
        store.deleteFile(file);
      }
    }
  }

  static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
