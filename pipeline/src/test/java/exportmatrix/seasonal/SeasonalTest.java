package exportmatrix.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.SeriesKey;
import exportmatrix.model.SeriesPoint;
import exportmatrix.model.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the points of a series to its rows in the two tables, and on to the next release. */
class SeasonalTest {

  private static final SeriesKey KEY = new SeriesKey(Flow.EXPORT, "ITC4", "MA", "ALL");

  private static final Nomenclature NAMES =
      new Nomenclature(
          List.of(new Member("ITC4", "region", "Lombardia", "Lombardy")),
          List.of(new Member("MA", "country", "Marocco", "Morocco")),
          List.of(new Member("ALL", "total", "Totale", "All")));

  private static SeasonalRules rules(RevisionPolicy policy, long threshold) {
    return new SeasonalRules(Optional.of(SaMethod.TRAMO_SEATS), policy, threshold);
  }

  private static List<SeriesPoint> points(RawSeries raw) {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < raw.length(); i++) {
      points.add(new SeriesPoint(KEY, raw.firstOrdinal() + i, raw.cents()[i], raw.known()[i]));
    }
    return points;
  }

  private static List<Row> rows(
      SeasonalRules rules, RawSeries raw, Map<SeriesKey, Seasonal.Kept> kept) {
    return new Seasonal(rules, raw.frequency(), NAMES, kept).rows(KEY, points(raw));
  }

  private static List<Row> figures(List<Row> rows) {
    return rows.stream().filter(SeasonalTables::isFigure).toList();
  }

  private static List<Row> models(List<Row> rows) {
    return rows.stream().filter(row -> !SeasonalTables.isFigure(row)).toList();
  }

  private static Object at(Row row, String column) {
    Table table = SeasonalTables.isFigure(row) ? SeasonalTables.FIGURES : SeasonalTables.MODELS;
    return row.get(table.columns().indexOf(column));
  }

  private static Stream<Object> statuses(List<Row> rows) {
    return Stream.concat(
        models(rows).stream().map(row -> at(row, "status")),
        figures(rows).stream()
            .flatMap(
                row ->
                    Stream.of(
                        at(row, "sa_value_eur_status"),
                        at(row, "sa_trend_eur_status"),
                        at(row, "qoq_sa_percent_status"))));
  }

  @Test
  void aSeriesIsAdjustedWhereItsNewestYearReachesTheThreshold() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    long newestYear = 0;
    for (int i = 36; i < 40; i++) {
      newestYear += raw.cents()[i];
    }
    long mean = newestYear / 400;
    assertThat(rows(rules(RevisionPolicy.RE_ESTIMATE, mean), raw, Map.of())).hasSize(41);
    assertThat(rows(rules(RevisionPolicy.RE_ESTIMATE, mean + 1), raw, Map.of())).isEmpty();
    assertThat(rules(RevisionPolicy.RE_ESTIMATE, 9).thresholdCents(Frequency.M)).isEqualTo(300);
  }

  @Test
  void figuresStandBesideTheRawOnesInOrderOfTime() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    List<Row> figures = figures(rows(SeasonalRules.DEFAULT, raw, Map.of()));
    assertThat(figures).hasSize(40);
    for (int i = 0; i < 40; i++) {
      Row row = figures.get(i);
      assertThat(at(row, "period")).isEqualTo(raw.period(i).text());
      assertThat(at(row, "territory_label_en")).isEqualTo("Lombardy");
      assertThat(at(row, "market_label_it")).isEqualTo("Marocco");
      assertThat(at(row, "value_eur")).isEqualTo(BigDecimal.valueOf(raw.cents()[i], 2));
      assertThat(at(row, "sa_value_eur_status")).isEqualTo("OK");
      if (i == 0) {
        assertThat(at(row, "qoq_sa_percent_status")).isEqualTo("NO_PREVIOUS");
        assertThat(at(row, "qoq_sa_percent")).isNull();
      } else {
        double now = ((BigDecimal) at(row, "sa_value_eur")).doubleValue();
        double before = ((BigDecimal) at(figures.get(i - 1), "sa_value_eur")).doubleValue();
        assertThat((double) at(row, "qoq_sa_percent"))
            .isCloseTo(100 * (now / before - 1), within(1e-9));
      }
    }
  }

  @Test
  void monthsAreComparedWithTheQuarterBeforeToo() {
    RawSeries raw = Samples.monthly(60, 0.2, 0.02, 3);
    List<Row> figures = figures(rows(SeasonalRules.DEFAULT, raw, Map.of()));
    double[] adjusted =
        figures.stream()
            .mapToDouble(row -> ((BigDecimal) at(row, "sa_value_eur")).doubleValue())
            .toArray();
    assertThat(at(figures.get(4), "qoq_sa_percent")).isNull();
    for (int i = 5; i < 60; i++) {
      double now = adjusted[i] + adjusted[i - 1] + adjusted[i - 2];
      double before = adjusted[i - 3] + adjusted[i - 4] + adjusted[i - 5];
      assertThat((double) at(figures.get(i), "qoq_sa_percent"))
          .isCloseTo(100 * (now / before - 1), within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(RevisionPolicy.class)
  void theSameReleaseMadeAgainIsTheSame(RevisionPolicy policy) {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    SeasonalRules rules = rules(policy, 1);
    List<Row> first = rows(rules, raw, Map.of());
    assertThat(rows(rules, raw, Seasonal.kept(models(first)))).isEqualTo(first);
    List<SeriesPoint> shuffled = points(raw);
    Collections.shuffle(shuffled, new Random(5));
    assertThat(new Seasonal(rules, Frequency.Q, NAMES, Map.of()).rows(KEY, shuffled))
        .containsExactlyElementsOf(first);
  }

  @Test
  void theNextQuarterGoesOnWithTheModelOfTheLast() {
    RawSeries longer = Samples.quarterly(44, 0.2, 0.02, 25);
    SeasonalRules rules = rules(RevisionPolicy.KEEP_PARAMETERS, 1);
    List<Row> before = rows(rules, Samples.head(longer, 40), Map.of());
    List<Row> now = rows(rules, longer, Seasonal.kept(models(before)));
    Row model = models(now).get(0);
    assertThat(at(model, "estimated_until")).isEqualTo("2022-Q4");
    assertThat(at(model, "last_period")).isEqualTo("2023-Q4");
    assertThat(at(model, "model")).isEqualTo(at(models(before).get(0), "model"));
    assertThat(at(model, "specification")).asString().contains("(0,1,1)");
    // Estimated anew, it is another.
    List<Row> anew =
        rows(rules(RevisionPolicy.RE_ESTIMATE, 1), longer, Seasonal.kept(models(before)));
    assertThat(at(models(anew).get(0), "estimated_until")).isEqualTo("2023-Q4");
    assertThat(at(models(anew).get(0), "model")).isNotEqualTo(at(model, "model"));
  }

  @Test
  void aSeriesWithAGapHasNoFiguresAndKeepsItsModel() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    SeasonalRules rules = rules(RevisionPolicy.KEEP_PARAMETERS, 1);
    List<Row> before = rows(rules, raw, Map.of());
    raw.known()[20] = false;
    List<Row> now = rows(rules, raw, Seasonal.kept(models(before)));
    assertThat(statuses(now)).containsOnly("INCOMPLETE");
    assertThat(figures(now).stream().map(row -> at(row, "sa_value_eur"))).containsOnlyNulls();
    assertThat(at(figures(now).get(20), "value_eur")).isNull();
    assertThat(at(figures(now).get(19), "value_eur")).isNotNull();
    Row model = models(now).get(0);
    assertThat(at(model, "last_period")).isNull();
    assertThat(at(model, "estimated_until")).isEqualTo("2022-Q4");
    assertThat(at(model, "model")).isEqualTo(at(models(before).get(0), "model"));
  }

  @Test
  void aPeriodWithoutACellIsAGap() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    List<SeriesPoint> points = points(raw);
    points.remove(20);
    List<Row> rows =
        new Seasonal(SeasonalRules.DEFAULT, Frequency.Q, NAMES, Map.of()).rows(KEY, points);
    assertThat(figures(rows)).hasSize(39);
    assertThat(statuses(rows)).containsOnly("INCOMPLETE");
  }

  @Test
  void aShortSeriesSaysSo() {
    RawSeries raw = RawSeries.of(Period.of(Frequency.Q, 2024, 1), 5_000_000_000L, 6_000_000_000L);
    List<Row> rows = rows(SeasonalRules.DEFAULT, raw, Map.of());
    assertThat(statuses(rows)).containsOnly("SA_TOO_SHORT");
    assertThat(at(models(rows).get(0), "model")).isNull();
    assertThat(Seasonal.kept(models(rows))).isEmpty();
  }
}
