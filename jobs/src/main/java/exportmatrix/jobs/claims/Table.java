package exportmatrix.jobs.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown table of a text.
 *
 * @param caption the line in italics above it; empty: there is none
 * @param rows below the header
 */
record Table(String caption, List<String> header, List<Row> rows) {

  /**
   * A line of the table.
   *
   * @param line of the file, from 1
   */
  record Row(int line, List<String> cells) {}

  /** The tables of a text, without that of the figures at a note's end. */
  static List<Table> of(List<String> lines) {
    List<Table> tables = new ArrayList<>();
    String caption = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("*") && line.endsWith("*") && !line.startsWith("**")) {
        caption = Passage.plain(line.substring(1, line.length() - 1));
      } else if (line.startsWith("|") && !caption.isEmpty()) {
        List<Row> rows = new ArrayList<>();
        int next = i + 2; // below the header there is a line of dashes
        while (next < lines.size() && lines.get(next).strip().startsWith("|")) {
          rows.add(new Row(next + 1, cells(lines.get(next))));
          next++;
        }
        tables.add(new Table(caption, cells(line), rows));
        caption = "";
        i = next - 1;
      }
    }
    return tables;
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||\\|$", "");
    return Stream.of(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> Passage.plain(cell.strip()))
        .toList();
  }
}
