package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The articles of territories and markets, of {@code articles.csv}; others stand without one. Where
 * a name there differs from the official one, it is that of the press: Monza e Brianza.
 */
final class Names {

  private final Map<String, String> articles = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  Names(Language language) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream in = Objects.requireNonNull(Names.class.getResourceAsStream("articles.csv"));
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (CSVRecord row : format.parse(text)) {
        String key = row.get("dimension") + row.get("code");
        articles.put(key, row.get("article_" + language.name()));
        String name = language == Language.it ? row.get("name_it") : "";
        if (!name.isEmpty()) {
          names.put(key, name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Name territory(String code, String label) {
    return name("territory" + code, label);
  }

  Name market(String code, String label) {
    return name("market" + code, label);
  }

  /** Of a name in two languages the first: {@code Valle d'Aosta / Vallée d'Aoste}. */
  private Name name(String key, String label) {
    int second = label.indexOf(" / ");
    String first = second < 0 ? label : label.substring(0, second);
    return new Name(names.getOrDefault(key, first), articles.getOrDefault(key, ""));
  }
}
