package exportmatrix.jobs.figures;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest(name = "{0} with {1} decimals: {2} / {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1234567.89;       2; 1.234.567,89;    1,234,567.89
          164117274535.00;  0; 164.117.274.535; 164,117,274,535
          26.25;            1; 26,3;            26.3
          -26.25;           1; -26,3;           -26.3
          0.5;              0; 1;               1
          999.9;            1; 999,9;           999.9
          -1234.5;          1; -1.234,5;        -1,234.5
          0;                1; 0,0;             0.0
          """)
  void writesNumbersRoundedHalfAwayFromZero(
      BigDecimal value, int decimals, String italian, String english) {
    assertThat(Language.it.number(value, decimals)).isEqualTo(italian);
    assertThat(Language.en.number(value, decimals)).isEqualTo(english);
  }

  @Test
  void hasEveryWordInBothLanguages() {
    Set<String> english = new TreeSet<>(Language.en.words().keySet());
    for (Status status : Status.values()) {
      english.add("status." + status.name());
    }

    assertThat(new TreeSet<>(Language.it.words().keySet())).isEqualTo(english);
    assertThat(Language.it.word("unallocated")).isEqualTo("Non ripartito");
    assertThat(Language.it.word("status.EXIT")).isEqualTo("nessuno scambio ora");
  }
}
