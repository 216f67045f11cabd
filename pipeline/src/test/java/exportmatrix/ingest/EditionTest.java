package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.InputException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditionTest {

  private static final String DAY = "(?<year>\\d{4})_(?<month>\\d\\d)_(?<day>\\d\\d)";
  private static final String MONTH = "(?<year>\\d{4})(?<month>\\d\\d)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-02 | 13/02/26 11:00:00 | a_2024_03_04.csv | 2021-01-01 | 2020-01-02",
        " | 13/02/26 11:00:00 | a_2024_03_04.csv | 2021-01-01 | 2026-02-13",
        " | 13/02/2026 | a.csv | | 2026-02-13",
        " | 2026-07-16T11:00:00+0200 | a.csv | | 2026-07-16",
        " | | a_2024_03_04.csv | 2021-01-01 | 2024-03-04",
        " | | a.csv | 2021-01-01 | 2021-01-01",
      })
  void theFirstThatSaysSo(
      String override, String content, String name, String constant, String expected) {
    Edition edition = new Edition(new EditionRule(DAY, constant), override);
    assertThat(edition.of(new InputFile(Path.of(name)), Optional.ofNullable(content)))
        .hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | a.csv | nothing says its edition",
        "soon | a.csv | states the edition 'soon'",
        "30/02/26 | a.csv | states the edition '30/02/26'",
        " | a_202413.csv | states the edition '202413'",
      })
  void noneOrNoDate(String content, String name, String problem) {
    Edition edition = new Edition(new EditionRule(MONTH, null), null);
    assertThatThrownBy(() -> edition.of(new InputFile(Path.of(name)), Optional.ofNullable(content)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(name + ": " + problem)
        .hasMessageContaining("--edition");
  }
}
