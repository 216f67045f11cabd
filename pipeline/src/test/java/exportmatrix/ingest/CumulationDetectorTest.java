package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.CumulationDetector.Total;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CumulationDetectorTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "even quarters               | 100 102 98 104 105 107 101 108 110 111 104 115 | single",
        "cumulated quarters          | 100 202 300 404 105 212 313 421 110 221 325 440 | cumulated",
        "cumulated, last year begun  | 100 202 300 404 105 212 313 421 110 221 325 440 99 | cumulated",
        "cumulated, August slump     | 100 205 290 400 100 206 291 402 100 207 295 404 | cumulated",
        "cumulated, two years only   | 100 202 300 404 105 212 313 421 | neither",
        "single, growing within years| 100 110 120 130 100 112 121 133 100 110 122 131 | neither",
        "single, doubling every year | 100 119 141 168 200 238 283 336 400 476 566 673 | neither",
        "single, exploding           | 10 20 40 80 160 320 640 1280 2560 5120 10240 20480 | neither",
        "single, seasonal            | 100 300 250 80 110 310 240 90 100 290 260 85 | single",
        "one cumulated year in five  | 100 99 98 104 105 107 101 108 110 111 104 115 100 99 98 97 100 202 300 404 | neither",
        "a quarter missing each year | 100 202 x 404 105 212 x 421 110 221 x 440 | neither",
      })
  void tellsWhatOneTerritoryLooksLike(String name, String totals, String looks) {
    List<Total> series = series("ITC4", totals);
    assertThat(CumulationDetector.contradiction(PeriodType.SINGLE, Frequency.Q, series).isPresent())
        .isEqualTo(looks.equals("cumulated"));
    assertThat(
            CumulationDetector.contradiction(PeriodType.CUMULATED, Frequency.Q, series).isPresent())
        .isEqualTo(looks.equals("single"));
  }

  @Test
  void severalTerritoriesOfOneYearAreEvidenceToo() {
    List<Total> year = new ArrayList<>();
    for (String territory : List.of("ITC1", "ITC2", "ITC3", "ITC4")) {
      year.addAll(series(territory, "50 101 149 203"));
    }
    assertThat(CumulationDetector.contradiction(PeriodType.SINGLE, Frequency.Q, year))
        .hasValue(
            "declared single (period_type), but 4 of 4 whole years grow from January like"
                + " cumulated ones (export of ITC1 in 2013)");
  }

  @Test
  void monthsOfRandomSeasonsAreNeverTakenForCumulatedOnes() {
    Random random = new Random(20130101);
    for (int trial = 0; trial < 500; trial++) {
      double[] season = random.doubles(12, 0.3, 1.7).toArray();
      List<Total> single = new ArrayList<>();
      List<Total> cumulated = new ArrayList<>();
      for (int year = 2013; year < 2018; year++) {
        double sum = 0;
        for (int month = 1; month <= 12; month++) {
          double value = 1e6 * season[month - 1] * random.nextDouble(0.9, 1.1);
          sum += value;
          Period period = Period.of(Frequency.M, year, month);
          single.add(new Total("export", "ITC4", period, (long) value));
          cumulated.add(new Total("export", "ITC4", period, (long) sum));
        }
      }
      assertThat(CumulationDetector.contradiction(PeriodType.SINGLE, Frequency.M, single))
          .isEmpty();
      assertThat(CumulationDetector.contradiction(PeriodType.CUMULATED, Frequency.M, cumulated))
          .isEmpty();
      assertThat(CumulationDetector.contradiction(PeriodType.CUMULATED, Frequency.M, single))
          .isPresent();
    }
  }

  private static List<Total> series(String territory, String totals) {
    List<Total> series = new ArrayList<>();
    int ordinal = Period.of(Frequency.Q, 2013, 1).ordinal();
    for (String total : totals.trim().split(" ")) {
      if (!total.equals("x")) {
        series.add(
            new Total(
                "export", territory, new Period(Frequency.Q, ordinal), Long.parseLong(total)));
      }
      ordinal++;
    }
    return series;
  }
}
