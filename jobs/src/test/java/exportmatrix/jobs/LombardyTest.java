package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lombardy's real annual table, every figure of every section and year against a golden that {@code
 * benchmarks/src/main/python/lombardy.py} computes from the same file and shares no code with us.
 * And the same table as it stood at the end of two years in which a section grew from next to
 * nothing.
 */
class LombardyTest {

  private static final Path SAMPLE =
      Path.of(System.getProperty("exportmatrix.root", ".."))
          .resolve("data-samples/istat-lombardia/istat-lombardia_2026-03-11.csv");

  private static final String DATASET =
      """
        - {id: '%1$s', layout: sdmx-csv, input: in/%1$s.csv, frequency: annual, unit: euro,
           edition: 2026-03-11, complete: {market: [world], product: [total, section]}}
      """;

  private static final List<String> LAST_YEARS = List.of("1996", "2009", "2025");

  @TempDir static Path folder;

  private static Office office;
  private static List<Row> cube;

  @BeforeAll
  static void run() throws IOException {
    StringBuilder yaml = new StringBuilder("datasets:\n");
    LAST_YEARS.forEach(year -> yaml.append(DATASET.formatted(year)));
    yaml.append("collections:\n");
    LAST_YEARS.forEach(
        year -> yaml.append("  - {id: '%1$s', label_en: a, datasets: '%1$s'}\n".formatted(year)));
    office = new Office(folder, yaml.toString());
    for (String year : LAST_YEARS) {
      office.input(year + ".csv", asItStood(year));
    }
    office.run();
    cube =
        Office.withSpark(
            spark ->
                office
                    .table(spark, "2025", "indicators")
                    .where("territory = 'ITC4' and market = 'WORLD'")
                    .collectAsList());
  }

  /** The table without the years after one. */
  private static String asItStood(String year) throws IOException {
    List<String> lines = Files.readAllLines(SAMPLE);
    int period = List.of(lines.get(0).split(",")).indexOf("TIME_PERIOD: Time");
    return Stream.concat(
            lines.stream().limit(1),
            lines.stream().skip(1).filter(line -> line.split(",")[period].compareTo(year) <= 0))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static List<CSVRecord> golden() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream in = LombardyTest.class.getResourceAsStream("lombardy.csv");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        CSVParser rows = format.parse(reader)) {
      return rows.getRecords();
    }
  }

  private static String key(CSVRecord row) {
    return String.join(" ", row.get("flow"), row.get("product"), row.get("period"));
  }

  private static Map<String, Row> cells() {
    Map<String, Row> cells = new TreeMap<>();
    for (Row row : cube) {
      assertThat(row.<String>getAs("span")).isEqualTo("year");
      String key =
          Stream.of("flow", "product", "period")
              .map(column -> row.<Object>getAs(column).toString())
              .collect(Collectors.joining(" "));
      assertThat(cells.put(key, row)).as(key).isNull();
    }
    return cells;
  }

  @Test
  void everyFigureIsThatOfTheGolden() throws IOException {
    Map<String, Row> cells = cells();
    Set<String> expected = new HashSet<>();
    List<String> differing = new ArrayList<>();
    for (CSVRecord row : golden()) {
      expected.add(key(row));
      Row cell = cells.get(key(row));
      for (Map.Entry<String, String> figure : row.toMap().entrySet()) {
        Object found = cell == null ? null : cell.getAs(figure.getKey());
        if (!same(figure.getValue(), found)) {
          differing.add(
              "%s %s: expected '%s', found '%s'"
                  .formatted(key(row), figure.getKey(), figure.getValue(), found));
        }
      }
    }

    assertThat(differing).isEmpty();
    assertThat(cells.keySet()).isEqualTo(expected).hasSize(695);
  }

  /** Numbers within 1e-9 of themselves; euros, codes and truths exactly; what is empty is null. */
  private static boolean same(String expected, Object found) {
    if (expected.isEmpty() || found == null) {
      return expected.isEmpty() && found == null;
    }
    if (found instanceof BigDecimal euros) {
      return euros.compareTo(new BigDecimal(expected)) == 0;
    }
    if (found instanceof Double number) {
      double figure = Double.parseDouble(expected);
      return Math.abs(number - figure) <= 1e-9 * Math.abs(figure);
    }
    return found.toString().equals(expected);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"S, 1996, up, 14, 17193", "D, 2009, down, 145, 30676154"})
  void aSectionThatGrowsFromNextToNothingMakesNoHeadline(
      String section, String year, String manufacturing, BigDecimal base, long percent)
      throws IOException {
    Row cell = cells().get("export " + section + " " + year);
    assertThat(cell.<BigDecimal>getAs("prior_value_eur")).isEqualByComparingTo(base);
    assertThat(Math.round(cell.<Double>getAs("yoy_percent"))).isEqualTo(percent);
    assertThat(cell.<String>getAs("yoy_percent_status")).isEqualTo("TINY_BASE");
    assertThat(cell.<String>getAs("yoy_flags")).isEqualTo("TINY_BASE OVER_999");

    JsonNode movers = movers(year, "ITC4", year);
    assertThat(codes(movers, "set_apart")).contains(section);
    assertThat(codes(movers, manufacturing)).contains("C");
    try (Stream<Path> documents = Files.list(office.release(year).resolve("json/territory"))) {
      for (Path document : documents.toList()) {
        String territory = document.getFileName().toString().replace(".json", "");
        JsonNode headlines = movers(year, territory, year);
        assertThat(codes(headlines, "up")).as(territory).doesNotContain(section);
        assertThat(codes(headlines, "down")).as(territory).doesNotContain(section);
      }
    }
  }

  /** What moved a territory's exports in a year, by product. */
  private static JsonNode movers(String collection, String territory, String year)
      throws IOException {
    Path document = office.release(collection).resolve("json/territory/" + territory + ".json");
    return StreamSupport.stream(
            Office.JSON.readTree(document.toFile()).get("flows").spliterator(), false)
        .filter(flow -> flow.get("flow").asText().equals("export"))
        .flatMap(flow -> StreamSupport.stream(flow.get("tables").spliterator(), false))
        .filter(table -> table.get("period").asText().equals(year))
        .map(table -> table.at("/movers/by_product"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(JsonNode movers, String kind) {
    return movers.get(kind).findValuesAsText("code");
  }
}
