package exportmatrix.jobs;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine: what {@code EXPORT_MATRIX_CHROMIUM} names, else Chromium. */
final class Browsers implements AutoCloseable {

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final String NO_BROWSER =
      "skipped: no browser here; install Chromium or name one in EXPORT_MATRIX_CHROMIUM";

  private final Playwright playwright;
  final Browser browser;

  private Browsers(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test, with a message, where no browser is installed. */
  static Browsers start() {
    String named = System.getenv("EXPORT_MATRIX_CHROMIUM");
    Optional<Path> chromium =
        Stream.of(named == null ? "/usr/bin/chromium" : named)
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (chromium.isEmpty()) {
      // A class that is given up before its first test is not told of by the build.
      System.out.println(NO_BROWSER);
    }
    Assumptions.assumeTrue(chromium.isPresent(), NO_BROWSER);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(QUIET)
                    .setHeadless(true));
    return new Browsers(playwright, browser);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
