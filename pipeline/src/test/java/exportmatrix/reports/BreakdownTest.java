package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.Pipeline;
import exportmatrix.model.IndicatorCard;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakdownTest {

  private static final List<IndicatorCard> ALL = Pipeline.indicators();

  @ParameterizedTest
  @EnumSource(Breakdown.class)
  void everyIndicatorOfATableIsInTheRegistry(Breakdown breakdown) {
    assertThat(ALL.stream().map(IndicatorCard::id)).containsAll(breakdown.indicators());
    assertThat(Columns.of(breakdown, ALL).names())
        .startsWith("code", "level", "label_it", "label_en", "value_eur")
        .contains("yoy_percent", "yoy_percent_status");
  }
}
