package exportmatrix.jobs.tables;

import exportmatrix.jobs.tables.Column.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook: a sheet for each table, its header frozen and filtered, its numbers as numbers. Text
 * is stored as text, so that no spreadsheet runs it.
 */
final class Workbook {

  private static final int HEADER = 3;
  private static final int WIDEST = 40;

  private Workbook() {}

  static void write(Path file, List<DataTable> tables, Provenance provenance) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        org.dhatim.fastexcel.Workbook workbook =
            new org.dhatim.fastexcel.Workbook(out, "export-matrix", "1.0")) {
      for (DataTable table : tables) {
        try (Worksheet sheet = workbook.newWorksheet(table.name())) {
          fill(sheet, table, provenance);
        }
      }
    }
  }

  private static void fill(Worksheet sheet, DataTable table, Provenance provenance) {
    sheet.value(0, 0, table.title());
    sheet.style(0, 0).bold().fontSize(13).set();
    sheet.value(1, 0, String.join(" ", provenance.lines()));
    if (!provenance.synthetic().isEmpty()) {
      sheet.value(2, 0, provenance.synthetic());
      sheet.style(2, 0).bold().set();
    }
    int columns = table.columns().size();
    for (int c = 0; c < columns; c++) {
      Column column = table.columns().get(c);
      sheet.value(HEADER, c, column.label());
      sheet.style(HEADER, c).bold().wrapText(true).borderStyle("thin").set();
      sheet.width(c, width(table, c));
      for (int r = 0; r < table.rows().size(); r++) {
        cell(sheet, HEADER + 1 + r, c, table.rows().get(r).get(c), column.kind());
      }
    }
    sheet.freezePane(0, HEADER + 1);
    sheet.setAutoFilter(HEADER, 0, HEADER + table.rows().size(), columns - 1);
  }

  private static void cell(Worksheet sheet, int row, int column, Object value, Kind kind) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
      if (!kind.format().isEmpty()) {
        sheet.style(row, column).format(kind.format()).set();
      }
    } else if (value instanceof Boolean truth) {
      sheet.value(row, column, truth);
    } else if (value != null) {
      sheet.value(row, column, value.toString());
    }
  }

  private static double width(DataTable table, int column) {
    int widest =
        table.rows().stream()
            .mapToInt(row -> row.get(column) == null ? 0 : shown(row.get(column)))
            .max()
            .orElse(0);
    int heading = Math.min(table.columns().get(column).label().length(), 16);
    return Math.min(WIDEST, Math.max(heading, widest) + 2.0);
  }

  /** Numbers are shown with separators and few decimals. */
  private static int shown(Object value) {
    return value instanceof Double
        ? 8
        : value.toString().length() + (value instanceof Number ? 4 : 0);
  }
}
