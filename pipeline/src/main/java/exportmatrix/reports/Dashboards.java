package exportmatrix.reports;

import static exportmatrix.model.Wording.ALL_PRODUCTS;
import static exportmatrix.model.Wording.WORLD;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import exportmatrix.model.ProductLevel;
import exportmatrix.model.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Turns the cube into one JSON document per territory and per market: cells in, documents out, in
 * one query; the driver holds one document at a time.
 */
final class Dashboards {

  /** The rows of a document that are no breakdown: WORLD and ALL, period by period. */
  static final String SERIES = "series";

  static final String TERRITORY = "territory/";
  static final String MARKET = "market/";

  private final Release release;
  private final Limits limits;
  private final Schemas schemas;
  private final ReleaseStore store;

  Dashboards(Release release, Limits limits, Schemas schemas, ReleaseStore store) {
    this.release = release;
    this.limits = limits;
    this.schemas = schemas;
    this.store = store;
  }

  /**
   * @param cube as it was written
   * @param periods all periods of each span, oldest first
   * @param productLevel the level shown as products; empty: the cube has totals only
   * @return the documents written, such as {@code territory/ITC4}
   */
  Set<String> write(
      Dataset<Row> cube,
      Map<Span, List<String>> periods,
      Optional<ProductLevel> productLevel,
      Path folder) {
    Set<String> written = new TreeSet<>();
    DashboardLayout layout = new DashboardLayout(release, limits, newest(periods));
    Iterator<Row> rows = rows(cube, newest(periods), productLevel).toLocalIterator();
    List<Row> ofOne = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!ofOne.isEmpty() && !documentOf(ofOne.get(0)).equals(documentOf(row))) {
        document(layout, ofOne, folder, written);
        ofOne.clear();
      }
      ofOne.add(row);
    }
    if (!ofOne.isEmpty()) {
      document(layout, ofOne, folder, written);
    }
    return written;
  }

  private void document(DashboardLayout layout, List<Row> rows, Path folder, Set<String> written) {
    String document = documentOf(rows.get(0));
    if (rows.stream().allMatch(row -> row.isNullAt(row.fieldIndex("subject_label_it")))) {
      return; // parts of a territory that itself has no figure
    }
    String name = document + ".json";
    byte[] json = layout.render(document, rows);
    schemas.require(
        document.startsWith(MARKET) ? Schemas.Kind.MARKET : Schemas.Kind.TERRITORY,
        "json/" + name,
        json);
    store.write(folder.resolve(name), json);
    written.add(document);
  }

  private static String documentOf(Row row) {
    return row.getAs("document");
  }

  private Map<Span, List<String>> newest(Map<Span, List<String>> periods) {
    return periods.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    e.getValue()
                        .subList(
                            Math.max(0, e.getValue().size() - limits.tablePeriods()),
                            e.getValue().size())));
  }

  /** One row per cell and place in a document, sorted by document and place. */
  Dataset<Row> rows(
      Dataset<Row> cube, Map<Span, List<String>> newest, Optional<ProductLevel> productLevel) {
    Column recent =
        newest.entrySet().stream()
            .map(
                e ->
                    col("span")
                        .equalTo(e.getKey().code())
                        .and(col("period").isin(e.getValue().toArray())))
            .reduce(lit(false), Column::or);
    Column world = col("market").equalTo(WORLD);
    Column all = col("product").equalTo(ALL_PRODUCTS);
    Column headline = world.and(all);
    Column shown = col("shown");
    Column own = when(shown, concat(lit(TERRITORY), col("territory")));
    Column ofParent = concat(lit(TERRITORY), col("parent"));
    Column ofMarket = when(shown, concat(lit(MARKET), col("market")));

    Column places =
        functions.array(
            when(headline, place(own, SERIES, "territory", "territory")),
            when(recent.and(all).and(not(world)), place(own, Breakdown.BY_MARKET, "territory")),
            when(
                recent.and(world).and(level(Optional.of(ProductLevel.SECTOR))),
                place(own, Breakdown.BY_SECTOR, "territory")),
            when(
                recent.and(world).and(level(productLevel)),
                place(own, Breakdown.BY_PRODUCT, "territory")),
            when(recent.and(headline), place(ofParent, Breakdown.BY_TERRITORY, null)),
            when(recent.and(all), place(ofMarket, Breakdown.BY_TERRITORY, "market")));

    List<Column> columns =
        new ArrayList<>(Stream.of("flow", "span", "period").map(functions::col).toList());
    Columns series = Columns.ofSeries(release.cards());
    Set<String> inTables =
        Columns.union(
            Stream.of(Breakdown.values()).map(b -> Columns.of(b, release.cards())).toList());
    Column ofSeries = col("place.part").equalTo(SERIES);
    for (String name : series.names()) {
      if (!name.equals("period")) {
        columns.add(inTables.contains(name) ? col(name) : when(ofSeries, col(name)).as(name));
      }
    }
    columns.add(col("place.*"));

    return cube.filter(headline.or(recent.and(world.or(all))))
        .join(broadcast(routes(cube)), "territory")
        .withColumn(
            "place", explode(filter(places, place -> place.getField("document").isNotNull())))
        .select(columns.toArray(Column[]::new))
        .repartition(col("document"))
        .sortWithinPartitions("document", "flow", "span", "period", "part", "code");
  }

  private static Column level(Optional<ProductLevel> level) {
    return level.map(one -> col("product_level").equalTo(one.code())).orElseGet(() -> lit(false));
  }

  private static Column place(Column document, Breakdown breakdown, String subject) {
    return place(document, breakdown.code(), breakdown.dimension(), subject);
  }

  /**
   * @param dimension whose code and labels name the row
   * @param subject the dimension that the document is about; null: this row does not know it
   */
  private static Column place(Column document, String part, String dimension, String subject) {
    List<Column> fields = new ArrayList<>();
    fields.add(document.as("document"));
    fields.add(lit(part).as("part"));
    fields.add(col(dimension).as("code"));
    for (String name : List.of("level", "label_it", "label_en")) {
      fields.add(col(dimension + "_" + name).as(name));
    }
    for (String name : List.of("level", "label_it", "label_en")) {
      Column value =
          subject == null ? lit(null).cast(DataTypes.StringType) : col(subject + "_" + name);
      fields.add(value.as("subject_" + name));
    }
    return struct(fields.toArray(Column[]::new));
  }

  /** Territory, whether it has a document of its own, and the parent that has one. */
  private Dataset<Row> routes(Dataset<Row> cube) {
    Set<String> territories = new TreeSet<>(release.jsonTerritories());
    release
        .parents()
        .forEach(
            (child, parent) -> {
              if (release.jsonTerritories().contains(parent)) {
                territories.add(child);
              }
            });
    List<Row> routes =
        territories.stream()
            .map(
                territory -> {
                  String parent = release.parents().get(territory);
                  return RowFactory.create(
                      territory,
                      release.jsonTerritories().contains(territory),
                      parent != null && release.jsonTerritories().contains(parent) ? parent : null);
                })
            .toList();
    return cube.sparkSession()
        .createDataFrame(
            routes,
            DataTypes.createStructType(
                List.of(
                    DataTypes.createStructField("territory", DataTypes.StringType, false),
                    DataTypes.createStructField("shown", DataTypes.BooleanType, false),
                    DataTypes.createStructField("parent", DataTypes.StringType, true))));
  }
}
