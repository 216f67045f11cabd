package exportmatrix.reports;

import static exportmatrix.reports.SampleRelease.CUBE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Flow;
import exportmatrix.model.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of one published release say. */
class ReleaseContentTest {

  @TempDir static Path root;
  private static Path folder;

  @BeforeAll
  static void publish() {
    folder =
        new Reports(new ReleaseStore(root.toString()), new Limits(1_000_000, 100_000, 1_000_000, 4))
            .publish(SampleRelease.of("r"))
            .folder();
  }

  @Test
  void aTerritoryHasItsSeriesAndTheNewestTables() throws IOException {
    JsonNode lombardy = json(folder, "territory/ITC4");

    assertThat(lombardy.at("/territory").toString())
        .isEqualTo(
            "{\"code\":\"ITC4\",\"level\":\"region\",\"label_it\":\"it ITC4\",\"label_en\":\"en ITC4\",\"parent\":\"IT\"}");
    assertThat(lombardy.at("/synthetic").booleanValue()).isTrue();
    JsonNode exports = lombardy.at("/flows/0");
    assertThat(exports.at("/flow").textValue()).isEqualTo("export");
    assertThat(texts(exports.at("/series/0/figures"), "period")).hasSize(6).isSorted();
    JsonNode last = exports.at("/series/0/figures/5");
    Row cell = cell("export", "quarter", "2016-Q2", "ITC4", "WORLD", "ALL");
    assertThat(last.get("value_eur").decimalValue()).isEqualTo(cell.<BigDecimal>getAs("value_eur"));
    assertThat(last.get("yoy_percent").doubleValue()).isEqualTo(cell.<Double>getAs("yoy_percent"));
    assertThat(last.get("years_compared").intValue()).isEqualTo(3);
    assertThat(exports.at("/series/0/figures/0/yoy_percent").isNull()).isTrue();
    assertThat(exports.at("/series/0/figures/0/yoy_percent_status").textValue())
        .isEqualTo("NO_PRIOR");

    assertThat(texts(exports.get("tables"), "span").stream().distinct())
        .containsExactly("quarter", "year_to_date");
    assertThat(texts(exports.get("tables"), "period").subList(0, 4))
        .containsExactly("2015-Q3", "2015-Q4", "2016-Q1", "2016-Q2");
    JsonNode newest = exports.at("/tables/3");
    assertThat(texts(newest.get("by_market"), "code")).containsExactly("DE", "EU27_2020", "MA");
    assertThat(texts(newest.get("by_sector"), "code")).containsExactly("meccanica");
    assertThat(texts(newest.get("by_product"), "code")).containsExactly("C");
    assertThat(texts(newest.get("by_territory"), "code")).containsExactly("ITC45");
    Row germany = cell("export", "quarter", "2016-Q2", "ITC4", "DE", "ALL");
    assertThat(newest.at("/by_market/0").toString())
        .isEqualTo(
            "{\"code\":\"DE\",\"level\":\"country\",\"label_it\":\"it DE\",\"label_en\":\"en DE\",\"value_eur\":%s,\"yoy_percent\":%s,\"yoy_percent_status\":\"OK\",\"yoy_flags\":\"\",\"contribution_market_pp\":33.333333333333336,\"contribution_market_pp_status\":\"OK\"}"
                .formatted(germany.getAs("value_eur"), germany.getAs("yoy_percent")));
    assertThat(texts(newest.at("/movers/by_market/up"), "code")).contains("DE");
    assertThat(newest.at("/movers/by_market/up/0/contribution_market_pp").doubleValue())
        .isPositive();
    assertThat(texts(json(folder, "territory/IT").at("/flows/0/tables/3/by_territory"), "code"))
        .containsExactly("ITC4", "ITNI");
  }

  @Test
  void aMarketHasItsTotalsByTerritory() throws IOException {
    JsonNode germany = json(folder, "market/DE");

    assertThat(germany.at("/market/level").textValue()).isEqualTo("country");
    assertThat(texts(germany.get("flows"), "flow")).containsExactly("export", "import");
    JsonNode newest = germany.at("/flows/1/tables/7");
    assertThat(newest.get("span").textValue()).isEqualTo("year_to_date");
    assertThat(newest.get("period").textValue()).isEqualTo("2016-Q2");
    assertThat(texts(newest.get("by_territory"), "code")).containsExactly("IT", "ITC4");
    assertThat(newest.at("/by_territory/1/value_eur").decimalValue())
        .isEqualTo(
            cell("import", "year_to_date", "2016-Q2", "ITC4", "DE", "ALL")
                .<BigDecimal>getAs("value_eur"));
  }

  @Test
  void theCatalogNamesWhatIsThereAndWhatIsNot() throws IOException {
    List<Row> totals =
        SampleRelease.cells(1).stream().filter(row -> row.getString(11).equals("ALL")).toList();
    Path folder =
        new Reports(root.resolve("totals").toString())
            .publish(SampleRelease.with("r", totals))
            .folder();
    JsonNode catalog = json(folder, "catalog");

    assertThat(texts(catalog.get("territories"), "code"))
        .containsExactly("IT", "ITC45", "ITC4", "ITNI");
    assertThat(texts(catalog.get("territories"), "json"))
        .containsExactly("territory/IT.json", null, "territory/ITC4.json", null);
    assertThat(texts(catalog.get("markets"), "json"))
        .containsExactly(
            "market/DE.json", "market/MA.json", "market/EU27_2020.json", "market/WORLD.json");
    assertThat(catalog.get("sectors")).isEmpty();
    assertThat(texts(catalog.get("missing_breakdowns"), "breakdown"))
        .containsExactly("by_sector", "by_product");
    assertThat(texts(catalog.get("missing_breakdowns"), "reason"))
        .containsOnly("PRODUCT_LEVEL_MISSING");
    assertThat(catalog.at("/periods/0/periods")).hasSize(6);
    assertThat(texts(catalog.get("indicators"), "id"))
        .containsExactlyElementsOf(SampleRelease.CARDS.stream().map(card -> card.id()).toList());
  }

  @Test
  void theManifestCountsTheTablesAndHashesTheFiles() throws IOException {
    JsonNode manifest = Json.parse(Files.readAllBytes(folder.resolve("manifest.json")));

    Map<String, String> listed = new TreeMap<>();
    manifest
        .get("files")
        .forEach(f -> listed.put(f.get("path").textValue(), f.get("sha256").textValue()));
    Map<String, String> found = Folders.content(folder);
    found.remove("manifest.json");
    assertThat(listed).isEqualTo(found);

    List<Row> cells = SampleRelease.cells(100);
    long cents =
        cells.stream()
            .mapToLong(row -> row.<BigDecimal>getAs(18).movePointRight(2).longValueExact())
            .sum();
    assertThat(manifest.at("/tables/0/rows").longValue()).isEqualTo(cells.size());
    assertThat(manifest.at("/tables/0/cents/value_eur").longValue()).isEqualTo(cents);
    assertThat(manifest.at("/tables/1/cents/difference_eur").longValue()).isEqualTo(3);
    assertThat(manifest.at("/tables/3/cents/value_cents").longValue()).isEqualTo(5);
    assertThat(texts(manifest.get("checks"), "outcome")).containsOnly("passed");
    assertThat(texts(manifest.get("checks"), "name"))
        .contains(
            "closing",
            "indicators: no negative value",
            "indicators: growth or reason",
            "indicators: unique key",
            "reconciliation: no gaps");

    ManifestView view = new Reports(root.toString()).manifest("sample", "r").orElseThrow();
    Release release = SampleRelease.of("r");
    assertThat(view.inputs()).isEqualTo(release.inputs());
    assertThat(view.configuration()).isEqualTo(release.provenance().configuration());
    assertThat(view.cells()).isEqualTo(cells.size());
  }

  private static Row cell(String... key) {
    Row values =
        SampleRelease.cell(
            Flow.ofCode(key[0]), Span.ofCode(key[1]), key[2], key[3], key[4], key[5], 100);
    return new GenericRowWithSchema(
        IntStream.range(0, values.size()).mapToObj(values::get).toArray(), CUBE.schema());
  }

  private static JsonNode json(Path folder, String name) throws IOException {
    return Json.parse(Files.readAllBytes(folder.resolve("json/" + name + ".json")));
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(node -> node.get(field).textValue())
        .toList();
  }
}
