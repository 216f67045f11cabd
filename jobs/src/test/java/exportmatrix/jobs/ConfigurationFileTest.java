package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.Borders;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.ConfigException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.Measure;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.Frequency;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Span;
import exportmatrix.model.TerritoryLevel;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationFileTest {

  private static final Path ROOT = Path.of(System.getProperty("exportmatrix.root"));
  private static final String DATASET =
      "datasets: [{id: a, layout: sdmx-csv, input: a.csv, frequency: annual, unit: euro}]\n";
  private static final String COLLECTION = "collections: [{id: c, datasets: a}]\n";

  @TempDir Path folder;

  @Test
  void readsTheBundledSamples() {
    Configuration config = ConfigurationFile.read(ROOT.resolve("data-samples/export-matrix.yaml"));

    assertThat(config.pipeline().collections())
        .extracting(CollectionSpec::id)
        .containsExactly(
            "istat-lombardia",
            "istat-regions",
            "comext-cn8",
            "comext-total",
            "synthetic-provinces");
    assertThat(config.pipeline().collections())
        .filteredOn(CollectionSpec::synthetic)
        .extracting(CollectionSpec::id)
        .containsExactly("synthetic-provinces");
    assertThat(config.pipeline().warehouse().location())
        .isEqualTo(Path.of("out/warehouse").toAbsolutePath().toString());
    assertThat(config.pipeline().reports().location())
        .isEqualTo(Path.of("out/reports").toAbsolutePath().toString());
    assertThat(config.logs()).isEqualTo(Path.of("out/logs").toAbsolutePath());
    DatasetSpec provinces = config.pipeline().dataset("synthetic-provinces");
    assertThat(provinces.input())
        .containsExactly(
            ROOT.resolve("data-samples/synthetic-provinces/*.csv.gz").normalize().toString());
    assertThat(provinces.replaces()).containsExactlyInAnyOrder("flow", "period");
    assertThat(provinces.complete().territory())
        .containsExactly(TerritoryLevel.PROVINCE, TerritoryLevel.RESIDUAL);
  }

  @Test
  void readsTheExampleWithEveryKey() throws IOException {
    Path example = ROOT.resolve("docs/configuration-example.yaml");
    Configuration config = ConfigurationFile.read(example);

    String text = Files.readString(example);
    keys(YamlDocument.class).forEach(key -> assertThat(text).contains(key + ":"));
    DatasetSpec coeweb = config.pipeline().dataset("coeweb");
    assertThat(coeweb.layout()).isEqualTo(Layout.DELIMITED);
    assertThat(coeweb.unitMultiplier()).isEqualTo(1);
    assertThat(coeweb.delimited().delimiter()).isEqualTo(";");
    assertThat(coeweb.delimited().thousandsMark()).isEqualTo(".");
    assertThat(coeweb.delimited().valueColumns())
        .containsEntry("IMP2014", Map.of("flow", "import", "period", "2014"));
    DatasetSpec comext = config.pipeline().dataset("comext-bulk");
    assertThat(comext.scheme()).isEqualTo(ProductScheme.CN8);
    assertThat(comext.columns()).containsEntry("product", "PRODUCT_NC");
    assertThat(comext.frequency()).isEqualTo(Frequency.M);
  }

  @Test
  void fillsInWhatIsLeftOut() throws IOException {
    Configuration config = read(DATASET + COLLECTION);

    DatasetSpec dataset = config.pipeline().dataset("a");
    assertThat(dataset.input()).containsExactly(folder.resolve("a.csv").toString());
    assertThat(dataset.periodType()).isEqualTo(PeriodType.SINGLE);
    assertThat(dataset.scheme()).isEqualTo(ProductScheme.CPA);
    assertThat(dataset.maxRejectedShare()).isEqualTo(0.01);
    assertThat(dataset.replaces()).isEmpty();
    assertThat(dataset.edition()).isEqualTo(new EditionRule(null, null));
    assertThat(dataset.delimited()).isNull();
    CollectionSpec collection = config.pipeline().collections().get(0);
    assertThat(collection.labelEn()).isEqualTo("c");
    assertThat(collection.synthetic()).isFalse();
    assertThat(collection.spans()).containsExactly(Span.values());
    assertThat(collection.products())
        .contains(ProductLevel.SECTOR, ProductLevel.GROUP)
        .doesNotContain(ProductLevel.CN8);
    assertThat(config.pipeline().rules().materialityEurPerQuarter()).isEqualTo(1_000_000);
    assertThat(config.spark().master()).isEqualTo("local[*]");
    assertThat(config.withMaster("local[1]").spark().master()).isEqualTo("local[1]");
  }

  @Test
  void readsAWholeDataset() throws IOException {
    DatasetSpec dataset =
        read("""
                datasets:
                  - id: a
                    layout: delimited
                    input: [/data/a.csv, 'sub/*.csv', 's3a://bucket/b']
                    frequency: quarterly
                    unit: thousand-euro
                    period_type: cumulated
                    product_scheme: cpa
                    complete: {territory: [macro-area, region], market: [country], product: [group]}
                    replaces: [flow, period]
                    edition: 2026-07-16
                    edition_from_name: '(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)'
                    max_rejected_share: 0
                    columns: {product: PRODUCT_NC}
                    constants: {territory: ITC4}
                    codes: {market: {'001': FR}}
                    indicators: {EV: export-value, TBV: filtered}
                    keep: {STAT: ['1', '2']}
                    delimited: {delimiter: ';', charset: windows-1252, decimal_mark: ',',
                                thousands_mark: '.', skip_lines: 2,
                                value_columns: {IMP2014: {flow: import, period: 2014}}}
                """
                + COLLECTION)
            .pipeline()
            .dataset("a");

    assertThat(dataset.input())
        .containsExactly("/data/a.csv", folder.resolve("sub/*.csv").toString(), "s3a://bucket/b");
    assertThat(dataset.frequency()).isEqualTo(Frequency.Q);
    assertThat(dataset.unitMultiplier()).isEqualTo(1000);
    assertThat(dataset.periodType()).isEqualTo(PeriodType.CUMULATED);
    assertThat(dataset.complete().territory())
        .containsExactly(TerritoryLevel.MACRO_AREA, TerritoryLevel.REGION);
    assertThat(dataset.complete().market()).containsExactly(MarketLevel.COUNTRY);
    assertThat(dataset.edition().constant()).isEqualTo("2026-07-16");
    assertThat(dataset.maxRejectedShare()).isZero();
    assertThat(dataset.constants()).containsEntry("territory", "ITC4");
    assertThat(dataset.codes().get("market")).containsEntry("001", "FR");
    assertThat(dataset.indicators())
        .containsEntry("EV", Measure.EXPORT_VALUE)
        .containsEntry("TBV", Measure.FILTERED);
    assertThat(dataset.keep()).containsEntry("STAT", List.of("1", "2"));
    assertThat(dataset.delimited().skipLines()).isEqualTo(2);
    assertThat(dataset.delimited().valueColumns().get("IMP2014")).containsEntry("period", "2014");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void namesFileLineAndKey(String yaml, String message) throws IOException {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder.resolve("c.yaml") + ", line ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("", "line 1: the file is empty"),
        Arguments.of("datasets: [", "expected YAML, found"),
        Arguments.of("datasets: []\ndatasets: []\n", "line 2: expected YAML, found: Duplicate"),
        Arguments.of("- a\n", "line 1: expected keys with values, found a list"),
        Arguments.of(
            "warehose: {}\n" + DATASET + COLLECTION,
            "line 1: warehose: unknown key; did you mean warehouse?"),
        Arguments.of(
            DATASET + COLLECTION + "reports:\n  keep: 3\n",
            "line 4: reports.keep: unknown key; did you mean keep_releases?"),
        Arguments.of(
            DATASET + COLLECTION + "log: {zzzz: 1}\n",
            "line 3: log.zzzz: unknown key; known here: folder"),
        Arguments.of(
            DATASET.replace("sdmx-csv", "sdmx") + COLLECTION,
            "line 1: datasets[0].layout: expected sdmx-csv, json-stat, delimited, found 'sdmx'; did"
                + " you mean sdmx-csv?"),
        Arguments.of(
            DATASET.replace("annual", "yearly") + COLLECTION,
            "datasets[0].frequency: expected monthly, quarterly, annual, found 'yearly'"),
        Arguments.of(
            DATASET.replace(", unit: euro", "") + COLLECTION,
            "datasets[0].unit: missing; expected euro, thousand-euro or million-euro"),
        Arguments.of(
            DATASET.replace("euro", "euro, max_rejected_share: 1.5") + COLLECTION,
            "max_rejected_share: expected a share from 0 to 1, found 1.5"),
        Arguments.of(
            DATASET.replace("euro", "euro, max_rejected_share: few") + COLLECTION,
            "max_rejected_share: expected a number, found 'few'"),
        Arguments.of(
            DATASET.replace("euro", "euro, replaces: [flow, periods]") + COLLECTION,
            "replaces: expected one of flow, market, period, product, territory, found 'periods';"
                + " did you mean period?"),
        Arguments.of(
            DATASET.replace("euro", "euro, edition: yesterday") + COLLECTION,
            "edition: expected a date such as 2026-07-16, found 'yesterday'"),
        Arguments.of(
            DATASET.replace("euro", "euro, edition_from_name: '(?<year>x)'") + COLLECTION,
            "edition_from_name: expected the groups"),
        Arguments.of(
            DATASET.replace("euro", "euro, edition_from_name: '('") + COLLECTION,
            "edition_from_name: expected a regular expression, found '('"),
        Arguments.of(
            DATASET.replace("euro", "euro, columns: {teritory: X}") + COLLECTION,
            "columns.teritory: expected one of"),
        Arguments.of(
            DATASET.replace("euro", "euro, delimited: {delimiter: ;}") + COLLECTION,
            "delimited: only a dataset of layout delimited has it"),
        Arguments.of(
            DATASET.replace("sdmx-csv", "delimited, delimited: {delimiter: ';;'}") + COLLECTION,
            "delimited.delimiter: expected one character, found ';;'"),
        Arguments.of(
            DATASET.replace("sdmx-csv", "delimited, delimited: {thousands_mark: .}") + COLLECTION,
            "thousands_mark: expected another mark than decimal_mark's ."),
        Arguments.of(
            DATASET.replace("sdmx-csv", "delimited, delimited: {charset: latin-x}") + COLLECTION,
            "charset: expected a character set such as UTF-8 or windows-1252, found 'latin-x'"),
        Arguments.of(DATASET, "collections: expected at least one collection, found none"),
        Arguments.of(COLLECTION, "datasets: expected at least one dataset, found none"),
        Arguments.of(
            DATASET + "collections: [{id: c, datasets: b}]\n",
            "line 2: collections[0].datasets: expected one of a, found 'b'"),
        Arguments.of(
            DATASET + "collections: [{id: c, datasets: a}, {id: c, datasets: a}]\n",
            "collections[1].id: 'c' stands twice"),
        Arguments.of(
            DATASET + "collections: [{id: C!, datasets: a}]\n",
            "collections[0].id: expected lower-case letters, digits, - and _, found 'C!'"),
        Arguments.of(
            DATASET + "collections: [{id: c, datasets: a, products: [cn8]}]\n",
            "products: cn8 is no level of the datasets' product scheme"),
        Arguments.of(
            DATASET + COLLECTION + "codes: {extend: {markets: none.csv}}\n",
            "codes.extend.markets: expected a CSV file, found none at"),
        Arguments.of(
            DATASET + COLLECTION + "codes: {extend: {market: none.csv}}\n",
            "codes.extend.market: expected one of aliases"),
        Arguments.of(
            DATASET + COLLECTION + "spark: {properties: {spark.sql.ansi.enabled: 'false'}}\n",
            "spark.sql.ansi.enabled: is fixed at true"),
        Arguments.of(
            DATASET + COLLECTION + "reports: {keep_releases: 0}\n",
            "reports.keep_releases: expected 1 or more, found 0"));
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    datasts: []
                    datasets:
                      - id: a
                        layout: [x]
                        frequency: often
                    collections:
                      - id: c
                        datasets: b
                    """))
        .hasMessageContainingAll(
            "line 1: datasts: unknown key",
            "line 4: datasets[0].layout: expected a word, found a list",
            "line 5: datasets[0].frequency: expected monthly",
            "line 3: datasets[0].unit: missing",
            "line 3: datasets[0].input: missing",
            "line 8: collections[0].datasets: expected one of a, found 'b'");
  }

  @Test
  void refusesSeveralFrequenciesInOneCollection() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    datasets:
                      - {id: a, layout: sdmx-csv, input: a, frequency: annual, unit: euro}
                      - {id: b, layout: sdmx-csv, input: b, frequency: monthly, unit: euro}
                    collections: [{id: c, datasets: [a, b]}]
                    """))
        .hasMessageContaining("expected one frequency and one product scheme");
  }

  @Test
  void bordersNeedAFileThatIsThereAndALicence() throws IOException {
    assertThat(read(DATASET + COLLECTION).pipeline().reports().borders()).isEmpty();
    Path file = Files.writeString(folder.resolve("b.json"), "{}");
    assertThat(
            read("reports: {borders: {file: b.json, licence: CC BY}}\n" + DATASET + COLLECTION)
                .pipeline()
                .reports()
                .borders())
        .contains(new Borders(file, "CC BY"));
    assertThatThrownBy(() -> read("reports: {borders: {file: none.json}}\n" + DATASET + COLLECTION))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "borders.licence", "how its authors", "borders.file", "expected a file, found none");
    assertThatThrownBy(
            () -> read("reports: {borders: {file: b.json, license: x}}\n" + DATASET + COLLECTION))
        .hasMessageContaining("did you mean");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> ConfigurationFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(folder.resolve("none.yaml") + ": no such configuration file; check --config");
  }

  private Configuration read(String yaml) throws IOException {
    return ConfigurationFile.read(Files.writeString(folder.resolve("c.yaml"), yaml));
  }

  /** Every key of the document and of all that is nested in it, as it is written. */
  private static Stream<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                Stream.concat(
                    Stream.of(written(component)),
                    nested(component).filter(Class::isRecord).flatMap(t -> keys(t))));
  }

  private static Stream<Class<?>> nested(RecordComponent component) {
    return Arrays.stream(YamlDocument.class.getDeclaredClasses())
        .filter(c -> component.getGenericType().getTypeName().contains(c.getName()));
  }

  private static String written(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
