package exportmatrix.jobs.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigurePeriodTest {

  @ParameterizedTest(name = "{0} with span {1} is {2} at {3}")
  @CsvSource(
      textBlock =
          """
          2016,     ,             year,         2016 2016-Q4 2016-12
          2016-Q2,  ,             quarter,      2016-Q2 2016-06
          2016Q2,   ,             quarter,      2016-Q2 2016-06
          2016-06,  ,             month,        2016-06
          2016-05,  ,             month,        2016-05
          2016-H1,  ,             year_to_date, 2016-Q2 2016-06
          2016-h1,  ,             year_to_date, 2016-Q2 2016-06
          2016-S1,  ,             year_to_date, 2016-Q2 2016-06
          2016-9M,  ,             year_to_date, 2016-Q3 2016-09
          2016-5M,  ,             year_to_date, 2016-05
          2016-12M, ,             year_to_date, 2016 2016-Q4 2016-12
          2016-H1,  year_to_date, year_to_date, 2016-Q2 2016-06
          2016-Q2,  year_to_date, year_to_date, 2016-Q2 2016-06
          2016-Q2,  rolling_year, rolling_year, 2016-Q2 2016-06
          2016-05,  rolling_year, rolling_year, 2016-05
          2016,     rolling_year, rolling_year, 2016 2016-Q4 2016-12
          2016-Q4,  year,         year,         2016 2016-Q4 2016-12
          2016-06,  quarter,      quarter,      2016-Q2 2016-06
          """)
  void understands(String text, String span, String meant, String ends) {
    FigurePeriod period = FigurePeriod.parse(text, Optional.ofNullable(span).map(Span::ofCode));

    assertThat(period.span()).isEqualTo(Span.ofCode(meant));
    assertThat(period.ends().stream().map(Period::text)).containsExactly(ends.split(" "));
  }

  @ParameterizedTest(name = "{0} with span {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2016-H2  |              | ask for 2016 (the year), 2016-H1, or the quarters 2016-Q3 and 2016-Q4
          2016-H1  | rolling_year | give the period as 2016-Q2
          2016-H1  | quarter      | which is not --span quarter
          2016-05  | quarter      | no quarter ends there
          2016-Q2  | month        | no month ends there
          2016-Q3  | year         | no year ends there
          2016     | quarter      | no quarter ends there
          2016-13M |              | expected 2016, 2016-Q2
          2016-Q5  |              | found '2016-Q5'
          june     |              | found 'june'
          """)
  void refuses(String text, String span, String why) {
    assertThatThrownBy(() -> FigurePeriod.parse(text, Optional.ofNullable(span).map(Span::ofCode)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
  }
}
