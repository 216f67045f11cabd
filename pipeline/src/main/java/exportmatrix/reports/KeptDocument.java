package exportmatrix.reports;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Span;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * A document of the earlier release, taken apart into the rows that it was made of, as far as it
 * shows them and they still stand.
 */
final class KeptDocument {

  /**
   * Which rows stand.
   *
   * @param parts spans and periods that are taken over
   * @param tables the periods of each span of which tables are shown
   */
  record Choice(Set<Kept.Part> parts, Map<Span, List<String>> tables) implements Serializable {

    private boolean series(String span, String period) {
      return parts.contains(new Kept.Part(span, period));
    }

    private boolean table(String span, String period) {
      return series(span, period)
          && tables.getOrDefault(Span.ofCode(span), List.of()).contains(period);
    }
  }

  private final Path file;
  private final StructType schema;
  private final Choice choice;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param schema of the rows: a cell's fields and its place in a document
   */
  KeptDocument(Path file, StructType schema, Choice choice) {
    this.file = file;
    this.schema = schema;
    this.choice = choice;
  }

  List<Row> rows() {
    ReleaseStore store = new ReleaseStore(String.valueOf(file.getParent()));
    try {
      JsonNode document = Json.parse(store.read(file).orElseThrow());
      boolean territory = document.has("territory");
      JsonNode subject = document.required(territory ? "territory" : "market");
      String name =
          (territory ? Dashboards.TERRITORY : Dashboards.MARKET)
              + subject.required("code").textValue();
      for (JsonNode flow : document.required("flows")) {
        String code = flow.required("flow").textValue();
        flow.path("series").forEach(series -> series(series, name, code, subject));
        flow.path("tables")
            .forEach(table -> table(table, name, code, territory ? null : subject, subject));
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      throw Manifest.damaged(file, e);
    }
  }

  private void series(JsonNode series, String document, String flow, JsonNode subject) {
    String span = series.required("span").textValue();
    for (JsonNode figure : series.required("figures")) {
      String period = figure.required("period").textValue();
      if (choice.series(span, period)) {
        Object[] row = row(document, flow, span, period, Dashboards.SERIES, subject);
        for (String column : List.of("code", "level", "label_it", "label_en")) {
          put(row, column, subject.required(column).textValue());
        }
        rows.add(filled(row, figure));
      }
    }
  }

  /**
   * @param ofParts the subject where rows of parts know it: those of a market's document
   */
  private void table(
      JsonNode table, String document, String flow, JsonNode ofParts, JsonNode subject) {
    String span = table.required("span").textValue();
    String period = table.required("period").textValue();
    if (!choice.table(span, period)) {
      return;
    }
    for (Breakdown breakdown : Breakdown.values()) {
      JsonNode knows = breakdown == Breakdown.BY_TERRITORY ? ofParts : subject;
      for (JsonNode figure : table.path(breakdown.code())) {
        rows.add(filled(row(document, flow, span, period, breakdown.code(), knows), figure));
      }
    }
  }

  private Object[] row(
      String document, String flow, String span, String period, String part, JsonNode subject) {
    Object[] row = new Object[schema.size()];
    put(row, "document", document);
    put(row, "part", part);
    put(row, "flow", flow);
    put(row, "span", span);
    put(row, "period", period);
    if (subject != null) {
      put(row, "subject_level", subject.required("level").textValue());
      put(row, "subject_label_it", subject.required("label_it").textValue());
      put(row, "subject_label_en", subject.required("label_en").textValue());
    }
    return row;
  }

  private void put(Object[] row, String column, Object value) {
    row[schema.fieldIndex(column)] = value;
  }

  private Row filled(Object[] row, JsonNode figure) {
    for (Map.Entry<String, JsonNode> one : figure.properties()) {
      JsonNode value = one.getValue();
      if (!value.isNull()) {
        int at = schema.fieldIndex(one.getKey());
        row[at] =
            switch (Kind.of(schema.apply(at).dataType())) {
              case EUROS -> value.decimalValue().setScale(2);
              case NUMBER -> (Object) value.doubleValue();
              case LONG -> (Object) value.longValue();
              case INTEGER -> (Object) value.intValue();
              case TRUTH -> (Object) value.booleanValue();
              default -> value.textValue();
            };
      }
    }
    return new GenericRowWithSchema(row, schema);
  }
}
