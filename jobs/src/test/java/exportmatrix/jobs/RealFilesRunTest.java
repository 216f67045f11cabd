package exportmatrix.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files as they lie, through the whole job, against sums made by other means. */
class RealFilesRunTest {

  private static final Path SAMPLES =
      Path.of(System.getProperty("exportmatrix.root", ".."))
          .resolve("data-samples")
          .toAbsolutePath()
          .normalize();

  @TempDir static Path folder;
  private static Office office;
  private static SparkSession spark;
  private static List<Path> products;

  @BeforeAll
  static void run() throws IOException {
    Path regions = Office.real("istat/observed_imports_IT_sectionC_2023.csv");
    Path lombardy = Office.real("istat/commercio_estero_lombardia.csv");
    Path total = Office.real("eurostat/eurostat_comext_total_exports_2026_07_16.json");
    products =
        List.of(
            Office.real("eurostat/CN_39201081.csv"),
            Office.real("eurostat/CN_48064010.csv"),
            Office.real("eurostat/CN_85235910.csv"));
    Path cut = folder.resolve("cut.json");
    Office.write(cut, withoutTheLastMonth(Office.JSON.readTree(total.toFile())).toString());
    office =
        new Office(
            folder,
            """
            datasets:
              - {id: regions, layout: sdmx-csv, input: '%s', frequency: annual, unit: euro,
                 edition: 2025-03-11, complete: {territory: [region]}}
              - {id: sample-regions, layout: sdmx-csv, input: '%s/istat-regions/*.csv',
                 frequency: annual, unit: euro, edition: 2025-03-11,
                 complete: {territory: [region]}}
              - {id: total, layout: json-stat, input: '%s', frequency: monthly, unit: euro,
                 product_scheme: cn8}
              - {id: cut, layout: json-stat, input: '%s', frequency: monthly, unit: euro,
                 product_scheme: cn8}
              - {id: products, layout: sdmx-csv, input: ['%s', '%s', '%s'], frequency: monthly,
                 unit: euro, product_scheme: cn8}
              - id: lombardy
                layout: delimited
                input: '%s'
                frequency: annual
                unit: euro
                edition: 2026-03-11
                complete: {market: [world], product: [total, section]}
                columns: {territory: territorio, market: codice_partner, product: codice_settore,
                          period: anno, flow: flusso, value: valore_euro}
                delimited: {}
              - {id: sample, layout: sdmx-csv, input: '%s/istat-lombardia/*.csv',
                 frequency: annual, unit: euro, edition: 2026-03-11,
                 complete: {market: [world], product: [total, section]}}
            collections:
              - {id: regions, label_en: a, datasets: regions}
              - {id: sample-regions, label_en: a, datasets: sample-regions}
              - {id: total, label_en: b, datasets: total, spans: [quarter]}
              - {id: cut, label_en: b, datasets: cut, spans: [quarter]}
              - {id: products, label_en: c, datasets: products, spans: [month]}
              - {id: lombardy, label_en: d, datasets: lombardy}
              - {id: sample, label_en: e, datasets: sample}
            """
                .formatted(
                    regions,
                    SAMPLES,
                    total,
                    cut,
                    products.get(0),
                    products.get(1),
                    products.get(2),
                    lombardy,
                    SAMPLES));
    office.run();
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void twentyRegionsCountNobodyTwiceAndAreNotItaly() {
    Dataset<Row> imports =
        cube("regions")
            .where("flow = 'import' and market = 'EXT_EU27_2020' and product = 'ALL'")
            .where("span = 'year' and period = '2023'");
    Dataset<Row> regions = imports.where("territory_level = 'region'");

    assertThat(regions.count()).isEqualTo(20);
    BigDecimal all = regions.agg(sum("value_eur")).first().getDecimal(0);
    assertThat(all).isEqualByComparingTo("227116569458");
    Row lombardy = regions.where("territory = 'ITC4'").first();
    assertThat(lombardy.<BigDecimal>getAs("value_eur")).isEqualByComparingTo("63899469568");
    assertThat(
            lombardy
                .<BigDecimal>getAs("value_eur")
                .multiply(BigDecimal.valueOf(100))
                .divide(all, 2, RoundingMode.HALF_UP))
        .isEqualByComparingTo("28.14");
    assertThat(lombardy.<Double>getAs("share_of_italy_percent")).isNull();
    assertThat(lombardy.<String>getAs("share_of_italy_percent_status")).isEqualTo("PARTIAL");
    assertThat(imports.where("territory = 'IT'").select("value_eur_status").first().getString(0))
        .isEqualTo("PARTIAL");
  }

  @Test
  void theSampleOfTheRegionsSaysWhatTheRealFileSays() {
    assertThat(Office.content(office.release("sample-regions").resolve("indicators")))
        .isNotEmpty()
        .isEqualTo(Office.content(office.release("regions").resolve("indicators")));
  }

  @Test
  void aQuarterIsTheSumOfTheThreeMonthsOfTheFile() throws IOException {
    Map<String, Long> months =
        germanMonths(
            Office.JSON.readTree(
                Office.real("eurostat/eurostat_comext_total_exports_2026_07_16.json").toFile()));
    Map<String, Long> expected = new TreeMap<>();
    months.forEach(
        (month, euros) -> {
          int quarter = (Integer.parseInt(month.substring(5)) + 2) / 3;
          expected.merge(month.substring(0, 4) + "-Q" + quarter, euros, Long::sum);
        });

    Map<String, Long> found = new TreeMap<>();
    for (Row row : toGermany("total").where("span = 'quarter'").collectAsList()) {
      assertThat(row.<Integer>getAs("months_observed")).isEqualTo(3);
      found.put(row.getAs("period"), row.<BigDecimal>getAs("value_eur").longValueExact());
    }
    assertThat(found).isEqualTo(expected).hasSize(24);
  }

  @Test
  void aQuarterOfTwoMonthsIsIncompleteAndHasNoGrowth() {
    Row quarter = toGermany("cut").where("span = 'quarter' and period = '2025-Q4'").first();

    assertThat(quarter.<Integer>getAs("months_observed")).isEqualTo(2);
    assertThat(quarter.<String>getAs("value_eur_status")).isEqualTo("INCOMPLETE");
    assertThat(quarter.<Double>getAs("yoy_percent")).isNull();
    assertThat(quarter.<String>getAs("yoy_percent_status")).isEqualTo("INCOMPLETE");
    Row before = toGermany("cut").where("span = 'quarter' and period = '2025-Q3'").first();
    assertThat(before.<String>getAs("value_eur_status")).isEqualTo("OK");
    assertThat(before.<Double>getAs("yoy_percent"))
        .isEqualTo(
            toGermany("total")
                .where("span = 'quarter' and period = '2025-Q3'")
                .first()
                .<Double>getAs("yoy_percent"));
  }

  @Test
  void threeProductsAddUpToWhatAwkFinds() throws IOException {
    Map<String, BigDecimal> expected = new TreeMap<>();
    for (String line :
        awk(
            "NR>1 && $8==\"VALUE_IN_EUROS\" {s[($7==1?\"import\":\"export\")\" \"$4\" \"$5\" \"$6]+=$10}"
                + " END {for (k in s) printf \"%s %.2f\\n\", k, s[k]}")) {
      int at = line.lastIndexOf(' ');
      expected.put(line.substring(0, at), new BigDecimal(line.substring(at + 1)));
    }
    Map<String, BigDecimal> found = new TreeMap<>();
    for (Row row :
        cube("products")
            .where("span = 'month' and length(product) = 8 and value_eur_status = 'OK'")
            .where("market_level <> 'group'")
            .groupBy("flow", "territory", "market", "product")
            .agg(sum("value_eur"))
            .collectAsList()) {
      found.put(
          String.join(" ", row.getString(0), row.getString(1), row.getString(2), row.getString(3)),
          row.getDecimal(4));
    }

    assertThat(expected).hasSizeGreaterThan(1000);
    assertThat(found.keySet()).containsAll(expected.keySet());
    expected.forEach(
        (key, euros) -> assertThat(found.get(key)).as(key).isEqualByComparingTo(euros));
  }

  @Test
  void valueAndQuantityOfAKeyAreOneObservation() throws IOException {
    List<String> keys = awk("NR>1 {print $4,$5,$6,$7,$9}");
    String quantity =
        awk("NR>1 && $8!=\"VALUE_IN_EUROS\" {s+=$10} END {printf \"%.3f\\n\", s*100}").get(0);
    Dataset<Row> observations =
        spark
            .read()
            .parquet(folder.resolve("warehouse/exports/observations/data").toString())
            .where("dataset = 'products'");

    assertThat(observations.count()).isEqualTo(new HashSet<>(keys).size());
    assertThat(observations.agg(sum("quantity_kg")).first().getDecimal(0))
        .isEqualByComparingTo(quantity);
  }

  @Test
  void theWorldComesFromItsOwnRowsOnly() throws IOException {
    Map<String, BigDecimal> stated = new HashMap<>();
    Set<String> spoken = new HashSet<>();
    for (String line :
        awk(
            "NR>1 && $8==\"VALUE_IN_EUROS\" {print ($7==1?\"import\":\"export\"),$4,$6,$9,$5,$10}")) {
      String[] cells = line.split(" ", -1);
      String slice = String.join(" ", List.of(cells).subList(0, 4));
      spoken.add(slice);
      if (cells[4].equals("WORLD")) {
        stated.put(slice, new BigDecimal(cells[5]));
      }
    }
    Map<String, BigDecimal> found = new HashMap<>();
    for (Row row :
        cube("products")
            .where("span = 'month' and market = 'WORLD' and length(product) = 8")
            .where("value_eur_status = 'OK'")
            .select("flow", "territory", "product", "period", "value_eur")
            .collectAsList()) {
      found.put(
          String.join(" ", row.getString(0), row.getString(1), row.getString(2), row.getString(3)),
          row.getDecimal(4));
    }

    assertThat(spoken).hasSizeGreaterThan(stated.size());
    assertThat(found.keySet()).isEqualTo(stated.keySet());
    stated.forEach((key, euros) -> assertThat(found.get(key)).as(key).isEqualByComparingTo(euros));
    List<Row> falls =
        cube("products")
            .where("span = 'month' and market = 'WORLD' and yoy_percent < -98.5")
            .select("flow", "territory", "product", "period", "prior_value_eur", "value_eur")
            .collectAsList();
    // What falls so far has a figure of its own in both months.
    for (Row row : falls) {
      String key =
          String.join(" ", row.getString(0), row.getString(1), row.getString(2), row.getString(3));
      assertThat(stated).as(key).containsKey(key);
    }
  }

  @Test
  void lombardyAsADelimitedTableIsTheSameCube() {
    Map<String, String> delimited =
        Office.content(office.release("lombardy").resolve("indicators"));

    assertThat(delimited)
        .isNotEmpty()
        .isEqualTo(Office.content(office.release("sample").resolve("indicators")));
  }

  private static Dataset<Row> cube(String collection) {
    return office.table(spark, collection, "indicators");
  }

  private static Dataset<Row> toGermany(String collection) {
    return cube(collection)
        .where("territory = 'IT' and market = 'DE' and product = 'ALL' and flow = 'export'")
        .orderBy(col("period"));
  }

  /** A few lines of another tool over the three files. */
  private static List<String> awk(String program) throws IOException {
    List<String> command = new ArrayList<>(List.of("awk", "-F,", program.replace("NR>1", "FNR>1")));
    products.forEach(file -> command.add(file.toString()));
    Process awk =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  private static Map<String, Long> germanMonths(JsonNode raw) {
    int partners = raw.at("/dimension/partner/category/index").size();
    int times = raw.at("/dimension/time/category/index").size();
    int italy = raw.at("/dimension/reporter/category/index/IT").asInt();
    int germany = raw.at("/dimension/partner/category/index/DE").asInt();
    Map<String, Long> months = new TreeMap<>();
    raw.at("/dimension/time/category/index")
        .properties()
        .forEach(
            month -> {
              int index = (italy * partners + germany) * times + month.getValue().asInt();
              months.put(
                  month.getKey(),
                  raw.get("value").get(String.valueOf(index)).decimalValue().longValueExact());
            });
    return months;
  }

  /** Time is the last dimension, and the file is sparse. */
  private static JsonNode withoutTheLastMonth(JsonNode raw) {
    ObjectNode cut = raw.deepCopy();
    ArrayNode size = (ArrayNode) cut.get("size");
    int times = size.get(size.size() - 1).asInt();
    assertThat(cut.at("/dimension/time/category/index/2025-12").asInt()).isEqualTo(times - 1);
    ((ObjectNode) cut.at("/dimension/time/category/index")).remove("2025-12");
    ((ObjectNode) cut.at("/dimension/time/category/label")).remove("2025-12");
    size.set(size.size() - 1, Office.JSON.getNodeFactory().numberNode(times - 1));
    for (String part : List.of("value", "status")) {
      if (raw.has(part)) {
        ObjectNode kept = cut.putObject(part);
        raw.get(part)
            .properties()
            .forEach(
                cell -> {
                  int index = Integer.parseInt(cell.getKey());
                  if (index % times != times - 1) {
                    kept.set(
                        String.valueOf(index / times * (times - 1) + index % times),
                        cell.getValue());
                  }
                });
      }
    }
    return cut;
  }
}
