package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import exportmatrix.jobs.serve.ReportsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published page in a browser, on a small release, served as {@code serve} does. */
class DashboardTest {

  private static final String YAML =
      """
      datasets:
        - id: quarters
          layout: delimited
          input: in/*.csv
          frequency: quarterly
          unit: euro
          edition: 2025-09-11
          complete: {territory: [province], market: [country], product: [group]}
          columns: {territory: t, market: m, product: p, period: q, flow: f, value: v}
          delimited: {}
      collections:
        - {id: sample, label_it: Campione, label_en: Sample, datasets: quarters, synthetic: true,
           source: invented, licence: CC0, home_region: ITC4}
        - {id: hostile, label_it: '<script>alert(1)</script>', datasets: quarters,
           label_en: '<script>alert(1)</script>', spans: [year], products: [total]}
      """;

  /** All of Lombardy's, so that it is whole, and one of Piedmont's, so that Italy is not. */
  private static final List<String> PROVINCES =
      List.of(
          "IT108", "ITC41", "ITC42", "ITC43", "ITC44", "ITC45", "ITC46", "ITC47", "ITC48", "ITC49",
          "ITC4A", "ITC4B", "ITC11");

  private static final List<String> MARKETS = List.of("DE", "US", "MA", "JP");
  private static final List<String> GROUPS = List.of("CM310", "CE204", "CK282", "CA107");

  @TempDir static Path folder;

  private static Browsers browsers;
  private static ReportsServer server;

  @BeforeAll
  static void publish() throws IOException {
    browsers = Browsers.start();
    Office office = new Office(folder, YAML);
    office.input("a.csv", quarters());
    office.run();
    server = ReportsServer.start(folder.resolve("reports"), 0);
  }

  @AfterAll
  static void leave() {
    if (server != null) {
      server.close();
    }
    if (browsers != null) {
      browsers.close();
    }
  }

  /** From 2020-Q1 to 2025-Q2; cosmetics to Japan begin late, from a tiny base. */
  private static String quarters() {
    StringBuilder csv = new StringBuilder("t,m,p,q,f,v\n");
    for (int quarter = 0; quarter < 22; quarter++) {
      for (String province : PROVINCES) {
        for (String market : MARKETS) {
          for (String group : GROUPS) {
            for (String flow : List.of("export", "import")) {
              boolean late = market.equals("JP") && group.equals("CE204");
              int size = Math.floorMod((province + market + group + flow).hashCode(), 90) + 10;
              int drift = Math.floorMod((market + group).hashCode(), 9) - 3;
              long value = 1_000_000L * size + 10_000L * drift * quarter * size / 10 + quarter;
              csv.append(
                  "%s,%s,%s,%d-Q%d,%s,%d%n"
                      .formatted(
                          province,
                          market,
                          group,
                          2020 + quarter / 4,
                          quarter % 4 + 1,
                          flow,
                          late ? quarter < 18 ? 12 : value : value));
            }
          }
        }
      }
    }
    return csv.toString();
  }

  private Visit visit(String locale) {
    return new Visit(browsers.browser, server.address(), locale, Visit.WIDE);
  }

  @Test
  void itLoadsInTheVisitorsLanguageAndSaysThatItsFiguresAreInvented() {
    try (Visit visit = visit("it-IT").open("sample/")) {
      assertThat(visit.title()).isEqualTo("Italia: esportazioni, gennaio-giugno 2025");
      assertThat(visit.page.locator("#synthetic").isVisible()).isTrue();
      assertThat(visit.page.locator("#synthetic").textContent()).contains("DATI SINTETICI");
      assertThat(visit.page.locator("html").getAttribute("lang")).isEqualTo("it");
      assertThat(visit.page.locator(".chart canvas").count()).isEqualTo(1);
    }
    try (Visit visit = visit("en-GB").open("sample/")) {
      assertThat(visit.title()).isEqualTo("Italy: exports, January to June 2025");
      assertThat(visit.page.locator("#synthetic").textContent()).contains("SYNTHETIC");
    }
  }

  @Test
  void theHeadlineIsTheFigureOfTheRelease() throws IOException {
    JsonNode figures =
        new Office(folder, YAML)
            .figures("--collection=sample", "--territory=ITC4", "--period=2025-H1");
    double value = figures.get(0).get("value_eur").asDouble();
    double growth = figures.get(0).get("yoy_percent").asDouble();
    try (Visit visit =
        visit("en-GB").open("sample/#territory=ITC4&span=year_to_date&period=2025-Q2")) {
      assertThat(visit.page.locator("[data-figure=value_eur] .big").textContent())
          .isEqualTo(String.format(Locale.UK, "%.2f\u00a0billion euro", value / 1e9));
      assertThat(visit.page.locator("[data-figure=yoy_percent] .big").textContent())
          .isEqualTo(String.format(Locale.UK, "%+.1f%%", growth).replace('-', '\u2212'));
      assertThat(visit.page.locator("[data-figure=rank_in_territory] .big").textContent())
          .isEqualTo("no. 1");
    }
  }

  @Test
  void aFigureThatIsMissingSaysWhy() {
    try (Visit visit = visit("it-IT").open("sample/#territory=ITC4&span=year&period=2020")) {
      assertThat(visit.page.locator("[data-figure=yoy_percent] .big").textContent())
          .isEqualTo("n.d.");
      assertThat(visit.page.locator("[data-figure=yoy_percent]").textContent())
          .contains("manca il dato dello stesso periodo dell'anno prima");
    }
    try (Visit visit = visit("en-GB").open("sample/#territory=IT&span=year&period=2024")) {
      assertThat(visit.page.locator("[data-figure=value_eur]").textContent())
          .contains("partial")
          .contains("only some of the parts");
    }
    try (Visit visit = visit("it-IT").open("sample/#territory=ITC4&span=year&period=2025")) {
      assertThat(visit.page.locator("[data-figure=value_eur] .mark").textContent())
          .isEqualTo("incompleto");
      assertThat(visit.page.locator("[data-figure=yoy_percent] .big").textContent())
          .isEqualTo("....");
    }
  }

  @Test
  void territoryLanguageAndPeriodAreSwitchedAndTheBackButtonGoesBack() {
    try (Visit visit = visit("it-IT").open("sample/")) {
      visit.choose("territory", "ITC4");
      assertThat(visit.title()).startsWith("Lombardia: ");
      visit.choose("span", "quarter").choose("period", "2024-Q1");
      assertThat(visit.title()).isEqualTo("Lombardia: esportazioni, 1° trimestre 2024");
      visit.choose("flow", "import");
      assertThat(visit.focused()).isEqualTo("choice-flow");
      visit.page.locator("#language-en").click();
      visit.settled();
      assertThat(visit.title()).isEqualTo("Lombardy: imports, Quarter 1, 2024");
      assertThat(visit.page.locator("html").getAttribute("lang")).isEqualTo("en");

      visit.page.goBack();
      visit.settled();
      assertThat(visit.title()).isEqualTo("Lombardia: importazioni, 1° trimestre 2024");
      visit.page.goBack();
      visit.settled();
      assertThat(visit.title()).isEqualTo("Lombardia: esportazioni, 1° trimestre 2024");
      visit.page.goForward();
      visit.settled();
      assertThat(visit.title()).isEqualTo("Lombardia: importazioni, 1° trimestre 2024");
    }
  }

  @Test
  void aCellOfTheMatrixOpensAndItsLinkOpensItElsewhere() {
    String link;
    String title;
    try (Visit visit =
        visit("it-IT").open("sample/#territory=ITC4&span=year_to_date&period=2025-Q2")) {
      assertThat(visit.page.locator(".heat tbody tr").count()).isEqualTo(MARKETS.size());
      visit.cell("meccanica_metallurgia/US").click();
      visit.settled();
      title = visit.page.locator("#cell-title").textContent();
      assertThat(title).isEqualTo("Meccanica e metallurgia, Stati Uniti");
      assertThat(visit.page.locator(".panel").textContent())
          .contains("Punteggio", "Intervallo 5-95 %", "Quadrante", "Programmi");
      assertThat(visit.page.locator(".panel tbody tr").count()).isGreaterThan(8);
      link = visit.page.url().substring(server.address().toString().length());

      visit.page.goBack();
      visit.settled();
      assertThat(visit.page.locator(".panel").count()).isZero();
    }
    assertThat(link).contains("cell=meccanica_metallurgia/US");
    try (Visit visit = visit("en-GB").open(link)) {
      assertThat(visit.page.locator("#cell-title").textContent()).isEqualTo(title);
      visit.page.locator(".panel-head button").click();
      visit.settled();
      assertThat(visit.page.locator(".panel").count()).isZero();
      assertThat(visit.focused()).isEqualTo("meccanica_metallurgia/US");
    }
  }

  @Test
  void thePointsOfACellAreThoseOfTheRelease() throws IOException {
    Path file =
        folder
            .resolve("reports/sample")
            .resolve("release=" + new Office(folder, YAML).released("sample"))
            .resolve("json/matrix/ITC4.json");
    double size = 0;
    for (JsonNode matrix : Office.JSON.readTree(file.toFile()).path("matrices")) {
      if (matrix.path("span").asText().equals("year")
          && matrix.path("period").asText().equals("2024")) {
        for (JsonNode cell : matrix.path("cells")) {
          if (cell.path("market").asText().equals("US")
              && cell.path("product").asText().equals("arredo_design")) {
            size = cell.path("points_size").asDouble();
          }
        }
      }
    }
    assertThat(size).isNotZero();
    try (Visit visit =
        visit("en-GB").open("sample/#territory=ITC4&span=year&period=2024&cell=arredo_design/US")) {
      assertThat(
              visit
                  .page
                  .locator(".panel tbody tr:has(th:text-is('Value')) td")
                  .nth(1)
                  .textContent())
          .endsWith(points(size));
    }
  }

  private static String points(double points) {
    return String.format(Locale.UK, "%+.1f", points).replace('-', '\u2212');
  }

  @Test
  void aTableIsDownloadedWithAnIdInEveryRow() throws IOException {
    try (Visit visit =
        visit("it-IT").open("sample/#territory=ITC4&span=year_to_date&period=2025-Q2")) {
      Download download =
          visit.page.waitForDownload(() -> visit.page.locator("#by_market .download").click());
      assertThat(download.suggestedFilename())
          .isEqualTo("sample_ITC4_export_year_to_date_2025-Q2_by_market.csv");
      Path file = folder.resolve("markets.csv");
      download.saveAs(file);
      List<CSVRecord> rows = records(file);
      assertThat(rows).hasSize(MARKETS.size());
      assertThat(rows)
          .allSatisfy(
              row -> {
                assertThat(row.get("id"))
                    .isEqualTo(
                        "sample/export/year_to_date/2025-Q2/ITC4/%s/ALL"
                            .formatted(row.get("code")));
                assertThat(Double.parseDouble(row.get("value_eur"))).isPositive();
                assertThat(row.get("synthetic")).isEqualTo("true");
              });
      assertThat(rows.get(0).toMap()).containsKeys("yoy_percent", "yoy_percent_status");
    }
  }

  private static List<CSVRecord> records(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(in)
          .getRecords();
    }
  }

  @Test
  void textThatASpreadsheetWouldRunIsDefusedAndNumbersStay() {
    try (Visit visit = visit("it-IT").open("sample/")) {
      Object csv =
          visit.page.evaluate(
              "async () => (await import(new URL('page/csv.js', document.baseURI))).csv(['a','b'],"
                  + " [['=1+1', -1.5], ['+x', null], ['@x', 0], ['-x', true], ['\\tx', 1],"
                  + " ['a,\"b\"', 2]])");
      assertThat(csv)
          .isEqualTo(
              "a,b\r\n'=1+1,-1.5\r\n'+x,\r\n'@x,0\r\n'-x,true\r\n'\tx,1\r\n\"a,\"\"b\"\"\",2\r\n");
    }
  }

  @Test
  void numbersAreWrittenAsIstatPrintsThem() {
    try (Visit visit = visit("it-IT").open("sample/")) {
      Object said =
          visit.page.evaluate(
              """
              async () => {
                const at = (file) => import(new URL("page/" + file, document.baseURI));
                const { Numbers } = await at("numbers.js");
                const { wordsOf } = await at("words.js");
                const it = new Numbers(await wordsOf("it"));
                const en = new Numbers(await wordsOf("en"));
                return [it.growth(999.96), it.growth(12.34), it.growth(-3.25), it.growth(0.01), it.growth(0),
                  it.millions(0), it.millions(20000), it.millions(1234567890), it.amount(164117274535),
                  en.growth(12.34), en.amount(164117274535), en.millions(1234567890), it.points(-0.5)];
              }
              """);
      assertThat(said)
          .isEqualTo(
              List.of(
                  "+++",
                  "+12,3\u00a0%",
                  "\u22123,3\u00a0%",
                  "..",
                  "0,0\u00a0%",
                  "-",
                  "..",
                  "1.234,6",
                  "164,12\u00a0miliardi di euro",
                  "+12.3%",
                  "164.12\u00a0billion euro",
                  "1,234.6",
                  "\u22120,50"));
    }
  }

  @Test
  void everythingIsDoneWithTheKeyboard() {
    try (Visit visit =
        visit("it-IT").open("sample/#territory=ITC4&span=year_to_date&period=2025-Q2")) {
      visit.page.keyboard().press("Tab");
      assertThat(visit.focused()).isEqualTo("skip");
      String before = visit.page.url();
      visit.page.keyboard().press("Enter");
      assertThat(visit.focused()).isEqualTo("content");
      assertThat(visit.page.url()).isEqualTo(before);

      visit.page.locator("#choice-territory").focus();
      visit.page.keyboard().type("Milano");
      visit.settled();
      assertThat(visit.title()).startsWith("Milano: ");
      assertThat(visit.focused()).isEqualTo("choice-territory");
      visit.page.keyboard().type("Lombardia");
      visit.settled();

      for (int tab = 0; tab < 80 && !visit.focused().contains("/"); tab++) {
        visit.page.keyboard().press("Tab");
      }
      String first = visit.focused();
      assertThat(first).contains("/");
      visit.page.keyboard().press("End");
      visit.page.keyboard().press("Home");
      visit.page.keyboard().press("ArrowRight");
      String next = visit.focused();
      assertThat(next).contains("/").isNotEqualTo(first.replaceAll("/.*", ""));
      visit.page.keyboard().press("Enter");
      visit.settled();
      assertThat(visit.focused()).isEqualTo("cell-title");
      visit.page.keyboard().press("Escape");
      visit.settled();
      assertThat(visit.focused()).isEqualTo(next);
      assertThat(visit.page.locator(".panel").count()).isZero();
    }
  }

  @Test
  void theMapLeadsToATerritory() {
    try (Visit visit = visit("it-IT").open("sample/#territory=IT")) {
      assertThat(visit.page.locator(".map.tiles a").count()).isEqualTo(2);
      visit.page.locator(".map a[aria-label^='Lombardia']").click();
      visit.settled();
      assertThat(visit.title()).startsWith("Lombardia: ");
      assertThat(visit.focused()).isEqualTo("title");
      assertThat(visit.page.locator(".map.tiles .part").count()).isEqualTo(12);
      visit.choose("measure", "growth");
      assertThat(visit.page.locator(".map .part").first().getAttribute("class"))
          .contains("shade-g");
      visit.choose("market", "DE");
      assertThat(visit.page.locator("#by_territory caption").textContent()).contains("Germania");
      assertThat(visit.page.url()).contains("measure=growth").contains("market=DE");
    }
  }

  @ParameterizedTest
  @CsvSource({"own", "geo/limits_IT_provinces.topo.json"})
  void configuredBordersAreDrawnWithTheirLicence(String name) throws IOException {
    String borders = name.equals("own") ? squares() : Files.readString(Office.real(name));
    try (Visit visit = visit("it-IT")) {
      fulfil(
          visit.page,
          "**/page/settings.json",
          "{\"borders\":{\"file\":\"borders.json\",\"licence\":\"© <b>Test</b>\"}}");
      fulfil(visit.page, "**/page/borders.json", borders);
      visit.open("sample/#territory=ITC4");
      assertThat(visit.page.locator(".map.borders path").count())
          .isEqualTo(name.equals("own") ? 3 : 12);
      assertThat(visit.page.locator(".map figcaption").textContent())
          .isEqualTo("Confini: © <b>Test</b>");
      assertThat(visit.page.locator(".map path").first().getAttribute("d"))
          .startsWith("M")
          .endsWith("Z")
          .doesNotContain("NaN");
    }
  }

  private static void fulfil(Page page, String address, String content) {
    page.route(
        address,
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(content)));
  }

  /** Milano, Bergamo and Monza as three squares. */
  private static String squares() {
    List<String> features = new ArrayList<>();
    for (String istat : List.of("015", "016", "108")) {
      int east = 9 + features.size();
      features.add(
          "{\"type\":\"Feature\",\"properties\":{\"prov_istat_code\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%d,45],[%d,45],[%d,46],[%d,46],[%d,45]]]}}"
              .formatted(istat, east, east + 1, east + 1, east, east));
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  @Test
  void aHostileLabelIsText() {
    try (Visit visit = visit("it-IT").open("hostile/")) {
      assertThat(visit.page.locator("h1").textContent()).isEqualTo("<script>alert(1)</script>");
      assertThat(visit.page.title()).contains("<script>alert(1)</script>");
      assertThat(visit.page.locator("#synthetic").isVisible()).isFalse();
      assertThat(visit.page.locator("#section-matrix").textContent())
          .contains("non ha una matrice");
    }
    try (Visit visit = visit("it-IT").open("sample/")) {
      assertThat(visit.page.locator(".collections a").textContent())
          .isEqualTo("<script>alert(1)</script>");
    }
    try (Visit visit = visit("it-IT")) {
      visit.page.navigate(server.address().toString());
      assertThat(visit.page.locator("li").first().textContent())
          .contains("<script>alert(1)</script>");
      visit.page.locator("a[href='sample/index.html']").click();
      visit.settled();
      assertThat(visit.title()).startsWith("Italia");
    }
  }

  @Test
  void anAddressThatAsksForTooMuchShowsTheNearestView() {
    try (Visit visit =
        visit("en-GB").open("sample/#territory=XX&flow=barter&span=year&period=1900&cell=a/b")) {
      assertThat(visit.title()).isEqualTo("Italy: exports, 2024");
      assertThat(visit.page.locator("main .notice").first().textContent())
          .contains("does not have");
    }
  }

  @ParameterizedTest
  @CsvSource({"it, 1280", "en, 1280", "it, 390", "en, 390"})
  void noSeriousBarrierIsFound(String language, int width) throws IOException {
    try (Visit visit = new Visit(browsers.browser, server.address(), language, width)) {
      visit.open(
          "sample/#lang=%s&territory=ITC4&span=year_to_date&period=2025-Q2&cell=meccanica_metallurgia/US&open=series-table.definitions.cells-table"
              .formatted(language));
      visit.page.evaluate(axe());
      @SuppressWarnings("unchecked")
      List<Map<String, Object>> violations =
          (List<Map<String, Object>>)
              visit.page.evaluate(
                  "async () => (await axe.run(document)).violations.map((found) => ({ id: found.id,"
                      + " impact: found.impact, where: found.nodes.slice(0, 3).map((node) =>"
                      + " node.html + ' ' + node.failureSummary).join('; ') }))");
      violations.forEach(found -> System.out.println("axe, " + language + ": " + found));
      assertThat(violations)
          .filteredOn(found -> List.of("serious", "critical").contains(found.get("impact")))
          .isEmpty();
      assertThat(
              (Integer)
                  visit.page.evaluate(
                      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
          .as("wider than the window")
          .isZero();
    }
  }

  private static String axe() throws IOException {
    try (InputStream in = DashboardTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void howLongItTakesIsSaid() {
    try (Visit visit = visit("it-IT")) {
      sayHowLongItTakes("small release", visit, "sample/");
    }
  }

  /**
   * From the address to the first paint and to the headline; from the choice of a territory never
   * seen before, of several in turn, to the frame after its headline. Measured, never asserted.
   */
  static void sayHowLongItTakes(String release, Visit visit, String address) {
    visit.open(address + "#territory=IT");
    Object painted =
        visit.page.evaluate(
            "() => Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)");
    Object headline =
        visit.page.evaluate(
            "() => Math.round(performance.getEntriesByName('headline')[0].startTime)");
    Object switched =
        visit.page.evaluate(
            """
            async () => {
              const title = () => document.getElementById("title").textContent;
              const quiet = () => document.querySelector("main").getAttribute("aria-busy") === "false";
              const until = async (there) => {
                while (!there()) {
                  await new Promise((done) => setTimeout(done, 1));
                }
              };
              const choice = () => document.getElementById("choice-territory");
              const others = [...choice().options].map((one) => one.value).filter((one) => one !== "IT");
              const took = [];
              for (const other of others.slice(0, 11)) {
                await until(quiet);
                const before = title();
                const start = performance.now();
                choice().value = other;
                choice().dispatchEvent(new Event("change", { bubbles: true }));
                await until(() => title() !== before);
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                took.push(Math.round(performance.now() - start));
              }
              took.sort((a, b) => a - b);
              return `${took[0]} / ${took[took.length >> 1]} / ${took.at(-1)}`;
            }
            """);
    visit.settled();
    System.out.printf(
        "dashboard, %s: first paint %s ms, headline %s ms, territory switch %s ms (min / median / max)%n",
        release, painted, headline, switched);
    assertThat(visit.title()).doesNotStartWith("Italia");
  }
}
