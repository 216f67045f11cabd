package exportmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A series that was packed is the series that there was. */
class SeriesTest {

  private static final long[] CENTS = {
    0, 1, -1, 63, 64, -64, -65, 123_456_789_012L, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private static final int[] FLAGS = {
    Series.PRESENT,
    Series.PRESENT | Series.REPORTED,
    Series.PRESENT | Series.PARTIAL | Series.INCOMPLETE,
    Series.PRESENT | Series.REPORTED | Series.CONFIDENTIAL,
    Series.PRESENT | Series.FILLED
  };

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "1, 1, 1",
    "40, 1, 1",
    "40, 5, 1",
    "40, 1, 3",
    "40, 5, 20001",
    "540, 5, 3",
    "540, 0, 1"
  })
  void comesBack(int length, int kindsOfFlags, int editions) {
    Random random = new Random(length + kindsOfFlags);
    for (int absent = 0; absent <= 2; absent++) {
      Series series = new Series(length);
      for (int i = 0; i < length; i++) {
        if (kindsOfFlags > 0 && (absent == 0 || random.nextInt(3) >= absent)) {
          series.put(
              i,
              CENTS[random.nextInt(CENTS.length)],
              FLAGS[random.nextInt(kindsOfFlags)],
              random.nextInt(editions) * (editions < 5 ? 10_000 : 1));
        }
      }
      assertSame(packed(series), series);
    }
  }

  @Test
  void anAbsentOneIsNull() {
    assertThat(packed(null)).isNull();
  }

  @Test
  void takesOverWhatIsThereFromAnIndexOn() {
    Series whole = new Series(5);
    whole.put(2, 7, Series.PRESENT, 100);
    Series part = new Series(3);
    part.put(0, 1, Series.PRESENT, 101);
    part.put(2, 3, Series.PRESENT, 102);
    whole.copyFrom(1, part);
    Series expected = new Series(5);
    expected.put(1, 1, Series.PRESENT, 101);
    expected.put(2, 7, Series.PRESENT, 100);
    expected.put(3, 3, Series.PRESENT, 102);
    assertSame(whole, expected);
  }

  private static Series packed(Series series) {
    Packing packing = new Packing();
    packing.series(series);
    packing.text("what follows");
    Packing.Unpacking unpacking = new Packing.Unpacking(packing.pack());
    Series read = unpacking.series();
    assertThat(unpacking.text()).isEqualTo("what follows");
    return read;
  }

  private static void assertSame(Series actual, Series expected) {
    assertThat(actual.length()).isEqualTo(expected.length());
    for (int i = 0; i < expected.length(); i++) {
      assertThat(actual.cents(i)).as("cents at %s", i).isEqualTo(expected.cents(i));
      assertThat(actual.flags(i)).as("flags at %s", i).isEqualTo(expected.flags(i));
      assertThat(actual.edition(i)).as("edition at %s", i).isEqualTo(expected.edition(i));
    }
  }
}
