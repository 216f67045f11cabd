package exportmatrix.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.Status;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What others published of the same series. */
class PublishedResultsTest {

  /**
   * The README of rjd3tramoseats (JDemetra+'s own R package, rjdverse, CRAN) prints the model that
   * RSAfull finds for this series, and the last values of its decomposition.
   */
  @Test
  void findsTheModelThatTheReadmeOfJDemetraPrints() throws IOException {
    KeptModel model = tramoSeats(Samples.retail()).model();
    assertThat(model.summary())
        .isEqualTo("log (0,1,1)(0,1,1) TD7 leap-year Easter[6] AO 2000-06 AO 2000-07");
    assertThat(model.arima().theta().get(0)).isCloseTo(-0.82783, within(5e-5));
    assertThat(model.arima().btheta().get(0)).isCloseTo(-0.42554, within(5e-5));
    double[] days = {-0.0109446, 0.0048940, 0.0001761, 0.0132928, -0.0024801, 0.0153509};
    for (int day = 0; day < days.length; day++) {
      assertThat(model.tradingDays().coefficients().get(day)).isCloseTo(days[day], within(1e-6));
    }
    assertThat(model.leapYear()).isCloseTo(0.0410667, within(1e-6));
    assertThat(model.easter().coefficient()).isCloseTo(0.0503888, within(1e-6));
    assertThat(model.outliers().get(0).coefficient()).isCloseTo(0.1681662, within(1e-6));
    assertThat(model.outliers().get(1).coefficient()).isCloseTo(-0.1972348, within(1e-6));
  }

  /** The same README. */
  @ParameterizedTest
  @CsvSource({
    "2016-09, 1552.616, 1561.206",
    "2016-10, 1568.366, 1559.217",
    "2016-11, 1528.962, 1557.382",
    "2016-12, 1542.997, 1556.132",
    "2017-01, 1545.950, 1555.502",
    "2017-02, 1551.369, 1555.210",
    "2017-03, 1553.207, 1555.087",
    "2017-04, 1580.752, 1554.759",
    "2017-05, 1554.517, 1553.908",
    "2017-06, 1551.804, 1552.778",
    "2017-07, 1544.701, 1551.717",
    "2017-08, 1535.588, 1550.949",
  })
  void adjustsAsTheReadmeOfJDemetraPrints(String month, double adjusted, double trend)
      throws IOException {
    RawSeries raw = Samples.retail();
    int index = Period.parse(month).orElseThrow().ordinal() - raw.firstOrdinal();
    Adjustment found = tramoSeats(raw);
    assertThat(found.status()).isEqualTo(Status.OK);
    assertThat(found.adjustedCents(index) / 100.0).isCloseTo(adjusted, within(0.01));
    assertThat(found.trendCents(index) / 100.0).isCloseTo(trend, within(0.01));
  }

  /**
   * The "airline model" without anything else, by exact maximum likelihood: -0.4018 and -0.5569, as
   * the R manual prints them for {@code arima(log10(AirPassengers), c(0, 1, 1), seasonal = c(0, 1,
   * 1))}, after Box and Jenkins (1976).
   */
  @ParameterizedTest
  @EnumSource(SaMethod.class)
  void estimatesTheAirlineModelOfTheAirlineSeries(SaMethod method) {
    KeptModel plain =
        new KeptModel(
            method,
            Frequency.M,
            true,
            true,
            "None",
            new KeptModel.Arima(1, 1, List.of(), List.of(-0.2), List.of(), List.of(-0.2)),
            null,
            null,
            null,
            null,
            List.of());
    KeptModel found =
        new SeasonalAdjustment(method, RevisionPolicy.KEEP_MODEL)
            .adjust(Samples.airline(), plain)
            .fitted();
    assertThat(found.summary()).isEqualTo("log (0,1,1)(0,1,1)");
    assertThat(found.arima().theta().get(0)).isCloseTo(-0.4018, within(1e-4));
    assertThat(found.arima().btheta().get(0)).isCloseTo(-0.5569, within(1e-4));
  }

  /**
   * The same estimates as the Census Bureau's own X-13ARIMA-SEATS. Sax and Eddelbuettel, Seasonal
   * Adjustment by X-13ARIMA-SEATS in R, Journal of Statistical Software 87 (2018), print them for
   * {@code seas(AirPassengers)}, moving averages with the opposite sign.
   */
  @Test
  void estimatesByX13AsTheProgramOfTheCensusBureauDoes() {
    KeptModel census =
        new KeptModel(
            SaMethod.X13,
            Frequency.M,
            true,
            true,
            "LeapYear",
            new KeptModel.Arima(1, 1, List.of(), List.of(-0.2), List.of(), List.of(-0.2)),
            null,
            new KeptModel.TradingDays("TD2", List.of(0.0)),
            null,
            new KeptModel.Easter(1, 0),
            List.of(new KeptModel.Outlier("AO", "1951-05", 0)));
    Adjustment found =
        new SeasonalAdjustment(SaMethod.X13, RevisionPolicy.KEEP_MODEL)
            .adjust(Samples.airline(), census);
    assertThat(found.status()).isEqualTo(Status.OK);
    KeptModel model = found.fitted();
    assertThat(model.summary()).isEqualTo(census.summary());
    assertThat(model.arima().theta().get(0)).isCloseTo(-0.1156204, within(1e-4));
    assertThat(model.arima().btheta().get(0)).isCloseTo(-0.4973600, within(1e-4));
    assertThat(model.tradingDays().coefficients().get(0)).isCloseTo(-0.0029497, within(1e-5));
    assertThat(model.easter().coefficient()).isCloseTo(0.0177674, within(1e-5));
    assertThat(model.outliers().get(0).coefficient()).isCloseTo(0.1001558, within(1e-5));
  }

  /** The same paper; trading days are one regressor there, six in RSA5c. */
  @Test
  void findsByX13WhatTheProgramOfTheCensusBureauFinds() {
    Adjustment found =
        new SeasonalAdjustment(SaMethod.X13, RevisionPolicy.RE_ESTIMATE).adjust(Samples.airline());
    assertThat(found.status()).isEqualTo(Status.OK);
    assertThat(found.model().summary())
        .isEqualTo("log (0,1,0)(0,1,1) TD7 leap-year Easter[1] AO 1951-05");
  }

  private static Adjustment tramoSeats(RawSeries raw) {
    return new SeasonalAdjustment(SaMethod.TRAMO_SEATS, RevisionPolicy.RE_ESTIMATE).adjust(raw);
  }
}
