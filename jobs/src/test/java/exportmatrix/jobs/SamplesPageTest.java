package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import exportmatrix.jobs.serve.ReportsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The pages of the bundled samples, as {@code ./export-matrix run} has published them: {@code mvn
 * verify -pl jobs -am -Dtest=SamplesPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dexportmatrix.published=out/reports}. With {@code -Dexportmatrix.screenshots=docs/screenshots}
 * it takes the pictures of the documentation.
 */
@EnabledIfSystemProperty(named = SamplesPageTest.PUBLISHED, matches = ".+")
class SamplesPageTest {

  static final String PUBLISHED = "exportmatrix.published";
  static final String SCREENSHOTS = "exportmatrix.screenshots";

  private static final Path ROOT = Path.of(System.getProperty("exportmatrix.root"));

  private static final String VIEW =
      "synthetic-provinces/#territory=ITC4&flow=export&span=year_to_date&period=2025-Q2"
          + "&cell=meccanica_metallurgia/US&lang=";

  private static final int MOST_BYTES = 300_000;

  private static Path reports;
  private static Browsers browsers;
  private static ReportsServer server;

  @BeforeAll
  static void serve() throws IOException {
    browsers = Browsers.start();
    reports = ROOT.resolve(System.getProperty(PUBLISHED));
    server = ReportsServer.start(reports, 0);
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

  @Test
  void everyCollectionShowsWhatItHas() throws IOException {
    JsonNode index = Office.JSON.readTree(reports.resolve("index.json").toFile());
    assertThat(index.path("collections")).hasSizeGreaterThan(1);
    for (JsonNode collection : index.path("collections")) {
      String id = collection.path("collection").asText();
      try (Visit visit = new Visit(browsers.browser, server.address(), "en", Visit.WIDE)) {
        visit.open(id + "/index.html");
        assertThat(visit.page.locator("h1").textContent())
            .isEqualTo(collection.path("label_en").asText());
        assertThat(visit.page.locator("#synthetic").isVisible())
            .isEqualTo(collection.path("synthetic").asBoolean());
        assertThat(visit.page.locator("main table").count()).as(id).isPositive();
        for (String choice : List.of("span", "flow", "period")) {
          List<String> values =
              visit.page.locator("#choice-" + choice + " option").all().stream()
                  .map(option -> option.getAttribute("value"))
                  .limit(3)
                  .toList();
          for (String value : values) {
            visit.choose(choice, value);
          }
        }
        visit.page.locator("#language-it").click();
        visit.settled();
        assertThat(visit.page.locator("h1").textContent())
            .isEqualTo(collection.path("label_it").asText());
        assertThat(visit.page.locator("main").innerText())
            .as(id)
            .doesNotContain("undefined", "NaN", "null", "[object");
      }
    }
  }

  @Test
  void howLongItTakesIsSaid() {
    try (Visit visit = new Visit(browsers.browser, server.address(), "it", Visit.WIDE)) {
      DashboardTest.sayHowLongItTakes("sample release", visit, "synthetic-provinces/");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = SCREENSHOTS, matches = ".+")
  void thePageInBothLanguagesWideAndNarrow() throws IOException {
    Path folder = ROOT.resolve(System.getProperty(SCREENSHOTS));
    for (String language : List.of("it", "en")) {
      for (int width : List.of(Visit.WIDE, Visit.NARROW)) {
        try (Visit visit = new Visit(browsers.browser, server.address(), language, width)) {
          visit.open(VIEW + language);
          visit.page.waitForTimeout(1000); // the bars grow
          String name = language + (width == Visit.WIDE ? "-wide" : "-narrow");
          Path page = folder.resolve(name + ".png");
          Path matrix = folder.resolve(name + "-matrix.png");
          visit.page.screenshot(
              new ScreenshotOptions()
                  .setPath(page)
                  .setClip(0, 0, width, width == Visit.WIDE ? 1500 : 1700)
                  .setFullPage(true));
          visit.page.setViewportSize(width, 6000); // the banner stays at the top
          visit.page.locator(".matrix").screenshot(new Locator.ScreenshotOptions().setPath(matrix));
          assertThat(Files.size(page)).isLessThan(MOST_BYTES);
          assertThat(Files.size(matrix)).isLessThan(MOST_BYTES);
        }
      }
    }
  }
}
