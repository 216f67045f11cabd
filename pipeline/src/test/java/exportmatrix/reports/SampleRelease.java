package exportmatrix.reports;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import exportmatrix.model.Basis;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Field;
import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.PackedCells;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.model.Unit;
import exportmatrix.reports.Provenance.CheckResult;
import exportmatrix.testing.Rows;
import exportmatrix.testing.SparkTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A small collection with every kind of territory, market and product: two flows, two spans, six
 * quarters, four territories, four markets, three products; WORLD and ALL crossed as a source that
 * publishes either by market or by product.
 */
final class SampleRelease {

  static final List<IndicatorCard> CARDS =
      List.of(
          card("value_eur", Unit.EUR, DataTypes.createDecimalType(18, 2), false, List.of()),
          card("prior_value_eur", Unit.EUR, DataTypes.createDecimalType(18, 2), true, List.of()),
          card(
              "yoy_percent",
              Unit.PERCENT,
              DataTypes.DoubleType,
              true,
              List.of(Field.statuses("yoy_flags", "all that applies"))),
          card(
              "contribution_market_pp",
              Unit.PERCENTAGE_POINT,
              DataTypes.DoubleType,
              true,
              List.of()),
          card("share_of_italy_percent", Unit.PERCENT, DataTypes.DoubleType, true, List.of()),
          card("rank_in_territory", Unit.COUNT, DataTypes.IntegerType, true, List.of()),
          card(
              "record_high",
              Unit.NONE,
              DataTypes.BooleanType,
              true,
              List.of(Field.integer("years_compared", Unit.COUNT, "years compared"))));

  static final Table CUBE = Tables.cube(CARDS);

  static final Nomenclature NAMES =
      new Nomenclature(
          members(
              Map.of("IT", "country", "ITC4", "region", "ITC45", "province", "ITNI", "residual")),
          members(Map.of("WORLD", "world", "DE", "country", "MA", "country", "EU27_2020", "group")),
          members(Map.of("ALL", "total", "C", "section", "meccanica", "sector")));

  static final Map<String, String> PARENTS = Map.of("ITC45", "ITC4", "ITC4", "IT", "ITNI", "IT");

  private SampleRelease() {}

  private static List<Member> members(Map<String, String> levels) {
    return levels.entrySet().stream()
        .map(
            one ->
                new Member(
                    one.getKey(), one.getValue(), "it " + one.getKey(), "en " + one.getKey()))
        .toList();
  }

  static Release of(String id) {
    return of(id, 100);
  }

  /**
   * @param factor moves every value, so that two releases differ
   */
  static Release of(String id, int factor) {
    return with(id, cells(factor));
  }

  static Release with(String id, List<Row> cells) {
    var spark = SparkTest.session();
    return new Release(
        new CollectionSpec(
            "sample",
            "Campione",
            "Sample",
            true,
            "invented",
            "CC0",
            List.of("sample"),
            "ITC4",
            List.of(),
            List.of(Span.values()),
            List.of(ProductLevel.values()),
            List.of(),
            List.of()),
        id,
        CARDS,
        NAMES,
        packed(spark.createDataFrame(cells, CUBE.schema())),
        Rows.of(List.of(reconciliation("C", 2), reconciliation("ALL", 1))),
        Rows.of(List.of()),
        Rows.of(
            List.of(
                RowFactory.create(
                    "sample", "2016-09-11", "f".repeat(64), "b.csv", 7L, "BAD_VALUE", "x;y", null),
                RowFactory.create(
                    "sample", "2016-09-11", "e".repeat(64), "a.csv", 9L, "BAD_VALUE", "a;b", 5L))),
        Rows.of(List.of()),
        List.of(
            new FileRecord(
                "a".repeat(64),
                "a.csv",
                "sample",
                "2016-09-11",
                "2015-Q1",
                "2016-Q2",
                123,
                new Ends(10, 8, 1, 0, 1),
                new Ends(1000, 800, 100, 0, 100))),
        new Provenance(
            "0.1.0",
            "c".repeat(64),
            "d".repeat(64),
            "2016-09-11",
            List.of(new CheckResult("closing", "levels close to the cent", CheckResult.PASSED)),
            Instant.parse("2016-09-12T01:00:00Z")),
        PARENTS,
        Set.of("IT", "ITC4"),
        2,
        SeasonalPlan.none(SeasonalPlan.Missing.NOT_WANTED, SeasonalRules.DEFAULT),
        matrix(),
        Optional.empty());
  }

  /** The cube of {@link #of(String)}, a row per cell. */
  static Dataset<Row> rows() {
    return SparkTest.session().createDataFrame(cells(100), CUBE.schema());
  }

  /** The same cells in packs of at most two, in the partitions and the order of the rows. */
  static JavaRDD<Pack> packed(Dataset<Row> cube) {
    Map<List<String>, List<Row>> slices = new LinkedHashMap<>();
    Column[] typed =
        CUBE.fields().stream()
            .map(field -> functions.col(field.name()).cast(field.type()))
            .toArray(Column[]::new);
    for (Row cell : cube.select(typed).collectAsList()) {
      List<String> slice =
          Stream.of("span", "period", "flow", "territory").map(cell::<String>getAs).toList();
      slices.computeIfAbsent(slice, s -> new ArrayList<>()).add(cell);
    }
    List<Pack> packs = new ArrayList<>();
    slices.forEach(
        (slice, cells) -> {
          cells.sort(
              Comparator.comparing((Row cell) -> cell.<String>getAs("market"))
                  .thenComparing(cell -> cell.<String>getAs("product")));
          for (int at = 0; at < cells.size(); at += 2) {
            PackedCells.Packer packer = new PackedCells.Packer(CUBE);
            for (Row cell : cells.subList(at, Math.min(at + 2, cells.size()))) {
              packer.add(packable(cell));
            }
            packs.add(
                new Pack(
                    slice.get(0),
                    slice.get(1),
                    Flow.ofCode(slice.get(2)),
                    slice.get(3),
                    at / 2,
                    packer.pack()));
          }
        });
    int partitions = Math.max(1, cube.javaRDD().getNumPartitions());
    return JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext())
        .parallelize(IntStream.range(0, packs.size()).boxed().toList(), partitions)
        .map(packs::get);
  }

  private static PackedCells.Cell packable(Row row) {
    PackedCells.Cell cell = new PackedCells.Cell(CUBE);
    cell.begin(
        NAMES.markets().number(row.getAs("market")),
        NAMES.products().number(row.getAs("product")),
        row.getAs("months_observed"),
        Basis.SUMMED,
        (int) LocalDate.parse(row.getAs("edition")).toEpochDay());
    for (int f = Tables.cellFields().size(); f < row.size(); f++) {
      if (!row.isNullAt(f)) {
        switch (PackedCells.Kind.of(CUBE.fields().get(f))) {
          case STATUS -> cell.set(f, Status.valueOf(row.getString(f)));
          case STATUSES -> cell.set(f, statuses(row.getString(f)));
          case EUROS -> cell.set(f, row.getDecimal(f).unscaledValue().longValueExact());
          case NUMBER -> cell.set(f, row.getDouble(f));
          case TRUTH -> cell.set(f, row.getBoolean(f) ? 1L : 0L);
          default -> cell.set(f, (long) row.getInt(f));
        }
      }
    }
    return cell;
  }

  private static long statuses(String text) {
    return Stream.of(text.split(" "))
        .filter(one -> !one.isEmpty())
        .mapToLong(one -> Status.valueOf(one).bit())
        .sum();
  }

  /** Two cells, one of them eligible, and a group's figures. */
  private static MatrixPlan matrix() {
    return new MatrixPlan(
        Optional.of(ProductLevel.SECTOR),
        Optional.empty(),
        MatrixRules.DEFAULT,
        packs ->
            JavaSparkContext.fromSparkContext(packs.context())
                .parallelize(
                    List.of(
                        matrixRow(MatrixTables.CELLS, "DE", true),
                        matrixRow(MatrixTables.CELLS, "MA", false),
                        matrixRow(MatrixTables.GROUPS, "EU27_2020", false)),
                    2),
        (scored, seasonal) -> scored);
  }

  private static Row matrixRow(Table table, String market, boolean eligible) {
    Map<String, Object> values = new HashMap<>();
    values.put("span", "year_to_date");
    values.put("period", "2016-Q2");
    values.put("territory", "ITC4");
    values.put("product", "meccanica");
    values.put("product_level", "sector");
    values.put("market", market);
    for (Field field : table.fields()) {
      if (!field.nullable()) {
        values.putIfAbsent(field.name(), "");
      }
    }
    values.put("value_eur", new BigDecimal("12.34"));
    values.put("eligible", eligible);
    values.put("ranked_cells", 1);
    if (eligible) {
      values.put("rank", 1);
      values.put("score", 50.0);
    }
    return RowFactory.create(table.columns().stream().map(values::get).toArray());
  }

  static Release withCube(Release release, UnaryOperator<Dataset<Row>> change) {
    return new Release(
        release.collection(),
        release.id(),
        release.cards(),
        release.names(),
        packed(change.apply(rows())),
        change.apply(Rows.table(release.reconciliation(), Tables.RECONCILIATION)).javaRDD(),
        change.apply(Rows.table(release.coverage(), Tables.COVERAGE)).javaRDD(),
        change.apply(Rows.table(release.rejected(), Tables.REJECTED)).javaRDD(),
        change.apply(Rows.table(release.revisions(), Tables.REVISIONS)).javaRDD(),
        release.inputs(),
        release.provenance(),
        release.parents(),
        release.jsonTerritories(),
        release.keepReleases(),
        release.seasonal(),
        release.matrix(),
        release.kept());
  }

  /** A release that takes over what an earlier one has of some spans and periods. */
  static Release takingOver(Release release, Kept kept) {
    return new Release(
        release.collection(),
        release.id(),
        release.cards(),
        release.names(),
        release.cube(),
        release.reconciliation(),
        release.coverage(),
        release.rejected(),
        release.revisions(),
        release.inputs(),
        release.provenance(),
        release.parents(),
        release.jsonTerritories(),
        release.keepReleases(),
        release.seasonal(),
        release.matrix(),
        Optional.of(kept));
  }

  /** The same rows in another order and in so many partitions. */
  static Dataset<Row> shuffled(Dataset<Row> rows, int partitions, long seed) {
    Column order =
        xxhash64(
            Stream.concat(Stream.of(lit(seed)), Stream.of(rows.columns()).map(functions::col))
                .toArray(Column[]::new));
    return rows.repartition(partitions, order).sortWithinPartitions(order);
  }

  static List<Row> cells(int factor) {
    List<Row> cells = new ArrayList<>();
    for (Flow flow : Flow.values()) {
      for (Span span : List.of(Span.QUARTER, Span.YEAR_TO_DATE)) {
        for (int quarter = 0; quarter < 6; quarter++) {
          String period = Period.of(Frequency.Q, 2015, 1).plus(quarter).text();
          for (String territory : List.of("IT", "ITC4", "ITC45", "ITNI")) {
            for (String market : List.of("WORLD", "DE", "MA", "EU27_2020")) {
              for (String product : List.of("ALL", "C", "meccanica")) {
                if (market.equals("WORLD") || product.equals("ALL")) {
                  cells.add(cell(flow, span, period, territory, market, product, factor));
                }
              }
            }
          }
        }
      }
    }
    return cells;
  }

  static Row cell(
      Flow flow,
      Span span,
      String period,
      String territory,
      String market,
      String product,
      int factor) {
    String key = flow.code() + span.code() + period + territory + market + product;
    long cents = Math.floorMod(key.hashCode(), 1_000_000_007L) * factor;
    boolean first = period.compareTo("2015-Q3") < 0;
    Double yoy = first ? null : Math.floorMod(key.hashCode(), 2000) / 7.0 - 100;
    return RowFactory.create(
        flow.code(),
        span.code(),
        period,
        territory,
        Map.of("IT", "country", "ITC4", "region", "ITC45", "province", "ITNI", "residual")
            .get(territory),
        "it " + territory,
        "en " + territory,
        market,
        Map.of("WORLD", "world", "DE", "country", "MA", "country", "EU27_2020", "group")
            .get(market),
        "it " + market,
        "en " + market,
        product,
        Map.of("ALL", "total", "C", "section", "meccanica", "sector").get(product),
        "it " + product,
        "en " + product,
        3,
        "summed",
        "2016-09-11",
        BigDecimal.valueOf(cents, 2),
        first ? null : BigDecimal.valueOf(cents / 2, 2),
        first ? "NO_PRIOR" : "OK",
        yoy,
        first ? "NO_PRIOR" : "OK",
        first ? "NO_PRIOR" : "",
        first ? null : 100.0 / 3,
        first ? "NO_PRIOR" : "OK",
        100 * Math.abs(Math.sin(key.hashCode())),
        "OK",
        territory.equals("ITNI") ? null : (Integer) 1,
        territory.equals("ITNI") ? "NOT_APPLICABLE" : "OK",
        first ? null : (Boolean) (yoy > 0),
        first ? "TOO_FEW_YEARS" : "OK",
        first ? 1 : 3);
  }

  private static Row reconciliation(String product, int cents) {
    return RowFactory.create(
        "export",
        "quarter",
        "2016-Q2",
        "product",
        "section",
        "ITC4",
        "WORLD",
        product,
        BigDecimal.valueOf(100 + cents, 2),
        BigDecimal.valueOf(100, 2),
        BigDecimal.valueOf(cents, 2),
        null,
        null);
  }

  private static IndicatorCard card(
      String id,
      Unit unit,
      org.apache.spark.sql.types.DataType type,
      boolean nullable,
      List<Field> companions) {
    return new IndicatorCard(
        id,
        "it " + id,
        "en " + id,
        unit,
        type,
        nullable,
        "x",
        "",
        nullable ? "not known" : "",
        companions);
  }
}
