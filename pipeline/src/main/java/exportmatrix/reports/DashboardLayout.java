package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Flow;
import exportmatrix.model.Span;
import exportmatrix.reports.Dashboards.Heading;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
   * @param document such as {@code territory/ITC4}
   * @param rows of this document, sorted by flow, period, part and code
   */
  Rendered render(String document, List<Row> rows) {
    int periods = limits.tablePeriods();
    while (true) {
      byte[] json = render(document, rows, periods);
      if (Gzipped.fits(json, limits.gzippedJsonBytes())) {
        return new Rendered(json, periods == limits.tablePeriods());
      }
      int size = Gzipped.size(json);
      if (periods == 0) {
        throw new CheckFailedException(
            "json/%s.json: expected at most %d bytes gzipped, found %d without any table; publish fewer periods or indicators"
                .formatted(document, limits.gzippedJsonBytes(), size));
      }
      int fitting = (int) ((long) periods * limits.gzippedJsonBytes() / size);
      periods = Math.min(periods - 1, fitting);
    }
  }

  private byte[] render(String document, List<Row> rows, int tablePeriods) {
    return Json.compact(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeStringField("collection", heading.collection().id());
          json.writeBooleanField("synthetic", heading.collection().synthetic());
          json.writeStringField("source", heading.collection().source());
          json.writeStringField("licence", heading.collection().licence());
          json.writeStringField("edition", heading.edition());
          subject(json, document, rows);
          json.writeNumberField("table_periods", tablePeriods);
          json.writeArrayFieldStart("flows");
          for (Flow flow : Flow.values()) {
            List<Row> ofFlow = where(rows, "flow", flow.code());
            if (!ofFlow.isEmpty()) {
              json.writeStartObject();
              json.writeStringField("flow", flow.code());
              if (document.startsWith(Dashboards.TERRITORY)) {
                series(json, where(ofFlow, "part", Dashboards.SERIES));
              }
              tables(json, document, ofFlow, tablePeriods);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void subject(JsonGenerator json, String document, List<Row> rows) throws IOException {
    int slash = document.indexOf('/');
    String code = document.substring(slash + 1);
    Row speaker =
        rows.stream().filter(row -> row.getAs("subject_level") != null).findFirst().orElseThrow();
    json.writeObjectFieldStart(document.substring(0, slash));
    json.writeStringField("code", code);
    json.writeStringField("level", speaker.getAs("subject_level"));
    json.writeStringField("label_it", speaker.getAs("subject_label_it"));
    json.writeStringField("label_en", speaker.getAs("subject_label_en"));
    if (document.startsWith(Dashboards.TERRITORY)) {
      json.writeStringField("parent", heading.parents().get(code));
    }
    json.writeEndObject();
  }

  private void series(JsonGenerator json, List<Row> rows) throws IOException {
    json.writeArrayFieldStart("series");
    for (Map.Entry<Span, List<Row>> ofSpan : bySpan(rows).entrySet()) {
      json.writeStartObject();
      json.writeStringField("span", ofSpan.getKey().code());
      json.writeArrayFieldStart("figures");
      for (Row row : ofSpan.getValue()) {
        series.write(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void tables(JsonGenerator json, String document, List<Row> rows, int tablePeriods)
      throws IOException {
    List<Breakdown> shown =
        document.startsWith(Dashboards.MARKET)
            ? List.of(Breakdown.BY_TERRITORY)
            : List.of(Breakdown.values());
    json.writeArrayFieldStart("tables");
    for (Map.Entry<Span, List<Row>> ofSpan : bySpan(rows).entrySet()) {
      List<String> candidates = heading.newest().getOrDefault(ofSpan.getKey(), List.of());
      List<String> kept =
          candidates.subList(Math.max(0, candidates.size() - tablePeriods), candidates.size());
      Map<String, List<Row>> byPeriod = grouped(ofSpan.getValue(), row -> row.getAs("period"));
      for (String period : kept) {
        Map<String, List<Row>> byPart =
            grouped(byPeriod.getOrDefault(period, List.of()), row -> row.getAs("part"));
        byPart.remove(Dashboards.SERIES);
        if (byPart.isEmpty()) {
          continue;
        }
        json.writeStartObject();
        json.writeStringField("span", ofSpan.getKey().code());
        json.writeStringField("period", period);
        for (Breakdown breakdown : shown) {
          json.writeArrayFieldStart(breakdown.code());
          for (Row row : byPart.getOrDefault(breakdown.code(), List.of())) {
            tables.get(breakdown).write(json, row);
          }
          json.writeEndArray();
        }
        if (document.startsWith(Dashboards.TERRITORY)) {
          json.writeObjectFieldStart("movers");
          for (Breakdown breakdown : shown) {
            json.writeFieldName(breakdown.code());
            movers.get(breakdown).write(json, byPart.getOrDefault(breakdown.code(), List.of()));
          }
          json.writeEndObject();
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static List<Row> where(List<Row> rows, String column, String value) {
    return rows.stream().filter(row -> value.equals(row.getAs(column))).toList();
  }

  private static Map<Span, List<Row>> bySpan(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> Span.ofCode(row.getAs("span")),
                () -> new EnumMap<>(Span.class),
                Collectors.toList()));
  }

  private static Map<String, List<Row>> grouped(List<Row> rows, Function<Row, String> by) {
    return rows.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }
}
