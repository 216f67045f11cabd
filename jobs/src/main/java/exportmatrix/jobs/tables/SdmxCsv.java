package exportmatrix.jobs.tables;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVPrinter;

/**
 * Figures as SDMX-CSV 1.0: a row for each indicator of each cell. The dimensions are those of a
 * cell and the indicator; a figure that there is not has no value and OBS_STATUS "O" (missing), and
 * STATUS says why.
 */
final class SdmxCsv {

  private static final String DATAFLOW = "EXPORT_MATRIX:FIGURES(1.0)";

  private static final List<String> HEADER =
      List.of(
          "DATAFLOW",
          "COLLECTION",
          "FLOW",
          "SPAN",
          "TERRITORY",
          "MARKET",
          "PRODUCT",
          "INDICATOR",
          "TIME_PERIOD",
          "OBS_VALUE",
          "UNIT_MEASURE",
          "OBS_STATUS",
          "STATUS",
          "EDITION");

  private static final List<String> CELL =
      List.of("collection", "flow", "span", "territory", "market", "product");

  private SdmxCsv() {}

  static void write(Path file, List<DataTable> tables) throws IOException {
    Set<List<String>> rows = new LinkedHashSet<>();
    for (DataTable table : tables) {
      if (table.columns().stream().map(Column::name).toList().containsAll(CELL)) {
        rows.addAll(rows(table));
      }
    }
    try (Writer out = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(out, CsvStyle.PLAIN.format())) {
      csv.printRecord(HEADER);
      csv.printRecords(rows);
    }
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
    List<String> fields = new ArrayList<>(List.of(DATAFLOW));
    CELL.forEach(dimension -> fields.add(CsvStyle.PLAIN.cell(row.get(table.index(dimension)))));
    fields.add(table.columns().get(column).name());
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
    return names.contains(name) ? CsvStyle.PLAIN.cell(row.get(names.indexOf(name))) : "";
  }
}
