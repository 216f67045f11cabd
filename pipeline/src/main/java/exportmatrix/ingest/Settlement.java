package exportmatrix.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import exportmatrix.ingest.Parse.Kind;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.RejectReason;
import exportmatrix.model.Tables;
import exportmatrix.model.ValueStatus;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * How statements end that can only be judged beside others: duplicates and conflicts, value and
 * quantity as one observation, and the holes that rejected rows leave.
 *
 * <p>Two statements of one key, measure and edition must say the same. Where they do, the first by
 * file name and line is accepted and the others are duplicates; where they do not, all are rejected
 * (a rejected number never equals an accepted one), so that no order of rows matters.
 */
final class Settlement {

  /** How a statement ends that is not left out. */
  enum End {
    ACCEPTED,
    DUPLICATE,
    REJECTED;

    String rows() {
      return "rows_" + name().toLowerCase(Locale.ROOT);
    }

    String cents() {
      return "cents_" + name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> KEY =
      List.of("edition", "flow", "period_ordinal", "territory", "market", "product");

  private static final Column IS_STATEMENT = col("kind").equalTo(Kind.STATEMENT.name());
  private static final Column CONFLICT = col("lowest").notEqual(col("highest"));
  private static final int CONFLICT_BIT = Parse.bit(RejectReason.CONFLICTING_DUPLICATE);

  private Settlement() {}

  /**
   * The parse with {@code end} for every statement, conflicts among the reasons, and {@code
   * foreign} for rows of which only another file says otherwise.
   */
  static Dataset<Row> ended(Dataset<Row> parsed) {
    Column placed = IS_STATEMENT.and(col("measure").isNotNull());
    for (String part : KEY) {
      placed = placed.and(col(part).isNotNull());
    }
    Column[] key = keyAnd("measure", "alone");
    // Sorting by the key's texts alone is slow: they all begin alike, hashes do not.
    WindowSpec same =
        Window.partitionBy(
            Stream.concat(Stream.of(col("hash")), Arrays.stream(key)).toArray(Column[]::new));
    Column says =
        when(col("reasons").notEqual(0), concat(lit("rejected "), coalesce(col("said"), lit(""))))
            .otherwise(
                coalesce(
                    col("cents").cast(DataTypes.StringType),
                    col("grams").cast(DataTypes.StringType),
                    col("status")));
    Column origin = struct("file_no", "line", "cell");
    return parsed
        .withColumn("alone", when(not(placed), origin))
        .withColumn("hash", xxhash64(key))
        .withColumn("says", says)
        .select(
            col("*"),
            min(col("says")).over(same).as("lowest"),
            max(col("says")).over(same).as("highest"),
            max(col("status").equalTo(ValueStatus.PROVISIONAL.name())).over(same).as("provisional"),
            origin.equalTo(min(origin).over(same)).as("first"),
            min("file_no").over(same).notEqual(max("file_no").over(same)).as("across"))
        .withColumn(
            "end",
            when(not(IS_STATEMENT), lit(null))
                .when(CONFLICT.or(col("reasons").notEqual(0)), End.REJECTED.name())
                .when(not(col("first")), End.DUPLICATE.name())
                .otherwise(End.ACCEPTED.name()))
        .withColumn(
            "foreign",
            coalesce(CONFLICT.and(col("reasons").equalTo(0)).and(col("across")), lit(false)))
        .withColumn(
            "reasons",
            when(CONFLICT, col("reasons").bitwiseOR(CONFLICT_BIT)).otherwise(col("reasons")))
        .withColumn(
            "status",
            when(
                    col("provisional").and(col("status").equalTo(ValueStatus.NORMAL.name())),
                    ValueStatus.PROVISIONAL.name())
                .otherwise(col("status")))
        .drop("alone", "hash", "says", "lowest", "highest", "provisional", "first", "across");
  }

  /**
   * One row per file: {@code sha256 bytes edition failure contradicted}, rows and cents per end
   * (cents null where they exceed 64 bits), rows per reason but for those that are {@code foreign}
   * and counted in {@code contradicted}.
   */
  static Dataset<Row> summary(Dataset<Row> ended) {
    List<Column> sums = new ArrayList<>();
    sums.add(max(when(col("kind").equalTo(Kind.FAILURE.name()), col("note"))).as("failure"));
    sums.add(max(col("bytes")).as("bytes"));
    sums.add(max(col("filtered_rows")).as("rows_filtered"));
    sums.add(max(col("filtered_cents")).as("cents_filtered"));
    sums.add(max(col("edition")).as("edition"));
    sums.add(count_if(col("foreign")).as("contradicted"));
    for (End end : End.values()) {
      Column ends = col("end").equalTo(end.name());
      sums.add(count_if(ends).as(end.rows()));
      sums.add(
          try_sum(when(ends, coalesce(col("cents"), lit(0L))).otherwise(lit(0L))).as(end.cents()));
    }
    for (RejectReason reason : RejectReason.values()) {
      sums.add(
          count_if(
                  col("end").equalTo(End.REJECTED.name()).and(not(col("foreign"))).and(has(reason)))
              .as(reason.name()));
    }
    return ended
        .groupBy("file_no")
        .agg(
            max(when(col("kind").equalTo(Kind.FILE.name()), col("note"))).as("sha256"),
            sums.toArray(Column[]::new));
  }

  /** The first rejected rows of each file, its own first: {@code file_no line reasons raw}. */
  static Dataset<Row> firstRejected(Dataset<Row> ended, int count) {
    return ended
        .filter(col("end").equalTo(End.REJECTED.name()))
        .withColumn(
            "place",
            row_number().over(Window.partitionBy("file_no").orderBy("foreign", "line", "cell")))
        .filter(col("place").leq(count))
        .select(col("file_no"), col("place"), col("line"), reasonsText().as("reasons"), col("raw"));
  }

  /**
   * Totals that show how a series grows within the year.
   *
   * <p>Grain: one row per file, edition, flow, territory and period; {@code world_cents} is the
   * cell WORLD x ALL and null where it is not stated, {@code all_cents} the sum of all cells.
   */
  static Dataset<Row> totals(Dataset<Row> ended) {
    return ended
        .filter(
            col("end")
                .equalTo(End.ACCEPTED.name())
                .and(col("measure").equalTo(Quality.VALUE.name()))
                .and(col("cents").isNotNull()))
        .groupBy("file_no", "edition", "flow", "territory", "period_ordinal")
        .agg(
            max(when(
                    col("market")
                        .equalTo(Wording.WORLD)
                        .and(col("product").equalTo(Wording.ALL_PRODUCTS)),
                    col("cents")))
                .as("world_cents"),
            try_sum(col("cents")).as("all_cents"));
  }

  /** Accepted statements: key, edition, measure, number, status and where they stand. */
  static Dataset<Row> accepted(Dataset<Row> ended) {
    return ended
        .filter(col("end").equalTo(End.ACCEPTED.name()))
        .select(keyAnd("measure", "cents", "grams", "status", "file_no", "line"));
  }

  /**
   * Accepted statements, and the holes of rejected values: no measure, no number, status REJECTED.
   *
   * <p>A rejected quantity leaves no hole: nothing that is published of a cell depends on it. A row
   * whose flow or period cannot be read leaves a hole in every flow and period of which the
   * accepted rows of its edition speak.
   */
  static Dataset<Row> acceptedWithHoles(Dataset<Row> ended) {
    Dataset<Row> accepted = accepted(ended);
    return accepted.unionByName(holes(ended, accepted));
  }

  /**
   * Value, quantity and hole of a key as one row of {@link Tables#OBSERVATIONS}, unique by its key
   * and the edition.
   *
   * <p>A hole gives way to a value of the same key: there only a row was rejected whose indicator
   * is not known.
   *
   * @param statements accepted ones and holes
   * @param files {@code file_no sha256}
   */
  static Dataset<Row> observations(Dataset<Row> statements, Dataset<Row> files, DatasetSpec spec) {
    Column isValue = col("measure").equalTo(Quality.VALUE.name());
    Column isQuantity = col("measure").equalTo(Quality.QUANTITY.name());
    Column isHole = col("measure").isNull();
    Column origin = struct(col("file_no"), col("line"));
    Dataset<Row> keyed =
        statements
            .groupBy(keyAnd())
            .agg(
                max(when(isValue, col("cents"))).as("value_cents"),
                max(when(isQuantity, col("grams"))).as("grams"),
                coalesce(
                        max(when(isValue, col("status"))),
                        max(when(isHole, col("status"))),
                        max(when(isQuantity, col("status"))))
                    .as("status"),
                coalesce(
                        min(when(isValue, origin)),
                        min(when(isHole, origin)),
                        min(when(isQuantity, origin)))
                    .as("origin"))
            .withColumn("file_no", col("origin.file_no"))
            .withColumn("line", col("origin.line"))
            .join(broadcast(files), "file_no")
            .withColumn("dataset", lit(spec.id()))
            .withColumn("frequency", lit(spec.frequency().name()))
            .withColumn("period", period(spec))
            .withColumn(
                "quantity_kg",
                col("grams")
                    .cast(DataTypes.createDecimalType(18, 0))
                    .multiply(lit(new BigDecimal("0.001")))
                    .cast(DataTypes.createDecimalType(18, 3)))
            .withColumn("file", col("sha256"));
    return keyed.select(
        Tables.OBSERVATIONS.columns().stream().map(name -> col(name)).toArray(Column[]::new));
  }

  static Dataset<Row> rejected(Dataset<Row> ended) {
    return ended.filter(col("end").equalTo(End.REJECTED.name()));
  }

  /**
   * Rejected rows that looked right by themselves with the raw text that was not kept.
   *
   * @param again the parse with every row's raw text
   */
  static Dataset<Row> withRawText(Dataset<Row> rejected, Dataset<Row> again) {
    Dataset<Row> texts =
        again
            .filter(IS_STATEMENT)
            .select(col("file_no"), col("line"), col("cell"), col("raw").as("raw_again"));
    Dataset<Row> found =
        rejected
            .filter(col("raw").isNull())
            .join(texts, new String[] {"file_no", "line", "cell"}, "left")
            .withColumn("raw", coalesce(col("raw_again"), lit("")))
            .drop("raw_again");
    return rejected.filter(col("raw").isNotNull()).unionByName(found);
  }

  /**
   * {@link Tables#REJECTED}.
   *
   * @param files {@code file_no sha256 name}
   */
  static Dataset<Row> rejected(Dataset<Row> rejected, Dataset<Row> files, DatasetSpec spec) {
    return rejected
        .join(broadcast(files), "file_no")
        .select(
            lit(spec.id()).as("dataset"),
            col("edition"),
            col("sha256").as("file"),
            col("name").as("file_name"),
            col("line"),
            reasonsText().as("reasons"),
            col("raw"),
            col("cents").as("value_cents"));
  }

  private static Dataset<Row> holes(Dataset<Row> ended, Dataset<Row> accepted) {
    Dataset<Row> lost =
        ended
            .filter(
                col("end")
                    .equalTo(End.REJECTED.name())
                    .and(col("measure").isNull().or(col("measure").equalTo(Quality.VALUE.name()))))
            .select(
                col("edition"),
                col("flow"),
                col("period_ordinal"),
                coalesce(col("territory"), lit(Wording.UNPLACED)).as("territory"),
                coalesce(col("market"), lit(Wording.UNPLACED)).as("market"),
                coalesce(col("product"), lit(Wording.UNPLACED)).as("product"),
                lit(null).cast(DataTypes.StringType).as("measure"),
                lit(null).cast(DataTypes.LongType).as("cents"),
                lit(null).cast(DataTypes.LongType).as("grams"),
                lit(ValueStatus.REJECTED.name()).as("status"),
                col("file_no"),
                col("line"));
    Column timed = col("flow").isNotNull().and(col("period_ordinal").isNotNull());
    Dataset<Row> spoken =
        accepted
            .select(
                col("edition"),
                col("flow").as("spoken_flow"),
                col("period_ordinal").as("spoken_period"))
            .distinct();
    Dataset<Row> spread =
        lost.filter(not(timed))
            .join(spoken, "edition")
            .withColumn("flow", coalesce(col("flow"), col("spoken_flow")))
            .withColumn("period_ordinal", coalesce(col("period_ordinal"), col("spoken_period")))
            .drop("spoken_flow", "spoken_period");
    return lost.filter(timed).unionByName(spread);
  }

  private static Column period(DatasetSpec spec) {
    return switch (spec.frequency()) {
      case A -> expr("format_string('%04d', period_ordinal)");
      case Q -> expr("format_string('%04d-Q%d', period_ordinal div 4, period_ordinal % 4 + 1)");
      case M -> expr("format_string('%04d-%02d', period_ordinal div 12, period_ordinal % 12 + 1)");
    };
  }

  private static Column has(RejectReason reason) {
    return col("reasons").bitwiseAND(Parse.bit(reason)).notEqual(0);
  }

  private static Column reasonsText() {
    return concat_ws(
        " ",
        Arrays.stream(RejectReason.values())
            .map(reason -> when(has(reason), reason.name()))
            .toArray(Column[]::new));
  }

  private static Column[] keyAnd(String... more) {
    return Stream.concat(KEY.stream(), Arrays.stream(more))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}
