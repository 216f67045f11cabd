package exportmatrix.reports;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Borders;
import exportmatrix.model.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The static page of a collection, which reads {@code latest.json} and the release that it names.
 * It lies beside the pointer and is part of no release: a newer program shows an older release as
 * well. A file is replaced, atomically, only where its bytes differ.
 */
final class Page {

  static final String INDEX = "index.html";
  static final String FOLDER = "page";

  /** What lies in the page's folder but for the charts, the settings and the borders. */
  static final List<String> FILES =
      List.of(
          "about.js",
          "address.js",
          "bars.js",
          "breakdown.js",
          "choices.js",
          "csv.js",
          "elements.js",
          "figures.js",
          "headline.js",
          "icon.svg",
          "main.js",
          "map.js",
          "matrix.js",
          "numbers.js",
          "page.css",
          "periods.js",
          "places.csv",
          "release.js",
          "series.js",
          "state.js",
          "table.js",
          "topology.js",
          "words-en.json",
          "words-it.json",
          "words.js");

  private static final String RESOURCES = "/exportmatrix/page/";
  private static final String CHARTS = "echarts.min.js";
  private static final String CHARTS_LICENCE = "echarts-licence.txt";
  private static final String SETTINGS = "settings.json";
  private static final String BORDERS = "borders.json";
  private static final String PROVINCE = "prov_istat_code";

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /**
   * @param borders empty: the map has a tile a territory
   * @throws ConfigException where the file of borders is not what it should be
   */
  Page(Optional<Borders> borders) {
    for (String name : FILES) {
      files.put(FOLDER + "/" + name, resource(RESOURCES + name));
    }
    String charts = charts();
    files.put(FOLDER + "/" + CHARTS, resource(charts + "dist/echarts.common.min.js"));
    files.put(FOLDER + "/" + CHARTS_LICENCE, resource(charts + "LICENSE"));
    borders.ifPresent(of -> files.put(FOLDER + "/" + BORDERS, content(of)));
    files.put(FOLDER + "/" + SETTINGS, settings(borders));
    // Last: it refers to the others.
    files.put(INDEX, resource(RESOURCES + INDEX));
  }

  /** Where each file lies below the collection's folder. */
  List<String> paths() {
    return List.copyOf(files.keySet());
  }

  void write(ReleaseStore store, Path collection) {
    files.forEach(
        (path, content) -> {
          Path file = collection.resolve(path);
          if (!store.read(file).map(old -> Arrays.equals(old, content)).orElse(false)) {
            store.replace(file, content);
          }
        });
    for (Path file : store.list(collection.resolve(FOLDER))) {
      if (!files.containsKey(FOLDER + "/" + file.getFileName())) {
        store.deleteFile(file);
      }
    }
  }

  private static byte[] settings(Optional<Borders> borders) {
    return Json.indented(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeFieldName("borders");
          if (borders.isEmpty()) {
            json.writeNull();
          } else {
            json.writeStartObject();
            json.writeStringField("file", BORDERS);
            json.writeStringField("licence", borders.get().licence());
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  private static byte[] content(Borders borders) {
    byte[] content;
    try {
      content = Files.readAllBytes(borders.file());
    } catch (IOException e) {
      throw new ConfigException(
          "reports.borders.file: %s cannot be read: %s".formatted(borders.file(), e), e);
    }
    try {
      JsonNode tree = Json.parse(content);
      String type = tree.path("type").asText();
      boolean known = type.equals("Topology") || type.equals("FeatureCollection");
      if (known && tree.findValue(PROVINCE) != null) {
        return content;
      }
      throw refused(borders, known ? "none with " + PROVINCE : "the type '" + type + "'", null);
    } catch (IOException e) {
      throw refused(borders, "no JSON", e);
    }
  }

  private static ConfigException refused(Borders borders, String found, IOException cause) {
    return new ConfigException(
        "reports.borders.file: %s: expected GeoJSON or TopoJSON whose features carry %s, found %s"
            .formatted(borders.file(), PROVINCE, found),
        cause);
  }

  /** The charts' version is said once, in the build. */
  private static String charts() {
    Properties properties = new Properties();
    try (InputStream in =
        Page.class.getResourceAsStream("/META-INF/maven/org.mvnpm/echarts/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/META-INF/resources/_static/echarts/%s/".formatted(properties.getProperty("version"));
  }

  private static byte[] resource(String path) {
    try (InputStream in = Page.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("not packaged: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
