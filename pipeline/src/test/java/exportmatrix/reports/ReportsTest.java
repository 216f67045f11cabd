package exportmatrix.reports;

import static exportmatrix.reports.SampleRelease.CUBE;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.ConfigException;
import exportmatrix.model.Flow;
import exportmatrix.model.Span;
import exportmatrix.model.StorageException;
import exportmatrix.reports.Reports.LatestPointer;
import exportmatrix.reports.Reports.Published;
import exportmatrix.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {

  private final SparkSession spark = SparkTest.session();

  @TempDir Path root;

  @AfterEach
  void leaveNoTaskBehind() throws InterruptedException {
    SparkTest.awaitTasks();
  }

  @ParameterizedTest(name = "{0} shuffle partitions, input in {1}")
  @CsvSource({"8, 5", "1, 37"})
  void theSameFiguresAreTheSameBytes(
      int shufflePartitions, int inputPartitions, @TempDir Path elsewhere) {
    Path plain = new Reports(root.toString()).publish(release("r")).folder();
    Path other;
    spark.conf().set("spark.sql.shuffle.partitions", shufflePartitions);
    try {
      Release shuffled =
          SampleRelease.withCube(
              release("r"), rows -> SampleRelease.shuffled(rows, inputPartitions, 42));
      other = new Reports(elsewhere.toString()).publish(shuffled).folder();
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", 2);
    }
    Map<String, String> expected = Folders.content(plain);
    Map<String, String> found = Folders.content(other);
    assertThat(expected.remove("manifest.json")).isNotEqualTo(found.remove("manifest.json"));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aReleaseHasThePromisedFilesAndNoOthers() {
    Published published = new Reports(root.toString()).publish(release("2016-09-11-abc"));

    List<String> expected =
        new ArrayList<>(
            List.of(
                "history.jsonl",
                "latest.json",
                "release=2016-09-11-abc/coverage/part-0.parquet",
                "release=2016-09-11-abc/json/catalog.json",
                "release=2016-09-11-abc/json/market/DE.json",
                "release=2016-09-11-abc/json/market/EU27_2020.json",
                "release=2016-09-11-abc/json/market/MA.json",
                "release=2016-09-11-abc/json/market/WORLD.json",
                "release=2016-09-11-abc/json/matrix/ITC4.json",
                "release=2016-09-11-abc/json/parts.json",
                "release=2016-09-11-abc/json/territory/IT.json",
                "release=2016-09-11-abc/json/territory/ITC4.json",
                "release=2016-09-11-abc/manifest.json",
                "release=2016-09-11-abc/matrix/part-0.parquet",
                "release=2016-09-11-abc/matrix_groups/part-0.parquet",
                "release=2016-09-11-abc/reconciliation/part-0.parquet",
                "release=2016-09-11-abc/rejected/part-0.parquet",
                "release=2016-09-11-abc/revisions/part-0.parquet",
                "release=2016-09-11-abc/seasonal/part-0.parquet",
                "release=2016-09-11-abc/seasonal_models/part-0.parquet"));
    for (String kind :
        List.of(
            "catalog", "index", "latest", "manifest", "market", "matrix", "parts", "territory")) {
      expected.add("release=2016-09-11-abc/schema/" + kind + ".schema.json");
    }
    for (String span : List.of("quarter", "year_to_date")) {
      for (String period :
          List.of("2015-Q1", "2015-Q2", "2015-Q3", "2015-Q4", "2016-Q1", "2016-Q2")) {
        expected.add(
            "release=2016-09-11-abc/indicators/span=%s/period=%s/part-0.parquet"
                .formatted(span, period));
      }
    }
    expected.addAll(new Page(Optional.empty()).paths());
    assertThat(Folders.content(root.resolve("sample")).keySet())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(published.added()).isTrue();
    assertThat(published.folder()).isEqualTo(root.resolve("sample/release=2016-09-11-abc"));
  }

  @Test
  void theCubeIsWhatItWasSortedInEveryFile() {
    Reports reports = reports(new Limits(7, 100_000, 1_000_000, 8));
    Path folder =
        reports
            .publish(
                SampleRelease.withCube(release("r"), rows -> SampleRelease.shuffled(rows, 3, 1)))
            .folder();

    Dataset<Row> one =
        spark
            .read()
            .parquet(
                folder.resolve("indicators/span=quarter/period=2016-Q2/part-0.parquet").toString());
    assertThat(one.columns()).doesNotContain("span", "period").hasSize(CUBE.columns().size() - 2);

    List<Row> cells = SampleRelease.cells(100);
    List<String> keys = new ArrayList<>();
    int files = 0;
    for (int part = 0; Files.exists(partOf(folder, part)); part++, files++) {
      List<Row> rows = spark.read().parquet(partOf(folder, part).toString()).collectAsList();
      assertThat(rows).hasSizeLessThanOrEqualTo(7);
      rows.forEach(row -> keys.add(key(row)));
    }
    assertThat(files).isGreaterThan(1);
    assertThat(keys)
        .isSorted()
        .hasSize(
            (int)
                cells.stream()
                    .filter(
                        c -> c.getString(1).equals("quarter") && c.getString(2).equals("2016-Q2"))
                    .count());
    assertThat(
            spark
                .read()
                .schema(CUBE.schema())
                .parquet(folder.resolve("indicators").toString())
                .select(
                    CUBE.columns().stream()
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new))
                .collectAsList())
        .containsExactlyInAnyOrderElementsOf(cells);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      value = {
        "value_eur, -1, trade is zero or more",
        "contribution_market_pp, NaN, no NaN",
        "share_of_italy_percent, Infinity, no NaN",
        "yoy_percent, null, has a status that says why",
        "share_of_italy_percent, null, has a status that says why",
        "yoy_percent_status, NO_PRIOR, yoy_percent is null for",
        "share_of_italy_percent_status, null, null only where"
      })
  void figuresThatBreakTheirContractAreFound(String column, String value, String expected) {
    Release bad = broken(column, value == null ? "NULL" : "'" + value + "'");
    ReleaseStore store = new ReleaseStore(root.toString());
    assertThatThrownBy(() -> new ReleaseWriter(store, Limits.DEFAULT).write(bad, root))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("2016-Q2 ITC4 DE ALL")
        .hasMessageNotContaining("\n");
  }

  @Test
  void figuresThatBreakTheirContractAreNotPublished() {
    Reports reports = new Reports(root.toString());
    reports.publish(release("good"));
    Map<String, String> before = Folders.content(root);
    assertThatThrownBy(() -> reports.publish(broken("value_eur", "-1")))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("nothing was published");
    assertThat(Folders.content(root)).isEqualTo(before);
    assertThat(reports.latest("sample").orElseThrow().release()).isEqualTo("good");
  }

  @Test
  void aKeyThatOccursTwiceIsNotPublished() {
    List<Row> cells = SampleRelease.cells(1);
    cells.add(
        SampleRelease.cell(Flow.EXPORT, Span.QUARTER, "2015-Q1", "ITC4", "EU27_2020", "ALL", 1));
    assertThatThrownBy(() -> new Reports(root.toString()).publish(SampleRelease.with("r", cells)))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("keys that occur twice")
        .hasMessageContaining("export quarter 2015-Q1 ITC4 EU27_2020 ALL");
    assertThat(new Reports(root.toString()).latest("sample")).isEmpty();
  }

  @Test
  void noFiguresAtAllAreNotPublished() {
    assertThatThrownBy(
            () -> new Reports(root.toString()).publish(SampleRelease.with("r", List.of())))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("found none");
  }

  @Test
  void aReleaseNeverChanges() {
    Reports reports = new Reports(root.toString());
    reports.publish(release("r"));
    Map<String, String> before = Folders.content(root);
    assertThat(reports.publish(release("r")).added()).isFalse();
    assertThat(Folders.content(root)).isEqualTo(before);
    assertThatThrownBy(() -> reports.publish(SampleRelease.of("r", 7)))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("part-0.parquet");
    assertThat(Folders.content(root)).isEqualTo(before);
  }

  @Test
  void aDamagedReleaseIsPublishedAnew() throws IOException {
    Reports reports = new Reports(root.toString());
    Path folder = reports.publish(release("r")).folder();
    Map<String, String> before = Folders.content(folder);
    Files.writeString(folder.resolve("json/catalog.json"), "{}");
    assertThat(reports.publish(release("r")).added()).isTrue();
    before.remove("manifest.json");
    assertThat(Folders.content(folder)).containsAllEntriesOf(before).hasSize(before.size() + 1);
  }

  @Test
  void oldReleasesGoAndThePointedOneStays() {
    Reports reports = new Reports(root.toString());
    reports.publish(SampleRelease.of("a", 1));
    reports.publish(SampleRelease.of("b", 2));
    assertThat(names(reports)).containsExactly("b", "a");
    reports.publish(SampleRelease.of("c", 3));
    assertThat(names(reports)).containsExactly("c", "b");
    reports.pointTo("sample", "b");
    assertThat(reports.latest("sample").map(LatestPointer::release)).contains("b");
    assertThat(reports.releases("sample").get(1).current()).isTrue();
    assertThatThrownBy(() -> reports.pointTo("sample", "a"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("(c, b)");
    assertThat(root.resolve("sample/history.jsonl")).content().contains("rollback").hasLineCount(4);
  }

  @Test
  void theIndexListsEveryCollection() throws IOException {
    Reports reports = new Reports(root.toString());
    reports.publish(SampleRelease.of("a", 1));
    Files.delete(root.resolve("index.json"));
    reports.recover();
    JsonNode index = Json.parse(Files.readAllBytes(root.resolve("index.json")));
    assertThat(index.at("/collections/0").toString())
        .isEqualTo(
            "{\"collection\":\"sample\",\"label_it\":\"Campione\",\"label_en\":\"Sample\",\"synthetic\":true,\"release\":\"a\",\"edition\":\"2016-09-11\",\"latest\":\"sample/latest.json\",\"manifest\":\"sample/release=a/manifest.json\"}");
    assertThat(root.resolve(index.at("/collections/0/manifest").textValue())).exists();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "in the way");
    assertThatThrownBy(() -> new Reports(file.resolve("reports").toString()).publish(release("r")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("run again");
  }

  @Test
  void aLocationElsewhereIsRefused() {
    assertThatThrownBy(() -> new Reports("s3a://bucket/reports"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("reports.location");
  }

  @Test
  void aLocationMayHaveBlanks() {
    Reports reports = new Reports(root.resolve("my reports").toUri().toString());
    assertThat(reports.publish(release("r")).folder())
        .isEqualTo(root.resolve("my reports/sample/release=r"));
  }

  private static Release release(String id) {
    return SampleRelease.of(id);
  }

  /** A release in which one column of a few cells is not what it should be. */
  private static Release broken(String column, String value) {
    String changed =
        "CASE WHEN territory = 'ITC4' AND period = '2016-Q2' AND market = 'DE' THEN %s ELSE %s END"
            .formatted(value, column);
    return SampleRelease.withCube(
        release("bad"),
        rows ->
            List.of(rows.columns()).contains(column)
                ? rows.withColumn(column, expr(changed))
                : rows);
  }

  private Reports reports(Limits limits) {
    return new Reports(new ReleaseStore(root.toString()), limits);
  }

  private static List<String> names(Reports reports) {
    return reports.releases("sample").stream().map(r -> r.manifest().release()).toList();
  }

  private static Path partOf(Path folder, int part) {
    return folder.resolve("indicators/span=quarter/period=2016-Q2/part-" + part + ".parquet");
  }

  /** Flow, territory, market and product. */
  private static String key(Row row) {
    return Stream.of("flow", "territory", "market", "product")
        .map(name -> row.<String>getAs(name))
        .collect(Collectors.joining(" "));
  }
}
