package exportmatrix.seasonal;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.Status;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** No series makes the room throw, and none makes it give half a figure. */
class NastySeriesTest {

  private static final Set<Status> WITH_FIGURES =
      EnumSet.of(Status.OK, Status.SA_POOR, Status.SA_NOT_SEASONAL);

  private static final Set<Status> WITHOUT =
      EnumSet.of(Status.SA_TOO_SHORT, Status.SA_FAILED, Status.INCOMPLETE);

  @Property(tries = 60)
  void anythingIsAnswered(@ForAll("series") RawSeries raw, @ForAll SaMethod method) {
    check(raw, method);
  }

  @Provide
  Arbitrary<RawSeries> series() {
    Arbitrary<Long> value =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.just(0L)),
            net.jqwik.api.Tuple.of(5, Arbitraries.longs().between(0, 10_000_000_000_000L)),
            net.jqwik.api.Tuple.of(1, Arbitraries.longs()));
    Arbitrary<long[]> values = value.array(long[].class).ofMinSize(0).ofMaxSize(60);
    return values.map(cents -> RawSeries.of(Period.of(Frequency.Q, 2013, 2), cents));
  }

  @Test
  void everyLengthIsAnswered() {
    for (int length = 0; length <= 200; length += length < 60 ? 1 : 20) {
      check(Samples.quarterly(length, 0.2, 0.1, length), SaMethod.TRAMO_SEATS);
      if (length % 12 == 0) {
        check(Samples.monthly(length, 0.2, 0.1, length), SaMethod.X13);
      }
    }
  }

  @Test
  void everyShapeIsAnswered() {
    Random random = new Random(31);
    for (SaMethod method : SaMethod.values()) {
      check(shape(i -> 0), method);
      check(shape(i -> i % 4 == 0 ? 1 : 0), method);
      check(shape(i -> i % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE), method);
      check(shape(i -> Long.MAX_VALUE - i), method);
      check(shape(i -> -i * 1_000L), method);
      check(shape(i -> 1L << i), method);
      check(shape(i -> i < 20 ? 0 : 1_000_000L * i), method);
      check(shape(i -> i == 39 ? 1_000_000_000_000L : i), method);
      check(shape(i -> random.nextLong()), method);
      check(shape(i -> random.nextInt(3)), method);
      check(shape(i -> random.nextInt(10) == 0 ? 1_000_000_000L : 0), method);
      check(shape(i -> 5 + (i & 1)), method);
      check(shape(i -> 1_000_000L + 1_000L * (i % 4)), method);
      check(shape(i -> 1_000_000L * i), method);
    }
  }

  private static RawSeries shape(IntToLongFunction value) {
    long[] cents = new long[40];
    for (int i = 0; i < cents.length; i++) {
      cents[i] = value.applyAsLong(i);
    }
    return RawSeries.of(Period.of(Frequency.Q, 2013, 1), cents);
  }

  private static void check(RawSeries raw, SaMethod method) {
    Adjustment first = new SeasonalAdjustment(method, RevisionPolicy.RE_ESTIMATE).adjust(raw);
    check(raw, first);
    if (first.model() != null) {
      assertThat(KeptModel.parse(first.model().text())).hasValue(first.model());
      check(
          raw,
          new SeasonalAdjustment(method, RevisionPolicy.KEEP_PARAMETERS)
              .adjust(raw, first.model()));
    }
  }

  private static void check(RawSeries raw, Adjustment adjusted) {
    boolean figures = WITH_FIGURES.contains(adjusted.status());
    assertThat(figures || WITHOUT.contains(adjusted.status())).isTrue();
    assertThat(adjusted.reason()).doesNotContain("\n");
    for (int i = 0; i < raw.length(); i++) {
      assertThat(adjusted.has(i)).isEqualTo(figures);
      if (figures) {
        assertThat(adjusted.growthPercent(i)).isNotEqualTo(Double.POSITIVE_INFINITY);
        if (adjusted.status() == Status.SA_NOT_SEASONAL) {
          assertThat(adjusted.adjustedCents(i)).isEqualTo(raw.cents()[i]);
        }
      }
    }
  }
}
