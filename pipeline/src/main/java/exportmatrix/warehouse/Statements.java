package exportmatrix.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Puts what editions said into order. A statement is a row of {@link Tables#OBSERVATIONS}, several
 * per key, one per edition; which of them stands is a function of the statements alone, so that the
 * order in which they arrive never matters.
 */
final class Statements {

  private static final List<String> KEY = Tables.OBSERVATIONS.key();
  private static final String NEXT = "superseded_by";

  private Statements() {}

  /**
   * One statement per key and edition: repetitions fall together, contradictions become a rejected
   * one without a number.
   */
  static Dataset<Row> settled(Dataset<Row> statements) {
    List<String> keyAndEdition = new ArrayList<>(KEY);
    keyAndEdition.add("edition");
    WindowSpec same = Window.partitionBy(columns(keyAndEdition));
    Column said = struct("value_cents", "quantity_kg", "status");
    return statements
        .withColumn("contradicted", min(said).over(same).notEqual(max(said).over(same)))
        .withColumn("place", row_number().over(same.orderBy(col("file"), col("line"))))
        .where(col("place").equalTo(1))
        .withColumn(
            "value_cents", when(col("contradicted"), lit(null)).otherwise(col("value_cents")))
        .withColumn(
            "quantity_kg", when(col("contradicted"), lit(null)).otherwise(col("quantity_kg")))
        .withColumn("status", when(col("contradicted"), lit("REJECTED")).otherwise(col("status")))
        .drop("contradicted", "place");
  }

  /**
   * Adds {@code superseded_by}: the next edition that spoke for the statement's scope, null where
   * it still stands.
   *
   * @param spec its {@code replaces} names the dimensions of a scope; empty: the full key
   */
  static Dataset<Row> withNextEdition(Dataset<Row> statements, DatasetSpec spec) {
    if (spec.replaces().isEmpty()) {
      return statements.withColumn(
          NEXT, lead(col("edition"), 1).over(Window.partitionBy(columns(KEY)).orderBy("edition")));
    }
    List<String> scope = scope(spec);
    Dataset<Row> spoken = statements.select(columnsWith(scope, "edition")).distinct();
    Dataset<Row> next =
        spoken.withColumn(
            NEXT,
            lead(col("edition"), 1).over(Window.partitionBy(columns(scope)).orderBy("edition")));
    List<String> on = new ArrayList<>(scope);
    on.add("edition");
    return statements.join(next, seq(on));
  }

  private static List<String> scope(DatasetSpec spec) {
    List<String> scope = new ArrayList<>(List.of("dataset", "frequency"));
    KEY.stream().filter(spec.replaces()::contains).forEach(scope::add);
    return scope;
  }

  /**
   * Slices whose total jumps by two orders of magnitude from one edition to the next, over the keys
   * that both state: flow, period, territory, edition, old and new total in cents.
   */
  static Dataset<Row> jumps(Dataset<Row> statements) {
    WindowSpec history = Window.partitionBy(columns(KEY)).orderBy("edition");
    return statements
        .withColumn("before", lag(col("value_cents"), 1).over(history))
        .where(col("before").isNotNull().and(col("value_cents").isNotNull()))
        .groupBy("flow", "period", "territory", "edition")
        .agg(sum("before").as("before"), sum("value_cents").as("now"), count(lit(1)).as("keys"))
        .where(
            col("before")
                .gt(0)
                .and(
                    col("now")
                        .geq(col("before").multiply(100))
                        .or(col("now").multiply(100).leq(col("before")))))
        .orderBy("flow", "period", "territory");
  }

  /**
   * {@link Tables#REVISIONS}: every difference between an edition and the one before it for the
   * same scope.
   *
   * @param statements with {@code superseded_by}
   */
  static Dataset<Row> revisions(Dataset<Row> statements, DatasetSpec spec) {
    Dataset<Row> old =
        statements
            .where(col(NEXT).isNotNull())
            .select(
                columnsWith(
                    KEY,
                    col("value_cents").as("old_cents"),
                    col("edition").as("old_edition"),
                    col(NEXT).as("new_edition"),
                    lit(true).as("was")));
    List<String> on = new ArrayList<>(KEY);
    on.add("new_edition");
    Dataset<Row> fresh =
        statements.select(
            columnsWith(
                KEY,
                col("value_cents").as("new_cents"),
                col("edition").as("new_edition"),
                lit(true).as("is")));
    Dataset<Row> both = old.join(fresh, seq(on), "full");
    if (spec.replaces().isEmpty()) {
      both = both.where(col("was"));
    } else {
      // A row that an edition adds is a revision only where an earlier one spoke for its scope.
      List<String> scope = scope(spec);
      Dataset<Row> spoken =
          old.select(columnsWith(scope, col("new_edition"), col("old_edition").as("scope_edition")))
              .distinct();
      List<String> onScope = new ArrayList<>(scope);
      onScope.add("new_edition");
      both = both.join(spoken, seq(onScope));
      both = both.withColumn("old_edition", col("scope_edition"));
    }
    Column cents = coalesce(col("new_cents"), lit(0L)).minus(coalesce(col("old_cents"), lit(0L)));
    return both.where(
            col("was")
                .isNull()
                .or(col("is").isNull())
                .or(col("old_cents").eqNullSafe(col("new_cents")).equalTo(false)))
        .withColumn(
            "kind",
            when(col("was").isNull(), "added")
                .when(col("is").isNull(), "deleted")
                .otherwise("changed"))
        .withColumn("old_value_eur", euros(col("old_cents")))
        .withColumn("new_value_eur", euros(col("new_cents")))
        .withColumn("difference_eur", euros(cents))
        .select(columns(Tables.REVISIONS.columns()));
  }

  static Column euros(Column cents) {
    return cents.cast("decimal(20,0)").divide(lit(100)).cast("decimal(18,2)");
  }

  static Column[] columns(List<String> names) {
    return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  private static Column[] columnsWith(List<String> names, String more) {
    return columnsWith(names, col(more));
  }

  private static Column[] columnsWith(List<String> names, Column... more) {
    List<Column> all = new ArrayList<>(List.of(columns(names)));
    all.addAll(List.of(more));
    return all.toArray(Column[]::new);
  }

  private static scala.collection.immutable.Seq<String> seq(List<String> names) {
    return scala.jdk.javaapi.CollectionConverters.asScala(names).toSeq();
  }
}
