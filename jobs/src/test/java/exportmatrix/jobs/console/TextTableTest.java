package exportmatrix.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.console.TextTable.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsColumnsAndCutsTheWidestText() {
    TextTable table = new TextTable(List.of(Side.LEFT, Side.LEFT, Side.RIGHT));
    table.row(List.of("market", "territory", "euro"));
    table.row(List.of("MA", "Monza e della Brianza", "24.300.000"));

    assertThat(table.lines())
        .containsExactly(
            "market  territory                    euro",
            "MA      Monza e della Brianza  24.300.000");
    assertThat(table.lines(32, 6))
        .containsExactly("market  territory           euro", "MA      Monza e del…  24.300.000");
    assertThat(table.lines(5, 6))
        .containsExactly("market  terri…        euro", "MA      Monza…  24.300.000");
  }
}
