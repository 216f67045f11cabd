package exportmatrix.benchmarks.peers;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.right;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The cube of {@code cube.sql} as a tutorial on Spark would write it: Spark's own CSV reader,
 * string keys, joins, a window for the rank, and Spark's defaults.
 *
 * <p>{@code StockSpark DATA CODES OUT}, three folders.
 */
public final class StockSpark {
  private static final String[] CELL = {"flow", "span", "period", "territory", "market", "product"};

  private final SparkSession spark;
  private final Path codes;

  private StockSpark(SparkSession spark, Path codes) {
    this.spark = spark;
    this.codes = codes;
  }

  /**
   * @param args see the class
   * @throws IOException when Spark cannot be closed
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .appName("stock Spark")
            .config("spark.ui.enabled", false)
            .getOrCreate()) {
      spark.sparkContext().setLogLevel("ERROR");
      new StockSpark(spark, Path.of(args[1]))
          .cube(args[0])
          .write()
          .partitionBy("span", "period")
          .parquet(args[2]);
    }
  }

  private Dataset<Row> cube(String data) {
    Dataset<Row> sums = overTerritories(overMarkets(overProducts(observations(data)))).cache();
    Dataset<Row> quarters =
        sums.select(
                col("period").as("quarter"),
                left(col("period"), lit(4)).cast("int").as("year"),
                right(col("period"), lit(1)).cast("int").as("number"))
            .distinct()
            .cache();
    Dataset<Row> spans = spans(quarters);
    Dataset<Row> cells =
        sums.withColumnRenamed("period", "quarter")
            .join(broadcast(spans.select("span", "period", "quarter")), "quarter")
            .groupBy(columns(CELL))
            .agg(sum("value_eur").as("value_eur"));
    return indicators(withPrior(cells, periods(spans)).cache());
  }

  private Dataset<Row> list(String name) {
    return spark.read().option("header", true).csv(codes.resolve(name + ".csv").toString());
  }

  private Dataset<Row> observations(String data) {
    Dataset<Row> statements =
        spark
            .read()
            .option("header", true)
            .csv(data)
            .select(
                when(code("DATA_TYPE: Indicator").equalTo("EV"), "export")
                    .when(code("DATA_TYPE: Indicator").equalTo("IV"), "import")
                    .as("flow"),
                code("REF_AREA: Territory").as("territory"),
                code("PARTNER_COUNTRY: Partner country").as("market"),
                code("CPA_ATECO2007_COE: CPA").as("product"),
                col("`TIME_PERIOD: Time`").as("period"),
                col("OBS_VALUE").try_cast("long").as("value_eur"));
    Dataset<Row> observations =
        statements
            .join(list("territories").select("territory"), "territory")
            .join(list("markets"), "market")
            .join(list("products").select("product"), "product")
            .where("flow is not null and value_eur >= 0 and period rlike '^[0-9]{4}-Q[1-4]$'");
    long rejected = statements.count() - observations.count();
    if (rejected > 0) {
      throw new IllegalStateException(rejected + " rows rejected");
    }
    return observations;
  }

  private static Column code(String column) {
    return split(col("`" + column + "`"), ":").getItem(0);
  }

  /** Sums once for every node above the code that a row carries. */
  private static Dataset<Row> summed(
      Dataset<Row> parts, Dataset<Row> nodes, String by, String... on) {
    return parts
        .join(broadcast(nodes), on)
        .withColumn(by, col("node"))
        .groupBy("flow", "territory", "market", "product", "period")
        .agg(sum("value_eur").as("value_eur"));
  }

  private Dataset<Row> overProducts(Dataset<Row> observations) {
    Dataset<Row> products = list("products");
    Dataset<Row> sectors = products.withColumn("node", col("sector")).drop("sector");
    Dataset<Row> all = products.withColumn("node", lit("ALL")).drop("sector");
    return summed(observations, sectors.union(all), "product", "product");
  }

  private Dataset<Row> overMarkets(Dataset<Row> sums) {
    Dataset<Row> groups = list("market_groups");
    Dataset<Row> markets = list("markets").crossJoin(groups.select("period").distinct());
    Dataset<Row> nodes =
        groups
            .select(col("market"), col("period"), col("market_group").as("node"))
            .union(markets.select(col("market"), col("period"), col("market").as("node")))
            .union(markets.select(col("market"), col("period"), lit("WORLD").as("node")));
    return summed(sums, nodes, "market", "market", "period");
  }

  private Dataset<Row> overTerritories(Dataset<Row> sums) {
    Dataset<Row> territories = list("territories");
    Dataset<Row> nodes = territories.select(col("territory"), col("territory").as("node"));
    for (Column above : List.of(col("region"), col("macro_area"), lit("IT"))) {
      nodes =
          nodes.union(
              territories.select(col("territory"), above.as("node")).where("node is not null"));
    }
    return summed(sums, nodes, "territory", "territory");
  }

  /** Every span and period with its quarters; a year is whole when all four are in the data. */
  private static Dataset<Row> spans(Dataset<Row> quarters) {
    Dataset<Row> single =
        quarters.select(
            lit("quarter").as("span"),
            col("year"),
            col("number"),
            col("quarter").as("period"),
            col("quarter"),
            lit(true).as("whole"));
    Dataset<Row> earlier =
        quarters.select(
            col("year"), col("number").as("earlier_number"), col("quarter").as("earlier"));
    Dataset<Row> toDate =
        quarters
            .join(earlier, "year")
            .where("earlier_number <= number")
            .select(
                lit("year_to_date").as("span"),
                col("year"),
                col("number"),
                col("quarter").as("period"),
                col("earlier").as("quarter"),
                lit(true).as("whole"));
    Dataset<Row> years =
        quarters.select(
            lit("year").as("span"),
            col("year"),
            lit(0).as("number"),
            col("year").cast("string").as("period"),
            col("quarter"),
            count("*").over(Window.partitionBy("year")).equalTo(4).as("whole"));
    return single.union(toDate).union(years);
  }

  private static Dataset<Row> periods(Dataset<Row> spans) {
    Dataset<Row> periods = spans.drop("quarter").distinct();
    Dataset<Row> yearBefore =
        periods.select(
            col("span"),
            col("year").plus(1).as("year"),
            col("number"),
            col("period").as("prior_period"));
    return periods.join(yearBefore, on("span", "year", "number"), "left");
  }

  /** What trades now or traded a year before. */
  private static Dataset<Row> withPrior(Dataset<Row> cells, Dataset<Row> periods) {
    Dataset<Row> prior =
        cells
            .withColumnsRenamed(Map.of("period", "prior_period", "value_eur", "prior_value_eur"))
            .join(
                broadcast(periods.select("span", "period", "prior_period")),
                on("span", "prior_period"))
            .drop("prior_period");
    return cells
        .join(prior, CELL, "full")
        .join(broadcast(periods.drop("year", "number")), on("span", "period"))
        .withColumn("value_eur", coalesce(col("value_eur"), lit(0)))
        .withColumn(
            "prior_value_eur",
            when(col("prior_period").isNotNull(), coalesce(col("prior_value_eur"), lit(0))));
  }

  private Dataset<Row> indicators(Dataset<Row> compared) {
    Dataset<Row> placed =
        compared.join(list("territories").select("territory", "level", "parent"), "territory");
    Dataset<Row> parents =
        compared
            .drop("whole", "prior_period", "value_eur")
            .withColumnsRenamed(
                Map.of("territory", "parent", "prior_value_eur", "parent_prior_eur"));
    Dataset<Row> italy =
        compared
            .where("territory = 'IT'")
            .drop("territory", "whole", "prior_period", "prior_value_eur")
            .withColumnRenamed("value_eur", "italy_eur");
    WindowSpec siblings =
        Window.partitionBy("flow", "span", "period", "market", "product", "level", "parent")
            .orderBy(col("value_eur").desc());
    Column whole = col("whole");
    Column change = col("value_eur").minus(col("prior_value_eur")).multiply(100.0);
    return placed
        .join(parents, on("flow", "span", "period", "parent", "market", "product"), "left")
        .join(italy, on("flow", "span", "period", "market", "product"), "left")
        .select(
            col("flow"),
            col("span"),
            col("period"),
            col("territory"),
            col("market"),
            col("product"),
            when(whole.or(col("value_eur").gt(0)), col("value_eur")).as("value_eur"),
            col("prior_value_eur"),
            when(whole, try_divide(change, col("prior_value_eur"))).as("yoy_percent"),
            when(whole, try_divide(change, col("parent_prior_eur")))
                .as("contribution_territory_pp"),
            when(whole, try_divide(col("value_eur").multiply(100.0), col("italy_eur")))
                .as("share_of_italy_percent"),
            when(
                    whole.and(col("value_eur").gt(0)).and(not(col("level").equalTo("residual"))),
                    rank().over(siblings))
                .as("rank_in_territory"));
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static String[] on(String... names) {
    return names;
  }
}
