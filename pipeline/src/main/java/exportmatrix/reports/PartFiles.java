package exportmatrix.reports;

import exportmatrix.model.Field;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Table;
import exportmatrix.model.Values;
import exportmatrix.parquet.Column;
import exportmatrix.parquet.NumberColumn;
import exportmatrix.parquet.ParquetFile;
import exportmatrix.parquet.RowGroup;
import exportmatrix.parquet.TextColumn;
import exportmatrix.parquet.TruthColumn;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Records on their way into {@code part-0.parquet} of a folder, and {@code part-1} and so on where
 * they are many. The bytes depend on the records alone.
 */
final class PartFiles implements Closeable {

  /**
   * What the files of one table have in common.
   *
   * @param partitions columns that the folders' names hold, and the files do not
   */
  record Format(Table table, List<String> partitions, Limits limits) implements Serializable {

    /** The fields that the files hold, by their places in the table. */
    int[] places() {
      return IntStream.range(0, table.fields().size())
          .filter(place -> !partitions.contains(table.fields().get(place).name()))
          .toArray();
    }

    MessageType schema() {
      Types.MessageTypeBuilder schema = Types.buildMessage();
      for (int place : places()) {
        schema.addField(column(table.fields().get(place)));
      }
      return schema.named(table.name());
    }

    /** Readers look for rows by the texts of the key. */
    RowGroup group() {
      Set<String> texts =
          table.fields().stream()
              .filter(field -> Kind.of(field.type()) == Kind.TEXT)
              .map(Field::name)
              .filter(table.key()::contains)
              .collect(Collectors.toSet());
      return new RowGroup(schema(), texts);
    }

    private static Type column(Field field) {
      Type.Repetition repetition =
          field.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
      return switch (Kind.of(field.type())) {
        case TEXT, STATUS, STATUSES ->
            Types.primitive(PrimitiveTypeName.BINARY, repetition)
                .as(LogicalTypeAnnotation.stringType())
                .named(field.name());
        case EUROS ->
            Types.primitive(PrimitiveTypeName.INT64, repetition)
                .as(LogicalTypeAnnotation.decimalType(2, 18))
                .named(field.name());
        case NUMBER -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(field.name());
        case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(field.name());
        case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(field.name());
        case TRUTH -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(field.name());
      };
    }
  }

  private final Format format;
  private final Path root;
  private final Path folder;
  private final int[] places;
  private final RowGroup group;
  private ParquetFile file;
  private Path unfinished;
  private int part;
  private long rowsOfPart;
  private int rowsOfGroup;

  /**
   * @param root there already: where it is gone the release was given up, and this task goes too
   * @param folder the root or a folder below it
   */
  PartFiles(Format format, Path root, Path folder) {
    this.format = format;
    this.root = root;
    this.folder = folder;
    this.places = format.places();
    this.group = format.group();
  }

  /** The columns of the files, in the order of {@link Format#places}. */
  List<Column> columns() {
    return group.columns();
  }

  /** Records whose columns are handed over in bulk. */
  interface Bulk {

    /** Adds records from a place to before another to all {@link #columns}. */
    void add(int from, int to);
  }

  void write(int records, Bulk bulk) throws IOException {
    int from = 0;
    while (from < records) {
      if (file == null || rowsOfPart == format.limits().rowsPerFile()) {
        begin();
      }
      long room =
          Math.min(
              format.limits().rowsPerGroup() - rowsOfGroup,
              format.limits().rowsPerFile() - rowsOfPart);
      int to = (int) Math.min(records, from + room);
      bulk.add(from, to);
      rowsOfPart += to - from;
      rowsOfGroup += to - from;
      if (rowsOfGroup == format.limits().rowsPerGroup()) {
        finishGroup();
      }
      from = to;
    }
  }

  void write(Values record) throws IOException {
    write(
        1,
        (from, to) -> {
          for (int i = 0; i < places.length; i++) {
            add(record, places[i], group.columns().get(i));
          }
        });
  }

  private static void add(Values record, int field, Column column) {
    if (column.optional()) {
      if (record.isNull(field)) {
        column.absent(1);
        return;
      }
      column.present(1);
    }
    if (column instanceof TextColumn texts) {
      texts.add(record.string(field));
    } else if (column instanceof TruthColumn truths) {
      truths.add((int) record.whole(field));
    } else if (column instanceof NumberColumn numbers) {
      if (numbers.ofDoubles()) {
        numbers.add(record.number(field));
      } else {
        numbers.add(record.whole(field));
      }
    }
  }

  private void finishGroup() throws IOException {
    file.write(group);
    rowsOfGroup = 0;
  }

  private void begin() throws IOException {
    finishPart();
    createFolders();
    // Another attempt at the same task may be writing beside this one.
    unfinished = folder.resolve(ReleaseStore.ASIDE + UUID.randomUUID());
    file = new ParquetFile(new LocalOutputFile(unfinished), format.schema());
    rowsOfPart = 0;
  }

  private void createFolders() throws IOException {
    Path path = root;
    for (Path name : root.relativize(folder)) {
      path = path.resolve(name.toString()).normalize();
      if (!Files.isDirectory(path)) {
        create(path);
      }
    }
  }

  private static void create(Path path) throws IOException {
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      // Another task was quicker.
    }
  }

  private void finishPart() throws IOException {
    if (file != null) {
      finishGroup();
      file.finish();
      file = null;
      Files.move(
          unfinished,
          folder.resolve("part-" + part + ".parquet"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      part++;
    }
  }

  /** Gives the last file its name. */
  void finish() throws IOException {
    finishPart();
  }

  /** As {@link #finish}; without any record there is one file, and it is empty. */
  void finishEvenIfEmpty() throws IOException {
    if (part == 0 && file == null) {
      begin();
    }
    finishPart();
  }

  /** Drops what was not finished: the failure that led here says why. */
  @Override
  public void close() {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException | RuntimeException e) {
      // Half a file cannot be closed properly, and goes anyway.
    }
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
