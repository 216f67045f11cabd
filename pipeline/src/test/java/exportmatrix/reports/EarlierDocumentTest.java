package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.Flow;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Span;
import exportmatrix.model.StorageException;
import exportmatrix.reports.KeptDocument.Choice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands of a document is the text that its rows would become again. */
class EarlierDocumentTest {

  private static final List<String> QUARTERS =
      List.of("2015-Q1", "2015-Q2", "2015-Q3", "2015-Q4", "2016-Q1", "2016-Q2");

  private static final Predicate<Row> NEW = row -> row.getAs("period").equals("2016-Q2");
  private static final Predicate<Row> ALL = NEW.or(NEW.negate());
  private static final Predicate<Row> NONE = ALL.negate();

  private static final int LARGE = 1_000_000;

  private static List<Row> rows;

  @TempDir Path folder;

  @BeforeAll
  static void collectRows() {
    Dashboards dashboards =
        new Dashboards(
            heading(QUARTERS, Limits.DEFAULT),
            Limits.DEFAULT,
            Optional.of(ProductLevel.SECTION),
            SampleRelease.NAMES);
    rows =
        SampleRelease.of("r").cube().mapPartitions(dashboards::rows).collect().stream()
            .map(EarlierDocumentTest::withNastyLabels)
            .sorted(Dashboards.BY_CODE)
            .toList();
  }

  /** What must be escaped, and what might be mistaken for the text around it. */
  private static Row withNastyLabels(Row row) {
    Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
    for (String label : List.of("label_it", "subject_label_it")) {
      int at = row.fieldIndex(label);
      values[at] = values[at] == null ? null : "}]\"\\\n\u0001 Vallée {\"period\":\"2016-Q2\"";
    }
    return new GenericRowWithSchema(values, row.schema());
  }

  @ParameterizedTest
  @ValueSource(strings = {"territory/IT", "territory/ITC4", "market/MA", "market/WORLD"})
  void withTheNewRowsItIsWhatAllRowsBecome(String document) throws IOException {
    KeptDocument kept = kept(earlier(document, NEW.negate()), QUARTERS.subList(0, 5));

    assertThat(text(document, NEW, kept)).isEqualTo(text(document, ALL, KeptDocument.NONE));
  }

  @Test
  void anOldQuarterMayBeNewBetweenThoseThatStand() throws IOException {
    String document = "territory/ITC4";
    Predicate<Row> revised = row -> row.getAs("period").equals("2015-Q4");
    List<String> others = QUARTERS.stream().filter(period -> !period.equals("2015-Q4")).toList();
    KeptDocument kept = kept(render(document, QUARTERS, ALL, KeptDocument.NONE), others);

    assertThat(text(document, revised, kept)).isEqualTo(text(document, ALL, KeptDocument.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"territory/IT", "market/DE"})
  void aDocumentWithoutNewRowsIsLaidOutAnewFromItsText(String document) throws IOException {
    KeptDocument kept = kept(earlier(document, NEW.negate()), QUARTERS.subList(0, 5));

    assertThat(text(document, NONE, kept))
        .isEqualTo(text(document, NEW.negate(), KeptDocument.NONE));
  }

  @Test
  void whatStandsInOneFlowAloneIsAFlow() throws IOException {
    Predicate<Row> imports = row -> row.getAs("flow").equals("import");
    KeptDocument kept = kept(earlier("market/DE", imports), QUARTERS.subList(0, 5));

    assertThat(kept.knows(Flow.EXPORT)).isFalse();
    assertThat(text("market/DE", NEW.and(imports.negate()), kept))
        .isEqualTo(
            text(
                "market/DE",
                NEW.and(imports.negate()).or(NEW.negate().and(imports)),
                KeptDocument.NONE));
  }

  @ParameterizedTest(name = "{0} % of the whole")
  @ValueSource(ints = {60, 75, 90})
  void aTableThatStoodGivesWayToo(int percent) throws IOException {
    String document = "territory/ITC4";
    KeptDocument kept = kept(earlier(document, NEW.negate()), QUARTERS.subList(0, 5));
    int bound = Gzipped.size(render(document, QUARTERS, ALL, KeptDocument.NONE)) * percent / 100;
    DashboardLayout layout = new DashboardLayout(heading(QUARTERS), limits(bound));

    DashboardLayout.Rendered rendered = layout.render(content(document, NEW, kept));

    assertThat(rendered.whole()).isFalse();
    assertThat(rendered.json())
        .isEqualTo(layout.render(content(document, ALL, KeptDocument.NONE)).json());
  }

  @Test
  void nothingStandsOfQuartersThatAreComputed() throws IOException {
    assertThat(kept(earlier("territory/ITC4", NEW.negate()), List.of("2016-Q2")))
        .isEqualTo(KeptDocument.NONE);
  }

  @ParameterizedTest
  @CsvSource({"territory/ITC4, false", "market/DE, true"})
  void partsDoNotKnowTheTerritoryTheyArePartsOf(String document, boolean known) throws IOException {
    List<String> stand = List.of("2015-Q3", "2016-Q1");
    Predicate<Row> parts =
        row -> row.getAs("part").equals("by_territory") || row.getAs("period").equals("2015-Q4");
    KeptDocument kept = kept(earlier(document, parts), stand);

    assertThat(kept.knows(Flow.EXPORT)).isTrue();
    assertThat(kept.subject().isPresent()).isEqualTo(known);
    assertThat(kept(earlier(document, ALL), stand).subject()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "\"flow\":\"import\" > \"flow\":\"transit\" > expected export or import",
        "\"span\":\"quarter\" > \"span\":\"week\" > 'week'",
        "{\"period\":\"2015-Q3\" > {\"at\":\"2015-Q3\" > no period",
        "{\"period\":\"2015-Q3\" > {\"period\":3 > no period",
        "\"flows\":[ > \"flows\":{\"all\":[ > no array",
        "\"territory\":{ > \"place\":{ > no subject",
        "\"edition\":\" > \"edition\":\"\" > was expecting comma"
      })
  void textThatWasNotPublishedSoIsDamaged(String from, String to, String found) throws IOException {
    String text = new String(earlier("territory/ITC4", ALL), StandardCharsets.UTF_8);
    assertThat(text).contains(from);

    refused(text.replace(from, to), found);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 50, 90, 99})
  void textThatBreaksOffIsDamaged(int percent) throws IOException {
    String text = new String(earlier("territory/ITC4", ALL), StandardCharsets.UTF_8);

    refused(text.substring(0, (int) (text.length() * (long) percent / 100)), "");
  }

  private void refused(String text, String found) throws IOException {
    Path file = folder.resolve("territory/ITC4.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    EarlierDocuments documents =
        new EarlierDocuments(
            folder.toString(), Set.of("territory/ITC4"), choice(parts(QUARTERS.subList(0, 5))));

    assertThatThrownBy(() -> documents.document("territory/ITC4"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file + ": expected the JSON that a release was published with")
        .hasMessageContaining(found);
  }

  /** A document of the release before the newest quarter. */
  private static byte[] earlier(String document, Predicate<Row> which) {
    return render(document, QUARTERS.subList(0, 5), which, KeptDocument.NONE);
  }

  private static KeptDocument kept(byte[] earlier, List<String> stand) throws IOException {
    return EarlierDocument.kept(earlier, choice(parts(stand)));
  }

  private static Choice choice(Set<Kept.Part> parts) {
    return new Choice(parts, heading(QUARTERS).newest());
  }

  private static Set<Kept.Part> parts(List<String> periods) {
    return periods.stream()
        .flatMap(
            period -> Stream.of("quarter", "year_to_date").map(span -> new Kept.Part(span, period)))
        .collect(Collectors.toSet());
  }

  private static String text(String document, Predicate<Row> which, KeptDocument kept) {
    return new String(render(document, QUARTERS, which, kept), StandardCharsets.UTF_8);
  }

  private static byte[] render(
      String document, List<String> periods, Predicate<Row> which, KeptDocument kept) {
    return new DashboardLayout(heading(periods), limits(LARGE))
        .render(content(document, which, kept))
        .json();
  }

  private static DashboardLayout.Content content(
      String document, Predicate<Row> which, KeptDocument kept) {
    return new DashboardLayout.Content(
        document,
        rows.stream().filter(row -> row.getAs("document").equals(document)).filter(which).toList(),
        kept);
  }

  private static Dashboards.Heading heading(List<String> periods) {
    return heading(periods, limits(LARGE));
  }

  private static Dashboards.Heading heading(List<String> periods, Limits limits) {
    return Dashboards.Heading.of(
        SampleRelease.of("r"), limits, Map.of(Span.QUARTER, periods, Span.YEAR_TO_DATE, periods));
  }

  /** Tables of four periods at most. */
  private static Limits limits(int gzippedBytes) {
    return new Limits(1_000_000, 100_000, gzippedBytes, 4);
  }
}
