package exportmatrix.reports;

import exportmatrix.model.Field;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Table;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads back columns of what {@link PartFiles} wrote, one row group after the other. */
final class StoredColumns implements Closeable {

  private final ParquetFileReader file;
  private final MessageType schema;
  private ColumnReadStoreImpl columns;
  private int rows;

  /**
   * @param columns those that are wanted; the others are not read
   */
  StoredColumns(Path path, List<String> columns) throws IOException {
    this.file =
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    MessageType whole = file.getFileMetaData().getSchema();
    this.schema = new MessageType(whole.getName(), columns.stream().map(whole::getType).toList());
    file.setRequestedSchema(schema);
  }

  /** Moves to the next row group; false: the file is done. */
  boolean next() throws IOException {
    PageReadStore group = file.readNextRowGroup();
    if (group == null) {
      return false;
    }
    rows = Math.toIntExact(group.getRowCount());
    columns =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            file.getFileMetaData().getCreatedBy());
    return true;
  }

  /** Rows of the group at hand. */
  int rows() {
    return rows;
  }

  /**
   * Takes the value of one row; it is asked for only where there is one. It must be read or
   * skipped, or the next row is given it.
   */
  interface Taking {
    void take(int row, ColumnReader value);
  }

  /** Walks a wanted column; each can be walked once in a row group. */
  void walk(String column, Taking taking) {
    walk(column, row -> true, taking);
  }

  /** Walks a column, passing over the values of other rows than the wanted ones. */
  void walk(String column, IntPredicate wanted, Taking taking) {
    ColumnDescriptor descriptor = schema.getColumnDescription(new String[] {column});
    ColumnReader reader = columns.getColumnReader(descriptor);
    int deepest = descriptor.getMaxDefinitionLevel();
    for (int row = 0; row < rows; row++) {
      if (reader.getCurrentDefinitionLevel() == deepest) {
        if (wanted.test(row)) {
          taking.take(row, reader);
        } else {
          reader.skip(); // what is neither read nor skipped is given to the next row
        }
      }
      reader.consume();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The rows of a table that stands in one folder, in the order of its columns. */
  static Iterator<Row> rows(Path folder, Table table) {
    List<Row> rows = new ArrayList<>();
    ReleaseStore store = new ReleaseStore(folder.toString());
    for (Path path : store.list(folder)) {
      try (StoredColumns file = new StoredColumns(path, table.columns())) {
        while (file.next()) {
          Object[][] values = new Object[file.rows()][table.fields().size()];
          for (int f = 0; f < table.fields().size(); f++) {
            Field field = table.fields().get(f);
            int place = f;
            Kind kind = Kind.of(field.type());
            file.walk(field.name(), (row, value) -> values[row][place] = of(kind, value));
          }
          for (Object[] row : values) {
            rows.add(RowFactory.create(row));
          }
        }
      } catch (IOException e) {
        throw ReleaseStore.explained(new UncheckedIOException(e), path);
      }
    }
    return rows.iterator();
  }

  private static Object of(Kind kind, ColumnReader value) {
    return switch (kind) {
      case TEXT, STATUS, STATUSES -> value.getBinary().toStringUsingUTF8();
      case EUROS -> BigDecimal.valueOf(value.getLong(), 2);
      case NUMBER -> (Object) value.getDouble();
      case LONG -> (Object) value.getLong();
      case INTEGER -> (Object) value.getInteger();
      case TRUTH -> (Object) value.getBoolean();
    };
  }
}
