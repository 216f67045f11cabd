package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of a dashboard give way, oldest period first, until the file fits. */
class DashboardLayoutTest {

  private static final List<String> QUARTERS =
      List.of("2015-Q1", "2015-Q2", "2015-Q3", "2015-Q4", "2016-Q1", "2016-Q2");
  private static final Map<Span, List<String>> NEWEST =
      Map.of(Span.QUARTER, QUARTERS, Span.YEAR_TO_DATE, QUARTERS);

  private static Dashboards.Heading heading;
  private static List<Row> rows;

  @BeforeAll
  static void collectRows() {
    Release release = SampleRelease.of("r");
    heading = Dashboards.Heading.of(release, Limits.DEFAULT, NEWEST);
    Dashboards dashboards =
        new Dashboards(heading, Limits.DEFAULT, Optional.of(ProductLevel.SECTION), release.names());
    rows =
        release.cube().mapPartitions(dashboards::rows).collect().stream()
            .filter(row -> row.getAs("document").equals("territory/ITC4"))
            .sorted(Dashboards.BY_CODE)
            .toList();
  }

  @Test
  void allTablesAreKeptWhereTheyFit() throws IOException {
    assertThat(Json.parse(render(1_000_000)).get("table_periods").intValue()).isEqualTo(6);
  }

  @ParameterizedTest(name = "{0} % of the whole")
  @ValueSource(ints = {60, 70, 80, 90, 99})
  void theNewestTablesThatFitAreKept(int percent) throws IOException {
    int bound = gzipped(render(1_000_000)) * percent / 100;
    byte[] json = render(bound);
    JsonNode document = Json.parse(json);
    int kept = document.get("table_periods").intValue();

    assertThat(gzipped(json)).isLessThanOrEqualTo(bound);
    assertThat(kept).isBetween(0, 5);
    for (JsonNode flow : document.get("flows")) {
      assertThat(flow.at("/series/0/figures")).hasSize(6);
      List<String> periods = new ArrayList<>();
      for (JsonNode table : flow.get("tables")) {
        if (table.get("span").textValue().equals("quarter")) {
          periods.add(table.get("period").textValue());
        }
      }
      assertThat(periods).isEqualTo(QUARTERS.subList(6 - kept, 6));
    }
  }

  @Test
  void aSeriesThatAloneIsTooLargeIsRefused() {
    assertThatThrownBy(() -> render(500))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("500 bytes gzipped")
        .hasMessageContaining("json/territory/ITC4.json");
  }

  private static byte[] render(int bound) {
    return new DashboardLayout(heading, new Limits(1_000_000, 100_000, bound, 6))
        .render(new DashboardLayout.Content("territory/ITC4", rows, KeptDocument.NONE))
        .json();
  }

  private static int gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.size();
  }
}
