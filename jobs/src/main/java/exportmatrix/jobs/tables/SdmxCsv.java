package exportmatrix.jobs.tables;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;

/**
 * Figures as SDMX-CSV 1.0: a row for each indicator of each cell. The dimensions are those of a
 * cell and the indicator; a figure that there is not has no value and OBS_STATUS "O" (missing), and
 * STATUS says why. {@link SdmxStructure} says what the columns may hold.
 */
final class SdmxCsv {

  static final String AGENCY = "EXPORT_MATRIX";
  static final String FLOW_ID = "FIGURES";
  static final String VERSION = "1.0";
  static final String TIME = "TIME_PERIOD";

  private static final List<String> CELL =
      List.of("collection", "flow", "span", "territory", "market", "product");

  /** In the order of the key; the time comes last. */
  static final List<String> DIMENSIONS =
      Stream.concat(CELL.stream().map(SdmxCsv::component), Stream.of("INDICATOR")).toList();

  static final List<String> ATTRIBUTES = List.of("UNIT_MEASURE", "OBS_STATUS", "STATUS", "EDITION");

  static final List<String> HEADER =
      Stream.of(
              Stream.of("DATAFLOW"),
              DIMENSIONS.stream(),
              Stream.of(TIME, "OBS_VALUE"),
              ATTRIBUTES.stream())
          .flatMap(names -> names)
          .toList();

  private final Set<List<String>> rows = new LinkedHashSet<>();

  /** The figures of those tables whose rows are cells, each figure once. */
  SdmxCsv(List<DataTable> tables) {
    for (DataTable table : tables) {
      if (table.columns().stream().map(Column::name).toList().containsAll(CELL)) {
        rows.addAll(rows(table));
      }
    }
  }

  /** Fields in the order of {@link #HEADER}. */
  Set<List<String>> rows() {
    return rows;
  }

  void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(out, CsvStyle.PLAIN.format())) {
      csv.printRecord(HEADER);
      csv.printRecords(rows);
    }
  }

  /** The id of a column's component. */
  static String component(String column) {
    return column.toUpperCase(Locale.ROOT);
  }

  /** A code in the characters that SDMX allows; a sum over codes is written with hyphens. */
  static String code(Object value) {
    return value == null
        ? ""
        : value.toString().replace('+', '-').replaceAll("[^A-Za-z0-9_@$-]", "_");
  }

  private static List<List<String>> rows(DataTable table) {
    List<List<String>> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      for (int c = 0; c < table.columns().size(); c++) {
        Column column = table.columns().get(c);
        if (column.kind().isNumber()) {
          rows.add(row(table, row, c));
        }
      }
    }
    return rows;
  }

  private static List<String> row(DataTable table, List<Object> row, int column) {
    Object value = row.get(column);
    List<String> fields = new ArrayList<>();
    fields.add("%s:%s(%s)".formatted(AGENCY, FLOW_ID, VERSION));
    CELL.forEach(dimension -> fields.add(code(row.get(table.index(dimension)))));
    fields.add(code(table.columns().get(column).name()));
    fields.add(CsvStyle.PLAIN.cell(row.get(table.index("period"))));
    fields.add(CsvStyle.PLAIN.cell(value));
    fields.add(unit(table.columns().get(column)));
    fields.add(value == null ? "O" : "A");
    fields.add(status(table, row, table.columns().get(column).name()));
    fields.add(CsvStyle.PLAIN.cell(row.get(table.index("edition"))));
    return fields;
  }

  private static String unit(Column column) {
    return switch (column.kind()) {
      case EURO -> "EUR";
      case PERCENT -> "PT";
      case POINTS -> "PP";
      default -> "PURE_NUMB";
    };
  }

  private static String status(DataTable table, List<Object> row, String column) {
    String name =
        switch (column) {
          case "value_eur" -> "status";
          case "yoy_percent" -> "yoy_status";
          default -> column + "_status";
        };
    List<String> names = table.columns().stream().map(Column::name).toList();
    return names.contains(name) ? code(row.get(names.indexOf(name))) : "";
  }
}
