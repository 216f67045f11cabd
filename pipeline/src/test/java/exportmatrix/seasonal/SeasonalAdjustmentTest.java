package exportmatrix.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeasonalAdjustmentTest {

  private static final SeasonalAdjustment TRAMO_SEATS =
      new SeasonalAdjustment(SaMethod.TRAMO_SEATS, RevisionPolicy.RE_ESTIMATE);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no period at all          | SA_TOO_SHORT    | SA_TOO_SHORT    | no",
        "one quarter               | SA_TOO_SHORT    | SA_TOO_SHORT    | no",
        "eleven quarters           | SA_TOO_SHORT    | SA_TOO_SHORT    | no",
        "35 months                 | SA_TOO_SHORT    | SA_TOO_SHORT    | no",
        "eleven quarters of zero   | SA_TOO_SHORT    | SA_TOO_SHORT    | no",
        "twelve quarters           | OK              | OK              | yes",
        "36 months                 | OK              | OK              | yes",
        "clear season              | OK              | OK              | yes",
        "clear season by month     | OK              | OK              | yes",
        "no season                 | SA_NOT_SEASONAL | SA_NOT_SEASONAL | yes",
        "no season by month        | SA_NOT_SEASONAL | SA_NOT_SEASONAL | yes",
        "nothing ever traded       | SA_NOT_SEASONAL | SA_NOT_SEASONAL | yes",
        "always the same           | SA_NOT_SEASONAL | SA_NOT_SEASONAL | yes",
        "nearly always zero        | SA_FAILED       | SA_FAILED       | no",
        "a gap                     | INCOMPLETE      | INCOMPLETE      | no",
        "nothing known             | INCOMPLETE      | INCOMPLETE      | no",
        "unknown before and after  | OK              | OK              | yes",
        "season that turns over    | SA_NOT_SEASONAL | SA_NOT_SEASONAL | yes",
        "erratic                   | SA_POOR         | SA_POOR         | yes",
      })
  void saysWhatBecameOfASeries(String name, Status tramoSeats, Status x13, String figures) {
    RawSeries raw = scenario(name);
    for (SaMethod method : SaMethod.values()) {
      Adjustment adjusted = new SeasonalAdjustment(method, RevisionPolicy.RE_ESTIMATE).adjust(raw);
      assertThat(adjusted.status())
          .as("%s by %s: %s %s", name, method, adjusted.quality(), adjusted.reason())
          .isEqualTo(method == SaMethod.X13 ? x13 : tramoSeats);
      boolean any = LongStream.range(0, raw.length()).anyMatch(i -> adjusted.has((int) i));
      assertThat(any).isEqualTo(figures.equals("yes"));
      assertThat(adjusted.reason().isEmpty()).isEqualTo(adjusted.status() != Status.SA_FAILED);
    }
  }

  private static RawSeries scenario(String name) {
    RawSeries good = Samples.quarterly(40, 0.2, 0.02, 1);
    return switch (name) {
      case "no period at all" -> Samples.head(good, 0);
      case "one quarter" -> Samples.head(good, 1);
      case "eleven quarters" -> Samples.head(good, 11);
      case "35 months" -> Samples.monthly(35, 0.2, 0.02, 2);
      case "eleven quarters of zero" -> zeros(11);
      case "twelve quarters" -> Samples.quarterly(12, 0.2, 0.01, 3);
      case "36 months" -> Samples.monthly(36, 0.2, 0.01, 4);
      case "clear season" -> good;
      case "clear season by month" -> Samples.monthly(120, 0.2, 0.02, 5);
      case "no season" -> Samples.quarterly(40, 0, 0.05, 6);
      case "no season by month" -> Samples.monthly(120, 0, 0.05, 7);
      case "nothing ever traded" -> zeros(40);
      case "always the same" -> constant(40, 12_345);
      case "nearly always zero" -> nearlyAlwaysZero();
      case "a gap" -> Samples.without(good, 20);
      case "nothing known" -> new RawSeries(Frequency.Q, 8052, new long[40], new boolean[40]);
      case "unknown before and after" -> Samples.without(Samples.without(good, 0), 39);
      case "season that turns over" -> turningOver();
      case "erratic" -> Samples.quarterly(40, 1.2, 0.2, 7);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RawSeries zeros(int length) {
    return constant(length, 0);
  }

  private static RawSeries constant(int length, long cents) {
    long[] values = new long[length];
    Arrays.fill(values, cents);
    return RawSeries.of(Period.of(Frequency.Q, 2013, 1), values);
  }

  private static RawSeries nearlyAlwaysZero() {
    RawSeries zeros = zeros(40);
    zeros.cents()[17] = 1_000_000;
    return zeros;
  }

  /** A season of five years, and its mirror image in the five years after. */
  private static RawSeries turningOver() {
    RawSeries before = Samples.quarterly(40, 0.4, 0.01, 8);
    RawSeries after = Samples.quarterly(40, -0.4, 0.01, 8);
    System.arraycopy(after.cents(), 20, before.cents(), 20, 20);
    return before;
  }

  @Test
  void takesTheSeasonOutAndKeepsTheLevel() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.01, 1);
    RawSeries withoutSeason = Samples.quarterly(40, 0, 0.01, 1);
    Adjustment adjusted = TRAMO_SEATS.adjust(raw);
    for (int i = 0; i < raw.length(); i++) {
      assertThat((double) adjusted.adjustedCents(i) / withoutSeason.cents()[i])
          .as(raw.period(i).text())
          .isCloseTo(1, within(0.03));
      assertThat((double) adjusted.trendCents(i) / withoutSeason.cents()[i])
          .isCloseTo(1, within(0.05));
    }
  }

  @Test
  void growthIsThatOfTheAdjustedSeries() {
    Adjustment adjusted = TRAMO_SEATS.adjust(Samples.quarterly(40, 0.2, 0.02, 1));
    assertThat(adjusted.growthPercent(0)).isNaN();
    for (int i = 1; i < 40; i++) {
      double before = adjusted.adjustedCents(i - 1);
      assertThat(adjusted.growthPercent(i))
          .isCloseTo(100 * (adjusted.adjustedCents(i) / before - 1), within(1e-6));
    }
  }

  @Test
  void growthFromNothingOrLessIsNoNumber() {
    RawSeries zeros = zeros(40);
    Adjustment adjusted = TRAMO_SEATS.adjust(zeros);
    assertThat(adjusted.growthPercent(39)).isNaN();
    assertThat(TRAMO_SEATS.adjust(constant(40, -5)).growthPercent(39)).isNaN();
    assertThat(TRAMO_SEATS.adjust(constant(40, 5)).growthPercent(39)).isZero();
  }

  @Test
  void rawValuesStandWhereThereIsNoSeason() {
    RawSeries raw = Samples.quarterly(40, 0, 0.05, 6);
    Adjustment adjusted = TRAMO_SEATS.adjust(raw);
    assertThat(adjusted.status()).isEqualTo(Status.SA_NOT_SEASONAL);
    for (int i = 0; i < raw.length(); i++) {
      assertThat(adjusted.adjustedCents(i)).isEqualTo(raw.cents()[i]);
    }
  }

  @Test
  void unknownPeriodsAtTheEndsAreLeftOut() {
    RawSeries raw = scenario("unknown before and after");
    Adjustment adjusted = TRAMO_SEATS.adjust(raw);
    assertThat(adjusted.has(0)).isFalse();
    assertThat(adjusted.has(1)).isTrue();
    assertThat(adjusted.has(38)).isTrue();
    assertThat(adjusted.has(39)).isFalse();
    assertThat(adjusted.growthPercent(1)).isNaN();
    RawSeries cut = RawSeries.of(raw.period(1), Arrays.copyOfRange(raw.cents(), 1, 39));
    assertThat(adjusted.adjustedCents(38)).isEqualTo(TRAMO_SEATS.adjust(cut).adjustedCents(37));
  }

  @ParameterizedTest
  @EnumSource(SaMethod.class)
  void sameInputSameOutput(SaMethod method) throws IOException, ClassNotFoundException {
    SeasonalAdjustment adjustment = new SeasonalAdjustment(method, RevisionPolicy.RE_ESTIMATE);
    RawSeries raw = Samples.monthly(120, 0.2, 0.03, 9);
    byte[] first = bytes(adjustment.adjust(raw));
    assertThat(bytes(adjustment.adjust(raw))).isEqualTo(first);
    SeasonalAdjustment travelled = (SeasonalAdjustment) copy(adjustment);
    assertThat(bytes(travelled.adjust((RawSeries) copy(raw)))).isEqualTo(first);
  }

  @Test
  void theUnitDoesNotMatter() {
    RawSeries raw = Samples.quarterly(40, 0.2, 0.02, 10);
    RawSeries larger =
        RawSeries.of(raw.period(0), Arrays.stream(raw.cents()).map(c -> 1000 * c).toArray());
    Adjustment one = TRAMO_SEATS.adjust(raw);
    Adjustment other = TRAMO_SEATS.adjust(larger);
    assertThat(other.model().summary()).isEqualTo(one.model().summary());
    for (int i = 0; i < 40; i++) {
      if (i > 0) {
        assertThat(other.growthPercent(i)).isCloseTo(one.growthPercent(i), within(1e-3));
      }
    }
  }

  @Test
  void annualDataAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawSeries.of(Period.of(Frequency.A, 2013, 1), 1, 2, 3))
        .withMessage("annual data have no season");
  }

  @Test
  void minimumIsThreeYears() {
    assertThat(SeasonalAdjustment.minimumPeriods(Frequency.Q)).isEqualTo(12);
    assertThat(SeasonalAdjustment.minimumPeriods(Frequency.M)).isEqualTo(36);
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static Object copy(Object value) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(value)))) {
      return in.readObject();
    }
  }
}
