package exportmatrix.parquet;

import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of one row group while they fill, each by itself, in any order. It may be filled
 * again once it is written.
 */
public final class RowGroup {

  private final List<Column> columns;

  /**
   * @param schema flat: texts (BINARY), whole numbers (INT32, INT64), DOUBLE and BOOLEAN
   * @param searched columns by which readers look for rows: pages say what their values span
   */
  public RowGroup(MessageType schema, Set<String> searched) {
    columns =
        schema.getColumns().stream()
            .map(column -> column(column, searched.contains(column.getPath()[0])))
            .toList();
  }

  private static Column column(ColumnDescriptor column, boolean searched) {
    Column.Pages pages = searched ? Column.Pages.SEARCHED : Column.Pages.PLAIN;
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> new TextColumn(column, pages);
      case INT32, INT64, DOUBLE -> new NumberColumn(column, pages);
      case BOOLEAN -> new TruthColumn(column, pages);
      default -> throw new IllegalArgumentException("no column is like " + column);
    };
  }

  /** In the order of the schema. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Rows that the group holds.
   *
   * @throws IllegalStateException where its columns do not hold as many of them
   */
  public int rows() {
    int rows = columns.get(0).rows();
    for (Column column : columns) {
      if (column.rows() != rows) {
        throw new IllegalStateException(
            "%s has %d rows, and %s %d"
                .formatted(columns.get(0).name(), rows, column.name(), column.rows()));
      }
    }
    return rows;
  }
}
