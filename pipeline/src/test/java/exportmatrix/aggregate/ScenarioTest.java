package exportmatrix.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Tables;
import exportmatrix.testing.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every pair of tables under {@code scenarios/}; a new situation is two files. */
class ScenarioTest {

  private static final List<String> KEY =
      List.of("flow", "span", "period", "territory", "market", "product");

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException, URISyntaxException {
    Path folder = Path.of(ScenarioTest.class.getResource("/exportmatrix/scenarios").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> inputs = files.filter(f -> f.toString().endsWith("_input.csv")).sorted().toList();
      assertThat(inputs).isNotEmpty();
      return inputs.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString().replace("_input.csv", ""),
                      () -> check(Scenario.read(file))));
    }
  }

  private static void check(Scenario scenario) {
    Aggregation totals = scenario.aggregation();
    Map<String, Row> cells = new HashMap<>();
    for (Row row : scenario.cube(totals)) {
      String key = key(KEY.stream().map(k -> row.<String>getAs(k)).toList());
      assertThat(cells.put(key, row)).as("cell twice: " + key).isNull();
    }
    boolean reconciles =
        scenario.output().stream().anyMatch(r -> r.get("product").contains("UNALLOCATED"));
    Map<String, Row> differences = reconciles ? differences(totals) : Map.of();
    List<String> wrong = new ArrayList<>();
    for (CSVRecord expected : scenario.output()) {
      boolean unallocated = expected.get("product").contains("UNALLOCATED");
      String key = key(KEY.stream().map(expected::get).toList());
      Row found = unallocated ? differences.get(key) : cells.get(key);
      compare(expected, key, found, wrong);
    }
    assertThat(wrong).as(scenario.name()).isEmpty();
  }

  /** Reconciliation rows under {@code PARENT/LEVEL/UNALLOCATED} in place of the product. */
  private static Map<String, Row> differences(Aggregation totals) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row :
        Rows.table(
                totals.reconciliation(totals.families(), totals.slots().newest(0)),
                Tables.RECONCILIATION)
            .collectAsList()) {
      assertThat(row.schema().fieldNames())
          .containsExactlyElementsOf(Tables.RECONCILIATION.columns());
      rows.put(
          key(
              List.of(
                  row.getAs("flow"),
                  row.getAs("span"),
                  row.getAs("period"),
                  row.getAs("territory"),
                  row.getAs("market"),
                  row.getAs("product") + "/" + row.getAs("children_level") + "/UNALLOCATED")),
          row);
    }
    return rows;
  }

  private static void compare(CSVRecord expected, String key, Row found, List<String> wrong) {
    boolean absent = expected.isMapped("value_eur") && expected.get("value_eur").equals("ABSENT");
    if (absent || found == null) {
      if (absent != (found == null)) {
        wrong.add(key + (absent ? ": expected no cell, found " + found : ": no such cell"));
      }
      return;
    }
    expected
        .toMap()
        .forEach(
            (column, text) -> {
              if (!KEY.contains(column) && !text.isEmpty()) {
                Object value = found.getAs(column);
                if (!same(text, value)) {
                  wrong.add("%s %s: expected %s, found %s".formatted(key, column, text, value));
                }
              }
            });
  }

  private static boolean same(String text, Object value) {
    if (text.equals("null") || value == null) {
      return text.equals("null") && value == null;
    }
    if (value instanceof BigDecimal money) {
      return money.compareTo(new BigDecimal(text)) == 0;
    }
    if (value instanceof Double number) {
      return Math.abs(number - Double.parseDouble(text)) < 1e-9 * Math.max(1, Math.abs(number));
    }
    return text.equals(value.toString());
  }

  private static String key(List<String> parts) {
    return String.join(" ", parts);
  }
}
