package exportmatrix.reports;

import exportmatrix.model.Exchange;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.SeriesKey;
import exportmatrix.model.SeriesPoint;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Series along the months or quarters of a cube, read back from its files, those that were taken
 * over and those just written alike.
 */
final class StoredSeries {

  private static final List<String> COLUMNS =
      List.of(
          "flow",
          "territory",
          "market",
          "market_level",
          "product",
          "product_level",
          "value_eur",
          "value_eur_status");

  private StoredSeries() {}

  /**
   * @param cube the folder of a cube that is written
   * @param plan with a span
   * @return territory totals, territory by market and territory by sector
   */
  static JavaRDD<SeriesPoint> of(
      JavaSparkContext spark, ReleaseStore store, Path cube, SeasonalPlan plan) {
    Span span = plan.span().orElseThrow();
    String level = plan.sectors().map(ProductLevel::code).orElse("");
    List<String> files = new ArrayList<>();
    for (Path period : store.list(cube.resolve("span=" + span.code()))) {
      store.list(period).forEach(file -> files.add(file.toString()));
    }
    return spark
        .parallelize(files, Exchange.tasks(spark, files.size()))
        .flatMap(file -> read(Path.of(file), level).iterator());
  }

  private static List<SeriesPoint> read(Path path, String sectorLevel) {
    String folder = String.valueOf(path.getParent().getFileName());
    int ordinal = Period.parse(folder.substring(folder.indexOf('=') + 1)).orElseThrow().ordinal();
    List<SeriesPoint> points = new ArrayList<>();
    try (StoredColumns file = new StoredColumns(path, COLUMNS)) {
      while (file.next()) {
        read(file, sectorLevel, ordinal, points::add);
      }
    } catch (IOException e) {
      throw ReleaseStore.explained(new UncheckedIOException(e), path);
    }
    return points;
  }

  private static void read(
      StoredColumns file, String sectorLevel, int ordinal, Consumer<SeriesPoint> points) {
    int rows = file.rows();
    boolean[] world = marked(file, "market_level", MarketLevel.WORLD.code());
    Binary total = Binary.fromString(ProductLevel.TOTAL.code());
    Binary sector = Binary.fromString(sectorLevel);
    boolean[] wanted = new boolean[rows];
    file.walk(
        "product_level",
        (row, value) -> {
          Binary level = value.getBinary();
          wanted[row] = level.equals(total) || (world[row] && level.equals(sector));
        });
    String[] flow = texts(file, "flow", wanted);
    String[] territory = texts(file, "territory", wanted);
    String[] market = texts(file, "market", wanted);
    String[] product = texts(file, "product", wanted);
    boolean[] whole = marked(file, "value_eur_status", Status.OK.name());
    long[] cents = new long[rows];
    file.walk("value_eur", (row, value) -> cents[row] = value.getLong());
    for (int row = 0; row < rows; row++) {
      if (wanted[row]) {
        points.accept(
            new SeriesPoint(
                new SeriesKey(Flow.ofCode(flow[row]), territory[row], market[row], product[row]),
                ordinal,
                cents[row],
                whole[row]));
      }
    }
  }

  private static boolean[] marked(StoredColumns file, String column, String text) {
    Binary wanted = Binary.fromString(text);
    boolean[] marked = new boolean[file.rows()];
    file.walk(column, (row, value) -> marked[row] = wanted.equals(value.getBinary()));
    return marked;
  }

  private static String[] texts(StoredColumns file, String column, boolean[] wanted) {
    String[] texts = new String[file.rows()];
    file.walk(
        column,
        row -> wanted[row],
        (row, value) -> texts[row] = value.getBinary().toStringUsingUTF8());
    return texts;
  }
}
