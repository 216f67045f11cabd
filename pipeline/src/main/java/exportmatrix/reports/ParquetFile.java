package exportmatrix.reports;

import exportmatrix.model.Field;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Table;
import exportmatrix.model.Values;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
final class ParquetFile implements Closeable {

  /** Most bytes that a row group could be told to take: rows end it. */
  private static final long GROUP_BYTES = 1L << 40;

  /** The quickest of the usual levels: files are written more often than they are copied. */
  private static final ParquetConfiguration FAST =
      new PlainParquetConfiguration(Map.of(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1"));

  /** The compressor's buffer to begin with. */
  private static final int PAGE_BYTES = 64 << 10;

  /**
   * What the files of one table have in common.
   *
   * @param partitions columns that the folders' names hold, and the files do not
   */
  record Format(Table table, List<String> partitions, Limits limits) implements Serializable {

    MessageType schema() {
      Types.MessageTypeBuilder schema = Types.buildMessage();
      for (Field field : table.fields()) {
        if (!partitions.contains(field.name())) {
          schema.addField(column(field));
        }
      }
      return schema.named(table.name());
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
  private final ParquetColumn[] columns;
  private final BytesInputCompressor compressor =
      new CodecFactory(FAST, PAGE_BYTES).getCompressor(CompressionCodecName.ZSTD);
  private ParquetFileWriter writer;
  private Path unfinished;
  private int part;
  private long rowsOfPart;
  private int rowsOfGroup;

  /**
   * @param root there already: where it is gone the release was given up, and this task goes too
   * @param folder the root or a folder below it
   */
  ParquetFile(Format format, Path root, Path folder) {
    this.format = format;
    this.root = root;
    this.folder = folder;
    this.columns = columns(format);
  }

  private static ParquetColumn[] columns(Format format) {
    List<ParquetColumn> columns = new ArrayList<>();
    for (ColumnDescriptor column : format.schema().getColumns()) {
      String name = column.getPath()[0];
      int place = format.table().columns().indexOf(name);
      Field field = format.table().fields().get(place);
      Kind kind = Kind.of(field.type());
      boolean searched = kind == Kind.TEXT && format.table().key().contains(name);
      columns.add(new ParquetColumn(column, place, kind, field.nullable(), searched));
    }
    return columns.toArray(ParquetColumn[]::new);
  }

  void write(Values record) throws IOException {
    if (writer == null || rowsOfPart == format.limits().rowsPerFile()) {
      begin();
    }
    for (ParquetColumn column : columns) {
      column.add(record);
    }
    rowsOfPart++;
    if (++rowsOfGroup == format.limits().rowsPerGroup()) {
      finishGroup();
    }
  }

  private void finishGroup() throws IOException {
    if (rowsOfGroup > 0) {
      writer.startBlock(rowsOfGroup);
      for (ParquetColumn column : columns) {
        column.flush(writer, compressor);
      }
      writer.endBlock();
      rowsOfGroup = 0;
    }
  }

  private void begin() throws IOException {
    finishPart();
    createFolders();
    // Another attempt at the same task may be writing beside this one.
    unfinished = folder.resolve(ReleaseStore.ASIDE + UUID.randomUUID());
    writer =
        new ParquetFileWriter(
            new LocalOutputFile(unfinished),
            format.schema(),
            ParquetFileWriter.Mode.CREATE,
            GROUP_BYTES,
            0,
            null,
            ParquetProperties.builder().build());
    writer.start();
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
    if (writer != null) {
      finishGroup();
      writer.end(Map.of());
      writer.close();
      writer = null;
      ParquetFooter.settle(unfinished);
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
    if (part == 0 && writer == null) {
      begin();
    }
    finishPart();
  }

  /** Drops what was not finished: the failure that led here says why. */
  @Override
  public void close() {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
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
