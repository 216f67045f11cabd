package exportmatrix.jobs.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page at the root: the collections of {@code index.json}, each with its own page. */
public final class CollectionsList {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path reports;

  public CollectionsList(Path reports) {
    this.reports = reports;
  }

  /**
   * A collection that is published.
   *
   * @param page its address below the root
   */
  public record Entry(
      String collection, String labelIt, String labelEn, boolean synthetic, String page) {}

  /** Empty where nothing is published yet. */
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Path index = reports.resolve("index.json");
    if (Files.exists(index)) {
      for (JsonNode of : JSON.readTree(index.toFile()).path("collections")) {
        String collection = of.path("collection").asText();
        entries.add(
            new Entry(
                collection,
                of.path("label_it").asText(),
                of.path("label_en").asText(),
                of.path("synthetic").asBoolean(),
                collection + "/index.html"));
      }
    }
    return entries;
  }

  String html() throws IOException {
    List<Entry> entries = entries();
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>export-matrix</title>\n");
    if (!entries.isEmpty()) {
      String folder = escaped(entries.get(0).collection());
      html.append("<link rel=\"icon\" href=\"%s/page/icon.svg\">\n".formatted(folder))
          .append("<link rel=\"stylesheet\" href=\"%s/page/page.css\">\n".formatted(folder));
    }
    html.append("</head>\n<body>\n<main>\n<h1>export-matrix</h1>\n");
    if (entries.isEmpty()) {
      html.append("<p>Nothing is published here yet: <code>export-matrix run</code>.</p>\n");
    } else {
      html.append("<ul>\n");
      for (Entry entry : entries) {
        html.append(
            "<li><a href=\"%s\"><span lang=\"it\">%s</span> / %s</a>%s</li>\n"
                .formatted(
                    escaped(entry.page()),
                    escaped(entry.labelIt()),
                    escaped(entry.labelEn()),
                    entry.synthetic()
                        ? " (<span lang=\"it\">dati sintetici</span> / synthetic)"
                        : ""));
      }
      html.append("</ul>\n");
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
