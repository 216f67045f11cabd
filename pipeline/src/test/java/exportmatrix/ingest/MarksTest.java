package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {

  private static final Marks ITALIAN = new Marks(',', '.');

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234.567,50 | 1234567.50",
        "1234567,50 | 1234567.50",
        "-1.234 | -1234",
        "0 | 0",
        "12,5 | 12.5",
        "1.23 | ",
        "12.34.567 | ",
        "1234.567 | ",
        ".123 | ",
        "1.234. | ",
        "1..234 | ",
        "1,2.345 | ",
        "1,2,3 | ",
        "1.234,|",
        "- | ",
        "12 345 | ",
        "1e3 | ",
        "１２ | ",
      })
  void readsItalianMarksStrictly(String text, BigDecimal expected) {
    assertThat(ITALIAN.parse(text).orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"295.0 | 295.0", "1.234 | 1.234", "1.234.567 | ", "1,5 | ", "1234,50 | "})
  void readsPointMarksStrictly(String text, BigDecimal expected) {
    assertThat(Marks.POINT.parse(text).orElse(null)).isEqualTo(expected);
  }

  @Property
  void readsWhatJavaWrites(@ForAll long cents) {
    BigDecimal number = BigDecimal.valueOf(cents, 2);
    DecimalFormat italian =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ITALY));
    italian.setParseBigDecimal(true);
    assertThat(ITALIAN.parse(italian.format(number))).contains(number);
    assertThat(Marks.POINT.parse(number.toPlainString())).contains(number);
  }
}
