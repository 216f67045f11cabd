package exportmatrix.jobs.tables;

import java.util.List;

/**
 * A table of figures.
 *
 * @param name of its file and sheet
 * @param key the columns that tell its rows apart
 * @param rows cells in the columns' order: a text, a number, a truth value or null
 */
public record DataTable(
    String name, String title, List<Column> columns, List<String> key, List<List<Object>> rows) {

  int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + column);
  }
}
