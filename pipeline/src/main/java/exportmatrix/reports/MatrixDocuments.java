package exportmatrix.reports;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonGenerator;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Exchange;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.PipelineException;
import exportmatrix.model.Span;
import exportmatrix.model.Table;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * The matrix as JSON, one document per territory: the newest periods, the cells that are eligible
 * or targeted by a programme, and the market groups. Periods give way, oldest first, until a
 * document fits its bound; the tables hold all.
 */
final class MatrixDocuments implements Serializable {

  private static final long serialVersionUID = 1L;

  static final String FOLDER = "matrix/";

  /** Fields that a document says once, and not in every cell. */
  private static final Set<String> SAID_ABOVE =
      Set.of(
          "span",
          "period",
          "territory",
          "territory_label_it",
          "territory_label_en",
          "product_level",
          "eligible",
          "ranked_cells");

  private static final int TERRITORY = MatrixTables.CELLS.columns().indexOf("territory");

  private final Dashboards.Heading heading;
  private final Limits limits;
  private final String level;

  /**
   * @param level of the products
   */
  MatrixDocuments(Dashboards.Heading heading, Limits limits, String level) {
    this.heading = heading;
    this.limits = limits;
    this.level = level;
  }

  /** The properties of a cell or of a group's figures. */
  static Columns columns(Table table) {
    return new Columns(
        table.fields().stream().filter(field -> !SAID_ABOVE.contains(field.name())).toList());
  }

  /**
   * @param cells {@link MatrixTables#CELLS}, {@code groups} its groups, of all spans and periods
   * @param folder is there already
   * @return the documents that were written, such as {@code matrix/ITC4}
   */
  Set<String> write(JavaRDD<Row> cells, JavaRDD<Row> groups, Path folder) {
    String location = folder.toString();
    JavaRDD<Row> shown =
        cells.filter(row -> recent(row) && worthShowing(row)).union(groups.filter(this::recent));
    try {
      return Set.copyOf(
          Exchange.bring(
                  shown,
                  MatrixTables.ROWS,
                  row -> row.getString(TERRITORY).hashCode(),
                  cells.getNumPartitions())
              .mapPartitions(rows -> documents(rows, Path.of(location)))
              .collect());
    } catch (Exception e) {
      throw PipelineException.within(e);
    }
  }

  private Iterator<String> documents(Iterator<Row> rows, Path folder) {
    Schemas schemas = new Schemas(heading.cards());
    Map<String, List<Row>> documents = new TreeMap<>();
    rows.forEachRemaining(
        row ->
            documents.computeIfAbsent(row.getString(TERRITORY), of -> new ArrayList<>()).add(row));
    return documents.entrySet().stream()
        .map(of -> document(of.getKey(), of.getValue(), schemas, folder))
        .iterator();
  }

  private boolean recent(Row row) {
    return heading
        .newest()
        .getOrDefault(Span.ofCode(row.getString(0)), List.of())
        .contains(row.getString(1));
  }

  private static boolean worthShowing(Row row) {
    List<String> columns = MatrixTables.CELLS.columns();
    return row.getBoolean(columns.indexOf("eligible"))
        || !row.getString(columns.indexOf("programmes")).isEmpty();
  }

  private String document(String territory, List<Row> rows, Schemas schemas, Path folder) {
    rows.sort(
        Comparator.comparing((Row row) -> row.getString(0))
            .thenComparing(row -> row.getString(1))
            .thenComparing(row -> !MatrixTables.isCell(row))
            .thenComparing(row -> row.getString(5))
            .thenComparing(row -> row.getString(9)));
    String name = FOLDER + territory;
    int periods = limits.tablePeriods();
    byte[] json = render(rows, periods);
    while (!Gzipped.fits(json, limits.gzippedJsonBytes())) {
      if (--periods == 0) {
        throw new CheckFailedException(
            "json/%s.json: expected at most %d bytes gzipped, found more in one period; choose fewer eligible markets"
                .formatted(name, limits.gzippedJsonBytes()));
      }
      json = render(rows, periods);
    }
    schemas.require(Schemas.Kind.MATRIX, "json/" + name + ".json", json);
    new ReleaseStore(folder.toString()).writeInto(folder.resolve(name + ".json"), json);
    return name;
  }

  private byte[] render(List<Row> rows, int periods) {
    Row any = rows.get(0);
    return Json.compact(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeStringField("collection", heading.collection().id());
          json.writeBooleanField("synthetic", heading.collection().synthetic());
          json.writeStringField("source", heading.collection().source());
          json.writeStringField("licence", heading.collection().licence());
          json.writeStringField("edition", heading.edition());
          json.writeObjectFieldStart("territory");
          json.writeStringField("code", any.getString(2));
          json.writeStringField("label_it", any.getString(3));
          json.writeStringField("label_en", any.getString(4));
          json.writeEndObject();
          json.writeStringField("product_level", level);
          json.writeNumberField("table_periods", periods);
          json.writeArrayFieldStart("matrices");
          Map<List<String>, List<Row>> matrices =
              rows.stream()
                  .filter(row -> amongNewest(row, periods))
                  .collect(
                      groupingBy(
                          row -> List.of(row.getString(0), row.getString(1)),
                          LinkedHashMap::new,
                          Collectors.toList()));
          for (Map.Entry<List<String>, List<Row>> matrix : matrices.entrySet()) {
            matrix(json, matrix.getKey(), matrix.getValue());
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private boolean amongNewest(Row row, int periods) {
    List<String> newest = heading.newest().get(Span.ofCode(row.getString(0)));
    return newest.indexOf(row.getString(1)) >= newest.size() - periods;
  }

  private static void matrix(JsonGenerator json, List<String> at, List<Row> rows)
      throws IOException {
    int ranked = MatrixTables.CELLS.columns().indexOf("ranked_cells");
    json.writeStartObject();
    json.writeStringField("span", at.get(0));
    json.writeStringField("period", at.get(1));
    json.writeNumberField(
        "ranked_cells",
        rows.stream()
            .filter(MatrixTables::isCell)
            .mapToInt(row -> row.getInt(ranked))
            .findFirst()
            .orElse(0));
    for (Table table : List.of(MatrixTables.CELLS, MatrixTables.GROUPS)) {
      Columns columns = columns(table);
      List<Integer> places = columns.names().stream().map(table.columns()::indexOf).toList();
      json.writeArrayFieldStart(table.equals(MatrixTables.CELLS) ? "cells" : "groups");
      for (Row row : rows) {
        if (MatrixTables.isCell(row) == table.equals(MatrixTables.CELLS)) {
          columns.write(json, row, places);
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
