package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Flow;
import exportmatrix.model.Span;
import exportmatrix.reports.KeptDocument.Choice;
import exportmatrix.reports.KeptDocument.Series;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds in the text of a published document, token by token, the figures and tables that still
 * stand. It relies on the order in which {@link DashboardLayout} lays out properties: the subject
 * before the figures, and first of a figure or table what says which one it is.
 */
final class EarlierDocument {

  private interface Item {
    void read() throws IOException;
  }

  private final byte[] text;
  private final Choice choice;
  private final JsonParser json;
  private final Map<Series, Map<String, Json.Body>> figures = new HashMap<>();
  private final Map<Series, Map<String, Json.Body>> tables = new HashMap<>();

  /** {@code territory} or {@code market}. */
  private String kind = "";

  private JsonNode subject;
  private boolean subjectKnown;

  private EarlierDocument(byte[] text, Choice choice, JsonParser json) {
    this.text = text;
    this.choice = choice;
    this.json = json;
  }

  /**
   * @param text of a document of a territory or market
   * @return what stands of it; it holds on to the text
   * @throws IOException where the text is not laid out as such a document is
   */
  static KeptDocument kept(byte[] text, Choice choice) throws IOException {
    try (JsonParser json = Json.MAPPER.createParser(text)) {
      return new EarlierDocument(text, choice, json).kept();
    }
  }

  private KeptDocument kept() throws IOException {
    json.nextToken();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "territory", "market" -> {
          kind = name;
          subject = json.readValueAsTree();
        }
        case "flows" -> each(this::flow);
        default -> json.skipChildren();
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT && subject != null, "subject");
    return new KeptDocument(
        subjectKnown ? Optional.of(Subject.of(subject)) : Optional.empty(), figures, tables);
  }

  private void flow() throws IOException {
    Flow flow = Flow.ofCode(opening("flow"));
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "series" -> each(() -> series(flow));
        case "tables" -> each(() -> table(flow));
        default -> json.skipChildren();
      }
    }
  }

  private void series(Flow flow) throws IOException {
    Series series = new Series(flow, Span.ofCode(opening("span")));
    require("figures".equals(json.nextFieldName()), "figures");
    json.nextToken();
    each(() -> figure(series));
    json.nextToken();
  }

  private void figure(Series series) throws IOException {
    long from = json.currentTokenLocation().getByteOffset();
    String period = opening("period");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      json.skipChildren();
    }
    if (choice.figure(series.span(), period)) {
      keep(figures, series, period, from);
      subjectKnown = true;
    }
  }

  private void table(Flow flow) throws IOException {
    long from = json.currentTokenLocation().getByteOffset();
    Series series = new Series(flow, Span.ofCode(opening("span")));
    String period = opening("period");
    boolean ofSubject = false;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      ofSubject |= anyRows() && sayTheSubject(name);
    }
    if (choice.table(series.span(), period)) {
      keep(tables, series, period, from);
      subjectKnown |= ofSubject;
    }
  }

  /** The parts of a territory are cells of their own, all other rows are of the subject's cells. */
  private boolean sayTheSubject(String rows) {
    return kind.equals("market") || !rows.equals(Breakdown.BY_TERRITORY.code());
  }

  /** Passes over a value; whether it is an array in which something stands. */
  private boolean anyRows() throws IOException {
    boolean any = false;
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        any = true;
        json.skipChildren();
      }
    } else {
      json.skipChildren();
    }
    return any;
  }

  private void keep(
      Map<Series, Map<String, Json.Body>> kept, Series series, String period, long from) {
    int begin = Math.toIntExact(from);
    int length = Math.toIntExact(json.currentLocation().getByteOffset()) - begin;
    kept.computeIfAbsent(series, of -> new HashMap<>())
        .put(period, to -> Json.copy(to, text, begin, length));
  }

  /** The text that an object says next. */
  private String opening(String name) throws IOException {
    require(name.equals(json.nextFieldName()), name);
    String said = json.nextTextValue();
    require(said != null, name);
    return said;
  }

  private void each(Item item) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  private static void require(boolean found, String what) throws IOException {
    if (!found) {
      throw new IOException("no " + what + " where it should stand");
    }
  }
}
