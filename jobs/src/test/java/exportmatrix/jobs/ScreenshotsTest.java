package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import exportmatrix.jobs.serve.ReportsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The pictures of the documentation, and how long the page takes on the sample release: {@code mvn
 * verify -Dtest=ScreenshotsTest -Dexportmatrix.screenshots=out/reports}, the folder a run published
 * to.
 */
@EnabledIfSystemProperty(named = ScreenshotsTest.REPORTS, matches = ".+")
class ScreenshotsTest {

  static final String REPORTS = "exportmatrix.screenshots";

  private static final String VIEW =
      "synthetic-provinces/#territory=ITC4&flow=export&span=year_to_date&period=2025-Q2"
          + "&cell=meccanica_metallurgia/US&lang=";

  private static final int MOST_BYTES = 300_000;

  @Test
  void thePageInBothLanguagesWideAndNarrow() throws IOException {
    Path root = Path.of(System.getProperty("exportmatrix.root"));
    try (Browsers browsers = Browsers.start();
        ReportsServer server = ReportsServer.start(root.resolve(System.getProperty(REPORTS)), 0)) {
      for (String language : new String[] {"it", "en"}) {
        for (int width : new int[] {Visit.WIDE, Visit.NARROW}) {
          try (Visit visit = new Visit(browsers.browser, server.address(), language, width)) {
            visit.open(VIEW + language);
            visit.page.waitForTimeout(1000); // the chart's entry
            Path file =
                root.resolve(
                    "docs/screenshots/%s-%s.png"
                        .formatted(language, width == Visit.WIDE ? "wide" : "narrow"));
            visit.page.screenshot(
                new ScreenshotOptions()
                    .setPath(file)
                    .setClip(0, 0, width, width == Visit.WIDE ? 1500 : 1700)
                    .setFullPage(true));
            assertThat(Files.size(file)).isLessThan(MOST_BYTES);
          }
        }
      }
      try (Visit visit = new Visit(browsers.browser, server.address(), "it", Visit.WIDE)) {
        DashboardTest.sayHowLongItTakes("sample release", visit, "synthetic-provinces/");
      }
    }
  }
}
