package exportmatrix.aggregate;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.Product;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FamilyTable;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Slots;
import exportmatrix.model.Tables;
import exportmatrix.model.Timeline;
import exportmatrix.model.Wording;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The totals of one collection: {@code observations} in, a family of series per cell out.
 *
 * <p>One Spark job reads what each slice speaks of; the series then take two shuffles, one to sum
 * each territory within itself and one to sum each market and product over the territories.
 */
public final class Aggregation {

  private static final StructType CODE_LEVEL =
      new StructType().add("code", DataTypes.StringType).add("level", DataTypes.StringType);

  private final Dataset<Row> observations;
  private final Dataset<Row> coverage;
  private final Plan plan;

  private Aggregation(Dataset<Row> observations, Dataset<Row> coverage, Plan plan) {
    this.observations = observations;
    this.coverage = coverage;
    this.plan = plan;
  }

  /**
   * Reads what the observations cover.
   *
   * @param observations current figures of the collection's datasets, not empty
   * @param datasets in the order of precedence, of one frequency and product scheme
   */
  public static Aggregation of(
      Dataset<Row> observations,
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      Codes codes) {
    SparkSession spark = observations.sparkSession();
    Levels levels = new Levels(codes, datasets, collection.groups());
    List<Row> slices = slices(observations, datasets.get(0).scheme(), codes);
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Row slice : slices) {
      int ordinal = slice.getAs("period_ordinal");
      first = Math.min(first, ordinal);
      last = Math.max(last, ordinal);
    }
    Timeline timeline = new Timeline(datasets.get(0).frequency(), first, last - first + 1);
    Coverage known = new Coverage();
    boolean holes = false;
    for (Row slice : slices) {
      String territory = slice.getAs("territory");
      holes |= territory.equals(Wording.UNPLACED);
      String market = slice.getAs("market_level");
      String product = slice.getAs("product_level");
      if (!market.equals(Wording.UNPLACED) && !product.equals(Wording.UNPLACED)) {
        known.state(
            Flow.ofCode(slice.getAs("flow")),
            territory,
            new Combination(
                MarketLevel.valueOf(market.toUpperCase(Locale.ROOT)),
                ProductLevel.valueOf(product.toUpperCase(Locale.ROOT))),
            timeline.index(slice.getAs("period_ordinal")),
            (int) LocalDate.parse(slice.getAs("edition")).toEpochDay(),
            timeline.length());
      }
    }
    Dataset<Row> coverage =
        spark
            .createDataFrame(slices, slices.get(0).schema())
            .select(Tables.COVERAGE.columns().stream().map(c -> col(c)).toArray(Column[]::new));
    return new Aggregation(
        observations,
        coverage,
        new Plan(
            collection,
            datasets,
            timeline,
            levels,
            known,
            holes ? holes(observations, timeline) : new Holes()));
  }

  /** One row per slice and combination of levels: {@code coverage} and the period's ordinal. */
  private static List<Row> slices(
      Dataset<Row> observations, DatasetSpec.ProductScheme scheme, Codes codes) {
    SparkSession spark = observations.sparkSession();
    List<Row> marketLevels =
        codes.markets().all().stream()
            .map((Market m) -> RowFactory.create(m.code(), m.level().code()))
            .toList();
    Dataset<Row> markets =
        spark
            .createDataFrame(marketLevels, CODE_LEVEL)
            .select(col("code").as("market"), col("level").as("listed_market_level"));
    Dataset<Row> leveled = observations.join(broadcast(markets), "market");
    Column productLevel;
    if (scheme == DatasetSpec.ProductScheme.CN8) {
      productLevel =
          when(col("product").equalTo(Wording.ALL_PRODUCTS), lit(ProductLevel.TOTAL.code()))
              .when(length(col("product")).equalTo(8), lit(ProductLevel.CN8.code()))
              .when(length(col("product")).equalTo(6), lit(ProductLevel.CN6.code()))
              .when(length(col("product")).equalTo(4), lit(ProductLevel.CN4.code()))
              .when(length(col("product")).equalTo(2), lit(ProductLevel.CN2.code()));
      leveled = observations.join(broadcast(markets), asSeq("market"), "left");
    } else {
      List<Row> productLevels =
          codes.products(scheme).all().stream()
              .map((Product p) -> RowFactory.create(p.code(), p.level().code()))
              .toList();
      Dataset<Row> products =
          spark
              .createDataFrame(productLevels, CODE_LEVEL)
              .select(col("code").as("product"), col("level").as("listed_product_level"));
      leveled =
          observations
              .join(broadcast(markets), asSeq("market"), "left")
              .join(broadcast(products), asSeq("product"), "left");
      productLevel = col("listed_product_level");
    }
    Column number = col("status").isin("NORMAL", "PROVISIONAL");
    Column hole = col("status").equalTo("REJECTED");
    return leveled
        .groupBy(
            col("dataset"),
            col("flow"),
            col("frequency"),
            col("period"),
            col("period_ordinal"),
            col("territory"),
            coalesce(col("listed_market_level"), lit(Wording.UNPLACED)).as("market_level"),
            coalesce(productLevel, lit(Wording.UNPLACED)).as("product_level"))
        .agg(
            count(when(number, true)).as("observations"),
            count(when(number.or(hole), null).otherwise(true)).as("unknown"),
            count(when(hole, true)).as("rejected"),
            max(col("edition")).as("edition"))
        .collectAsList();
  }

  private static scala.collection.immutable.Seq<String> asSeq(String column) {
    return scala.jdk.javaapi.CollectionConverters.asScala(List.of(column)).toSeq();
  }

  private static Holes holes(Dataset<Row> observations, Timeline timeline) {
    Holes holes = new Holes();
    observations
        .where(col("territory").equalTo(Wording.UNPLACED))
        .select("flow", "market", "product", "period_ordinal")
        .distinct()
        .orderBy("flow", "market", "product", "period_ordinal")
        .collectAsList()
        .forEach(
            row ->
                holes.add(
                    Flow.ofCode(row.getString(0)),
                    row.getString(1),
                    row.getString(2),
                    timeline.index(row.getInt(3))));
    return holes;
  }

  /** The spans and periods at which the figures of the collection stand. */
  public Slots slots() {
    return plan.slots();
  }

  /** {@link Tables#COVERAGE}: what each slice speaks of. */
  public Dataset<Row> coverage() {
    return coverage;
  }

  /** {@link FamilyTable#TABLE}: every published cell's series and its relatives along territory. */
  public Dataset<Row> families() {
    Plan shipped = plan;
    Dataset<Row> within =
        observations
            .where(col("territory").notEqual(Wording.UNPLACED))
            .select(
                "territory",
                "flow",
                "market",
                "product",
                "dataset",
                "period_ordinal",
                "value_cents",
                "status",
                "edition")
            .repartition(col("territory"))
            .sortWithinPartitions("territory", "flow", "market", "product", "dataset")
            .mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> new TerritoryPass(shipped).over(rows),
                Encoders.row(Families.SERIES.schema()));
    return within
        .repartition(col("market"), col("product"))
        .sortWithinPartitions("market", "product", "flow", "territory")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new CellPass(shipped).over(rows),
            Encoders.row(FamilyTable.TABLE.schema()));
  }

  /**
   * {@link Tables#RECONCILIATION}: where children do not add up to their parent.
   *
   * @param families as {@link #families} gives them
   */
  public Dataset<Row> reconciliation(Dataset<Row> families) {
    Plan shipped = plan;
    return families
        .select("territory", "flow", "market", "product", "own", "children")
        .repartition(col("territory"))
        .sortWithinPartitions("territory", "flow", "market", "product")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new Reconciliation(shipped).over(rows),
            Encoders.row(Tables.RECONCILIATION.schema()));
  }
}
