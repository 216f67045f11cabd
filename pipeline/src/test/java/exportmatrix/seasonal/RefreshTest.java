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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A model is found once, kept as text, and used again. */
class RefreshTest {

  static Stream<Arguments> everyMethodAndSeries() throws IOException {
    List<RawSeries> series =
        List.of(
            Samples.retail(),
            Samples.airline(),
            Samples.quarterly(40, 0.2, 0.02, 1),
            Samples.quarterly(60, 0.3, 0.05, 21),
            Samples.monthly(120, 0.1, 0.02, 22),
            withLevelShift(),
            withoutLog());
    return Stream.of(SaMethod.values())
        .flatMap(method -> series.stream().map(raw -> Arguments.of(method, raw)));
  }

  private static RawSeries withLevelShift() {
    RawSeries raw = Samples.quarterly(60, 0.2, 0.01, 23);
    for (int i = 30; i < 60; i++) {
      raw.cents()[i] = raw.cents()[i] * 3 / 2;
    }
    raw.cents()[12] *= 2;
    return raw;
  }

  private static RawSeries withoutLog() {
    RawSeries raw = Samples.quarterly(48, 0.2, 0.05, 24);
    for (int i = 0; i < 48; i++) {
      raw.cents()[i] -= 22_000_000_000L;
    }
    return raw;
  }

  @ParameterizedTest
  @MethodSource("everyMethodAndSeries")
  void theKeptModelSaysAll(SaMethod method, RawSeries raw) {
    Adjustment first = new SeasonalAdjustment(method, RevisionPolicy.RE_ESTIMATE).adjust(raw);
    Adjustment again = keeping(method).adjust(raw, handedOn(first));
    assertThat(again.applied()).isEqualTo(RevisionPolicy.KEEP_PARAMETERS);
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.model().summary()).isEqualTo(first.model().summary());
    assertThat(again.model().arima()).isEqualTo(first.model().arima());
    for (int i = 0; i < raw.length(); i++) {
      assertThat(relative(again.adjustedCents(i), first.adjustedCents(i)))
          .as("%s %s", first.model().summary(), raw.period(i))
          .isCloseTo(0, within(1e-5));
      assertThat(relative(again.trendCents(i), first.trendCents(i))).isCloseTo(0, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(SaMethod.class)
  void aNewQuarterLeavesTheKeptParametersAlone(SaMethod method) {
    RawSeries longer = Samples.quarterly(44, 0.2, 0.02, 25);
    KeptModel model = null;
    Adjustment before = null;
    for (int length = 36; length <= 44; length++) {
      Adjustment now = keeping(method).adjust(Samples.head(longer, length), model);
      if (before != null) {
        assertThat(now.applied()).isEqualTo(RevisionPolicy.KEEP_PARAMETERS);
        assertThat(now.model().arima()).isEqualTo(before.model().arima());
        assertThat(now.model().summary()).isEqualTo(before.model().summary());
        for (int i = 0; i < length - 9; i++) {
          assertThat(relative(now.adjustedCents(i), before.adjustedCents(i)))
              .isCloseTo(0, within(0.01));
        }
      }
      before = now;
      model = handedOn(now);
    }
  }

  @ParameterizedTest
  @EnumSource(SaMethod.class)
  void keepingTheModelEstimatesItsParametersAgain(SaMethod method) {
    RawSeries longer = Samples.quarterly(60, 0.2, 0.02, 25);
    Adjustment before = keeping(method).adjust(Samples.head(longer, 40));
    Adjustment now =
        new SeasonalAdjustment(method, RevisionPolicy.KEEP_MODEL).adjust(longer, handedOn(before));
    assertThat(now.applied()).isEqualTo(RevisionPolicy.KEEP_MODEL);
    assertThat(now.model()).isEqualTo(before.model());
    Adjustment fixed = keeping(method).adjust(longer, handedOn(before));
    assertThat(LongStream.range(0, 60).map(i -> now.adjustedCents((int) i)).toArray())
        .isNotEqualTo(LongStream.range(0, 60).map(i -> fixed.adjustedCents((int) i)).toArray());
  }

  @ParameterizedTest
  @MethodSource("everyMethodAndSeries")
  void theSameValuesAndModelGiveTheSameBits(SaMethod method, RawSeries raw) {
    for (RevisionPolicy policy :
        List.of(RevisionPolicy.KEEP_PARAMETERS, RevisionPolicy.KEEP_MODEL)) {
      SeasonalAdjustment adjusting = new SeasonalAdjustment(method, policy);
      Adjustment first = adjusting.adjust(raw);
      Adjustment again = adjusting.adjust(raw, handedOn(first));
      assertThat(again.model()).isEqualTo(first.model());
      assertThat(again.quality()).isEqualTo(first.quality());
      for (int i = 0; i < raw.length(); i++) {
        assertThat(again.adjustedCents(i)).isEqualTo(first.adjustedCents(i));
        assertThat(again.trendCents(i)).isEqualTo(first.trendCents(i));
      }
    }
  }

  @Test
  void whetherThereIsASeasonIsKeptToo() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    String text = keeping(SaMethod.TRAMO_SEATS).adjust(raw).model().text();
    KeptModel model =
        KeptModel.parse(text.replace("\"seasonal\":true", "\"seasonal\":false")).orElseThrow();
    Adjustment adjusted = keeping(SaMethod.TRAMO_SEATS).adjust(raw, model);
    assertThat(adjusted.status()).isEqualTo(Status.SA_NOT_SEASONAL);
    assertThat(adjusted.model().seasonal()).isFalse();
    assertThat(adjusted.adjustedCents(7)).isEqualTo(raw.cents()[7]);
  }

  @Test
  void reEstimationLooksAtNoKeptModel() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 1);
    KeptModel other = keeping(SaMethod.TRAMO_SEATS).adjust(withLevelShift()).model();
    Adjustment adjusted =
        new SeasonalAdjustment(SaMethod.TRAMO_SEATS, RevisionPolicy.RE_ESTIMATE).adjust(raw, other);
    assertThat(adjusted.applied()).isEqualTo(RevisionPolicy.RE_ESTIMATE);
    assertThat(adjusted.model()).isEqualTo(keeping(SaMethod.TRAMO_SEATS).adjust(raw).model());
  }

  @Test
  void aModelThatDoesNotFitIsLeftAside() {
    RawSeries raw = withoutLog();
    Adjustment fresh = keeping(SaMethod.TRAMO_SEATS).adjust(raw);
    KeptModel logarithm =
        keeping(SaMethod.TRAMO_SEATS).adjust(Samples.quarterly(40, 0.2, 0.02, 1)).model();
    KeptModel monthly =
        keeping(SaMethod.TRAMO_SEATS).adjust(Samples.monthly(60, 0.2, 0.02, 1)).model();
    KeptModel byX13 = keeping(SaMethod.X13).adjust(raw).model();
    KeptModel unheardOf =
        KeptModel.parse(fresh.model().text().replace("\"adjust\":\"None\"", "\"adjust\":\"Moon\""))
            .orElseThrow();
    assertThat(logarithm.log()).isTrue();
    assertThat(fresh.model().log()).isFalse();
    for (KeptModel kept : List.of(logarithm, monthly, byX13, unheardOf)) {
      Adjustment adjusted = keeping(SaMethod.TRAMO_SEATS).adjust(raw, kept);
      assertThat(adjusted.applied()).isEqualTo(RevisionPolicy.RE_ESTIMATE);
      assertThat(adjusted.model()).isEqualTo(fresh.model());
    }
  }

  @Test
  void textIsReadBackToTheLastBit() throws IOException {
    for (SaMethod method : SaMethod.values()) {
      KeptModel model = keeping(method).adjust(Samples.retail()).model();
      assertThat(KeptModel.parse(model.text())).hasValue(model);
      assertThat(model.text()).doesNotContain("\n");
    }
  }

  @Test
  void textShowsTheModel() {
    KeptModel model =
        new KeptModel(
            SaMethod.TRAMO_SEATS,
            Frequency.Q,
            true,
            true,
            "None",
            new KeptModel.Arima(1, 1, List.of(), List.of(-0.5), List.of(), List.of(-0.25)),
            null,
            null,
            null,
            new KeptModel.Easter(6, 0.01),
            List.of(new KeptModel.Outlier("LS", Period.of(Frequency.Q, 2020, 2).text(), -0.2)));
    assertThat(model.summary()).isEqualTo("log (0,1,1)(0,1,1) Easter[6] LS 2020-Q2");
    assertThat(model.text())
        .isEqualTo(
            "{'method':'TRAMO_SEATS','frequency':'Q','seasonal':true,'log':true,'adjust':'None',"
                    .replace('\'', '"')
                + "'arima':{'d':1,'bd':1,'phi':[],'theta':[-0.5],'bphi':[],'btheta':[-0.25]},"
                    .replace('\'', '"')
                + "'easter':{'duration':6,'coefficient':0.01},".replace('\'', '"')
                + "'outliers':[{'code':'LS','period':'2020-Q2','coefficient':-0.2}]}"
                    .replace('\'', '"'));
  }

  @Test
  void whatIsNoModelIsNone() {
    String good = keeping(SaMethod.X13).adjust(Samples.quarterly(40, 0.2, 0.02, 1)).model().text();
    assertThat(KeptModel.parse(good)).isPresent();
    for (String bad :
        List.of(
            "",
            "null",
            "{}",
            "[]",
            "1",
            "{\"method\":\"X13\"}",
            good + good,
            good.substring(1),
            good.replace("X13", "X14"),
            good.replace("\"log\"", "\"logarithm\""),
            good.replace("\"arima\":{", "\"arima\":{\"future\":1,"))) {
      assertThat(KeptModel.parse(bad)).as(bad).isEmpty();
    }
  }

  private static SeasonalAdjustment keeping(SaMethod method) {
    return new SeasonalAdjustment(method, RevisionPolicy.KEEP_PARAMETERS);
  }

  /** As the next run gets it. */
  private static KeptModel handedOn(Adjustment adjustment) {
    return KeptModel.parse(adjustment.model().text()).orElseThrow();
  }

  private static double relative(long one, long other) {
    return (one - other) / Math.max(1e8, Math.abs((double) other));
  }
}
