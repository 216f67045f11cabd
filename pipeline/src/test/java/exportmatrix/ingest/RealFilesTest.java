package exportmatrix.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.model.Aside;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.Tables;
import exportmatrix.testing.RealData;
import exportmatrix.testing.SparkTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, against sums made by other means. */
class RealFilesTest {

  private final Ingest ingest = new Ingest(SparkTest.session(), Codes.load(CodeFiles.BUNDLED));

  @Test
  void importsOfTheRegionsFromOutsideTheUnion() {
    DatasetSpec spec =
        SpecDraft.istat()
            .input(RealData.file("istat/observed_imports_IT_sectionC_2023.csv"))
            .spec();
    Reading<?> reading = read(spec);
    Dataset<Row> total =
        Readings.observationTable(reading).where("product = 'ALL' and period = '2023'");
    assertThat(cents(total.where("territory in ('ITD10', 'ITD20')")))
        .isEqualTo(cents(total.where("territory = 'ITDA'")));
    assertThat(cents(total.where("territory not in ('ITD10', 'ITD20')")))
        .isEqualTo(227_116_569_458L * 100);
    assertThat(cents(total)).isEqualTo(228_585_765_051L * 100);
    assertThat(total.where("territory = 'ITC4'").select("flow", "market", "status", "line").first())
        .hasToString("[import,EXT_EU27_2020,NORMAL,14]");
    assertThat(only(reading).rows()).isEqualTo(new Ends(88, 88, 0, 0, 0));
    assertThat(reading.rejected().count()).isZero();
  }

  @Test
  void lombardyAsADelimitedTable() throws IOException {
    Path file = RealData.file("istat/commercio_estero_lombardia.csv");
    DatasetSpec spec =
        SpecDraft.table(",", ".", "")
            .input(file)
            .column("territory", "territorio")
            .column("period", "anno")
            .column("flow", "flusso")
            .column("product", "codice_settore")
            .column("market", "codice_partner")
            .column("value", "valore_euro")
            .spec();
    Map<String, Long> expected = new TreeMap<>();
    for (String line : Files.readAllLines(file).subList(1, 692)) {
      String[] cells = line.split(",", -1);
      expected.merge(
          cells[2] + " " + cells[4], Long.parseLong(cells[cells.length - 1]) * 100, Long::sum);
    }
    Reading<?> reading = read(spec);
    assertThat(only(reading).rows()).isEqualTo(new Ends(691, 691, 0, 0, 0));
    assertThat(sums(Readings.observationTable(reading), "flow", "product")).isEqualTo(expected);
    assertThat(
            cents(
                Readings.observationTable(reading)
                    .where("flow = 'export' and product = 'ALL' and period = '2024'")))
        .isEqualTo(164_117_274_535L * 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CN_39201081", "CN_48064010", "CN_85235910"})
  void valueAndQuantityOfOneProduct(String name) throws IOException {
    Path file = RealData.file("eurostat/" + name + ".csv");
    Map<String, Long> values = new TreeMap<>();
    Map<String, BigDecimal> quantities = new TreeMap<>();
    long rows = 0;
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      String[] cells = line.split(",", -1);
      String key = (cells[6].equals("1") ? "import" : "export") + " " + cells[3] + " " + cells[4];
      BigDecimal value = new BigDecimal(cells[9]);
      if (cells[7].equals("VALUE_IN_EUROS")) {
        values.merge(key, value.movePointRight(2).longValueExact(), Long::sum);
      } else {
        quantities.merge(key, value.movePointRight(2).setScale(3), BigDecimal::add);
      }
      rows++;
    }
    Reading<?> reading = read(SpecDraft.comext(Layout.SDMX_CSV).input(file).spec());
    FileRecord record = only(reading);
    assertThat(record.rows()).isEqualTo(new Ends(rows, rows, 0, 0, 0));
    assertThat(record.edition()).isEqualTo("2026-02-13");
    assertThat(record.cents().accepted())
        .isEqualTo(values.values().stream().mapToLong(Long::longValue).sum());
    assertThat(reading.observations().count()).isEqualTo(rows / 2);
    assertThat(sums(Readings.observationTable(reading), "flow", "territory", "market"))
        .isEqualTo(values);
    assertThat(
            Readings.observationTable(reading)
                .groupBy("flow", "territory", "market")
                .agg(sum("quantity_kg"))
                .collectAsList())
        .allSatisfy(
            row ->
                assertThat(row.getDecimal(3))
                    .isEqualByComparingTo(
                        quantities.get(
                            row.getString(0) + " " + row.getString(1) + " " + row.getString(2))));
  }

  @Test
  void exportsOfTwentyCountriesAsJsonStat() throws IOException {
    Path file = RealData.file("eurostat/eurostat_comext_total_exports_2026_07_16.json");
    JsonNode raw = new ObjectMapper().readTree(file.toFile());
    List<String> reporters = codes(raw, "reporter");
    List<String> partners = codes(raw, "partner");
    List<String> times = codes(raw, "time");
    Map<String, Long> expected = new HashMap<>();
    for (Map.Entry<String, JsonNode> value : raw.get("value").properties()) {
      int index = Integer.parseInt(value.getKey());
      String key =
          reporters.get(index / times.size() / partners.size())
              + " "
              + partners.get(index / times.size() % partners.size())
              + " "
              + times.get(index % times.size());
      expected.put(key, value.getValue().decimalValue().movePointRight(2).longValueExact());
    }
    Reading<?> reading = read(SpecDraft.comext(Layout.JSON_STAT).input(file).spec());
    assertThat(only(reading).edition()).isEqualTo("2026-07-16");
    assertThat(only(reading).rows().accepted()).isEqualTo(expected.size());
    assertThat(sums(Readings.observationTable(reading), "territory", "market", "period"))
        .isEqualTo(expected);
    assertThat(Readings.observationTable(reading).columns())
        .containsExactlyElementsOf(Tables.OBSERVATIONS.columns());
    assertThat(
            Readings.observationTable(reading)
                .where("territory = 'IT' and market = 'DE' and period = '2025-12'")
                .select("flow", "product", "period_ordinal")
                .first())
        .hasToString("[export,ALL,24311]");
  }

  private Reading<?> read(DatasetSpec spec) {
    return ingest.read(
        spec, Ingest.find(spec, KnownFiles.none()).files(), Optional.empty(), Aside.nowhere());
  }

  private static FileRecord only(Reading<?> reading) {
    assertThat(reading.refused()).isEmpty();
    assertThat(reading.files()).hasSize(1);
    return reading.files().get(0);
  }

  private static long cents(Dataset<Row> rows) {
    return rows.agg(sum("value_cents")).first().getLong(0);
  }

  private static Map<String, Long> sums(Dataset<Row> rows, String first, String... more) {
    Map<String, Long> sums = new TreeMap<>();
    for (Row row :
        rows.groupBy(first, more).agg(sum(col("value_cents")).as("cents")).collectAsList()) {
      StringBuilder key = new StringBuilder(row.getString(0));
      for (int i = 1; i <= more.length; i++) {
        key.append(' ').append(row.getString(i));
      }
      sums.put(key.toString(), row.getLong(more.length + 1));
    }
    return sums;
  }

  private static List<String> codes(JsonNode raw, String dimension) {
    Map<Integer, String> byPlace = new TreeMap<>();
    raw.get("dimension")
        .get(dimension)
        .get("category")
        .get("index")
        .properties()
        .forEach(code -> byPlace.put(code.getValue().asInt(), code.getKey()));
    return List.copyOf(byPlace.values());
  }
}
