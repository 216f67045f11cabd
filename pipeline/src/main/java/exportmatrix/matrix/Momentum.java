package exportmatrix.matrix;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Status;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * How exports have moved of late, the season taken out: the mean of the growth over the quarter
 * before, in the last two quarters, of the territory's exports to the market and of those of the
 * sector.
 *
 * <p>Missing unless all four are there. Series that JDemetra+ adjusts poorly do not count.
 */
final class Momentum implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Set<String> TRUSTED =
      Set.of(Status.OK.name(), Status.SA_NOT_SEASONAL.name());

  private static final int FLOW = place("flow");
  private static final int TERRITORY = place("territory");
  private static final int MARKET = place("market");
  private static final int PRODUCT = place("product");
  private static final int PERIOD = place("period");
  private static final int GROWTH = place("qoq_sa_percent");
  private static final int STATUS = place("qoq_sa_percent_status");

  /** Growth over the quarter before by ordinal of the period, of a market or sector. */
  private final Map<String, Map<Integer, Double>> growth = new HashMap<>();

  private final Frequency frequency;

  /**
   * @param rows {@link SeasonalTables#FIGURES}
   * @param frequency of their periods
   */
  Momentum(Iterable<Row> rows, Frequency frequency) {
    this.frequency = frequency;
    for (Row row : rows) {
      growth
          .computeIfAbsent(
              name(row.getString(TERRITORY), row.getString(MARKET), row.getString(PRODUCT)),
              series -> new HashMap<>())
          .put(Period.parse(row.getString(PERIOD)).orElseThrow().ordinal(), row.getDouble(GROWTH));
    }
  }

  /**
   * @param rows of both tables of {@link SeasonalTables}
   */
  static Momentum of(JavaRDD<Row> rows, Set<String> territories, Frequency frequency) {
    Set<String> wanted = Set.copyOf(territories);
    return new Momentum(
        rows.filter(SeasonalTables::isFigure).filter(row -> counts(row, wanted)).collect(),
        frequency);
  }

  private static boolean counts(Row row, Set<String> territories) {
    return row.getString(FLOW).equals(Flow.EXPORT.code())
        && territories.contains(row.getString(TERRITORY))
        && TRUSTED.contains(row.getString(STATUS))
        && !row.isNullAt(GROWTH);
  }

  private static int place(String column) {
    return SeasonalTables.FIGURES.columns().indexOf(column);
  }

  private static String name(String territory, String market, String product) {
    return String.join(" ", territory, market, product);
  }

  /** Percent; null where it is missing. */
  Double of(String period, String territory, String market, String product) {
    LocalDate end = Period.parse(period).orElseThrow().lastDay();
    int last =
        Period.of(frequency, end.getYear(), (end.getMonthValue() - 1) / frequency.months() + 1)
            .ordinal();
    int before = last - 3 / frequency.months();
    double sum = 0;
    for (String series :
        List.of(
            name(territory, market, Wording.ALL_PRODUCTS),
            name(territory, Wording.WORLD, product))) {
      Map<Integer, Double> of = growth.getOrDefault(series, Map.of());
      if (!of.containsKey(last) || !of.containsKey(before)) {
        return null;
      }
      sum += of.get(last) + of.get(before);
    }
    return sum / 4;
  }
}
