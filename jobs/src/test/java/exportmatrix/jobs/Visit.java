package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Someone before the page. When they leave, nothing was said on the console that a developer should
 * hear, and nobody was asked but the page's own server.
 */
final class Visit implements AutoCloseable {

  static final int WIDE = 1280;
  static final int NARROW = 390;

  private final BrowserContext context;
  private final URI server;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  final Page page;

  Visit(Browser browser, URI server, String locale, int width) {
    this.server = server;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions().setLocale(locale).setViewportSize(width, 900));
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(request -> asked.add(request.url()));
    page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
  }

  /**
   * @param address below the server, such as {@code sample/index.html#lang=it}
   */
  Visit open(String address) {
    page.navigate(server.resolve(address).toString());
    return settled();
  }

  /** Waits until all that the view shows is there. */
  Visit settled() {
    page.waitForCondition(
        () ->
            page.locator("#title, .notice[role=alert]").count() > 0
                && "false".equals(page.locator("main").getAttribute("aria-busy")));
    return this;
  }

  Visit choose(String choice, String value) {
    page.locator("#choice-" + choice).focus();
    page.locator("#choice-" + choice).selectOption(new SelectOption().setValue(value));
    return settled();
  }

  String title() {
    return page.locator("#title").textContent();
  }

  Locator cell(String key) {
    return page.locator(".heat button[data-cell='" + key + "']");
  }

  /** The id of the element that has the focus; its cell where it is one of the matrix. */
  String focused() {
    return (String)
        page.evaluate(
            "() => document.activeElement.dataset.cell ?? (document.activeElement.id || document.activeElement.tagName)");
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).isEmpty();
    assertThat(asked)
        .isNotEmpty()
        .allMatch(url -> url.startsWith(server.toString()) || url.startsWith("blob:" + server));
  }
}
