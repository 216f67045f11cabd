package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Flow;
import exportmatrix.model.Span;
import exportmatrix.reports.Dashboards.Heading;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * How a dashboard's document is laid out: headline series over all periods, tables for the newest
 * ones. Tables give way, oldest first, until the document fits its bound.
 */
final class DashboardLayout {

  private final Heading heading;
  private final Limits limits;
  private final Columns series;
  private final Map<Breakdown, Columns> tables = new EnumMap<>(Breakdown.class);
  private final Map<Breakdown, Movers> movers = new EnumMap<>(Breakdown.class);

  DashboardLayout(Heading heading, Limits limits) {
    this.heading = heading;
    this.limits = limits;
    this.series = Columns.ofSeries(heading.cards());
    for (Breakdown breakdown : Breakdown.values()) {
      tables.put(breakdown, Columns.of(breakdown, heading.cards()));
      movers.put(breakdown, new Movers(breakdown, heading.cards()));
    }
  }

  /**
   * @param json the document's bytes
   * @param whole whether it shows the tables of all periods that it may
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rendered(byte[] json, boolean whole) {}

  /**
   * What a document is made of.
   *
   * @param document such as {@code territory/ITC4}
   * @param rows that are new, sorted by code
   * @param kept what stands of the earlier document: other spans and periods than those of the rows
   */
  record Content(String document, List<Row> rows, KeptDocument kept) {

    private boolean isOfTerritory() {
      return document.startsWith(Dashboards.TERRITORY);
    }

    private List<Breakdown> breakdowns() {
      return isOfTerritory() ? List.of(Breakdown.values()) : List.of(Breakdown.BY_TERRITORY);
    }

    /** Whom the document is about; empty: it holds parts of a territory that has no figure. */
    Optional<Subject> subject() {
      return Subject.of(rows).or(kept::subject);
    }
  }

  /**
   * @param content whose subject is known
   */
  Rendered render(Content content) {
    int periods = limits.tablePeriods();
    while (true) {
      byte[] json = render(content, periods);
      if (Gzipped.fits(json, limits.gzippedJsonBytes())) {
        return new Rendered(json, periods == limits.tablePeriods());
      }
      int size = Gzipped.size(json);
      if (periods == 0) {
        throw new CheckFailedException(
            "json/%s.json: expected at most %d bytes gzipped, found %d without any table; publish fewer periods or indicators"
                .formatted(content.document(), limits.gzippedJsonBytes(), size));
      }
      int fitting = (int) ((long) periods * limits.gzippedJsonBytes() / size);
      periods = Math.min(periods - 1, fitting);
    }
  }

  private byte[] render(Content content, int tablePeriods) {
    return Json.compact(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeStringField("collection", heading.collection().id());
          json.writeBooleanField("synthetic", heading.collection().synthetic());
          json.writeStringField("source", heading.collection().source());
          json.writeStringField("licence", heading.collection().licence());
          json.writeStringField("edition", heading.edition());
          subject(json, content);
          json.writeNumberField("table_periods", tablePeriods);
          json.writeArrayFieldStart("flows");
          for (Flow flow : Flow.values()) {
            List<Row> rows = where(content.rows(), "flow", flow.code());
            if (!rows.isEmpty() || content.kept().knows(flow)) {
              json.writeStartObject();
              json.writeStringField("flow", flow.code());
              if (content.isOfTerritory()) {
                series(json, flow, where(rows, "part", Dashboards.SERIES), content.kept());
              }
              tables(json, flow, rows, content, tablePeriods);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void subject(JsonGenerator json, Content content) throws IOException {
    int slash = content.document().indexOf('/');
    String code = content.document().substring(slash + 1);
    Subject subject = content.subject().orElseThrow();
    json.writeObjectFieldStart(content.document().substring(0, slash));
    json.writeStringField("code", code);
    json.writeStringField("level", subject.level());
    json.writeStringField("label_it", subject.labelIt());
    json.writeStringField("label_en", subject.labelEn());
    if (content.isOfTerritory()) {
      json.writeStringField("parent", heading.parents().get(code));
    }
    json.writeEndObject();
  }

  private void series(JsonGenerator json, Flow flow, List<Row> rows, KeptDocument kept)
      throws IOException {
    json.writeArrayFieldStart("series");
    for (Span span : Span.values()) {
      SortedMap<String, Json.Body> figures = new TreeMap<>(kept.figuresOf(flow, span));
      for (Row row : where(rows, "span", span.code())) {
        figures.put(row.getAs("period"), to -> series.write(to, row));
      }
      if (!figures.isEmpty()) {
        json.writeStartObject();
        json.writeStringField("span", span.code());
        json.writeArrayFieldStart("figures");
        for (Json.Body figure : figures.values()) {
          figure.write(json);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void tables(
      JsonGenerator json, Flow flow, List<Row> rows, Content content, int tablePeriods)
      throws IOException {
    json.writeArrayFieldStart("tables");
    for (Span span : Span.values()) {
      Map<String, Json.Body> bodies = new HashMap<>(content.kept().tablesOf(flow, span));
      byPeriod(where(rows, "span", span.code()))
          .forEach((period, of) -> bodies.put(period, to -> table(to, content, span, period, of)));
      List<String> candidates = heading.newest().getOrDefault(span, List.of());
      for (String period :
          candidates.subList(Math.max(0, candidates.size() - tablePeriods), candidates.size())) {
        if (bodies.containsKey(period)) {
          bodies.get(period).write(json);
        }
      }
    }
    json.writeEndArray();
  }

  private void table(JsonGenerator json, Content content, Span span, String period, List<Row> rows)
      throws IOException {
    Map<String, List<Row>> byPart =
        rows.stream().collect(Collectors.groupingBy(row -> row.getAs("part")));
    json.writeStartObject();
    json.writeStringField("span", span.code());
    json.writeStringField("period", period);
    for (Breakdown breakdown : content.breakdowns()) {
      json.writeArrayFieldStart(breakdown.code());
      for (Row row : byPart.getOrDefault(breakdown.code(), List.of())) {
        tables.get(breakdown).write(json, row);
      }
      json.writeEndArray();
    }
    if (content.isOfTerritory()) {
      json.writeObjectFieldStart("movers");
      for (Breakdown breakdown : content.breakdowns()) {
        json.writeFieldName(breakdown.code());
        movers.get(breakdown).write(json, byPart.getOrDefault(breakdown.code(), List.of()));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** What is no figure of a series is of a table. */
  private static Map<String, List<Row>> byPeriod(List<Row> rows) {
    return rows.stream()
        .filter(row -> !Dashboards.SERIES.equals(row.getAs("part")))
        .collect(Collectors.groupingBy(row -> row.getAs("period")));
  }

  private static List<Row> where(List<Row> rows, String column, String value) {
    return rows.stream().filter(row -> value.equals(row.getAs(column))).toList();
  }
}
