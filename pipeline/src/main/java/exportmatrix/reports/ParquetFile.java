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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
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

  /** Row groups end after a fixed number of rows; a bound in bytes would depend on the heap. */
  private static final long GROUP_BYTES = 64L << 20;

  /**
   * What the files of one table have in common.
   *
   * @param partitions columns that the folders' names hold, and the files do not
   * @param plain columns that have no dictionary, those of the other tables of a release included:
   *     the library keeps these options once for all files that a process has open
   */
  record Format(Table table, List<String> partitions, Set<String> plain, Limits limits)
      implements Serializable {

    /** Columns of numbers that hardly repeat: a dictionary is thrown away once it is full. */
    static Set<String> plain(List<Table> tables) {
      return tables.stream()
          .flatMap(table -> table.fields().stream())
          .filter(field -> Set.of(Kind.NUMBER, Kind.EUROS).contains(Kind.of(field)))
          .map(Field::name)
          .collect(Collectors.toSet());
    }

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
      return switch (Kind.of(field)) {
        case TEXT, STATUS ->
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
  private ParquetWriter<Values> writer;
  private Path unfinished;
  private int part;
  private long rowsOfPart;

  /**
   * @param root there already: where it is gone the release was given up, and this task goes too
   * @param folder the root or a folder below it
   */
  ParquetFile(Format format, Path root, Path folder) {
    this.format = format;
    this.root = root;
    this.folder = folder;
  }

  void write(Values record) throws IOException {
    if (writer == null || rowsOfPart == format.limits().rowsPerFile()) {
      begin();
    }
    writer.write(record);
    rowsOfPart++;
  }

  private void begin() throws IOException {
    finishPart();
    createFolders();
    // Another attempt at the same task may be writing beside this one.
    unfinished = folder.resolve(ReleaseStore.ASIDE + UUID.randomUUID());
    writer = new Builder(format, unfinished).build();
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

  private static final class Builder extends ParquetWriter.Builder<Values, Builder> {

    private final Format format;

    Builder(Format format, Path file) {
      this(format, new LocalOutputFile(file));
    }

    private Builder(Format format, OutputFile file) {
      super(file);
      this.format = format;
      withConf(new PlainParquetConfiguration());
      withWriteMode(ParquetFileWriter.Mode.CREATE);
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(GROUP_BYTES);
      withRowGroupRowCountLimit(format.limits().rowsPerGroup());
      withSizeStatisticsEnabled(false);
      // Statistics help only where readers filter, which is by key.
      for (Field field : format.table().fields()) {
        if (!format.table().key().contains(field.name())) {
          withStatisticsEnabled(field.name(), false);
        }
      }
      format.plain().forEach(column -> withDictionaryEncoding(column, false));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent, and never called with this file
    protected WriteSupport<Values> getWriteSupport(Configuration conf) {
      return new Records(format);
    }

    @Override
    protected WriteSupport<Values> getWriteSupport(ParquetConfiguration conf) {
      return new Records(format);
    }
  }

  /** A record's fields, column by column, but for those that the folders hold. */
  private static final class Records extends WriteSupport<Values> {

    private final MessageType schema;
    private final int[] fields;
    private final Kind[] kinds;
    private final String[] names;
    private RecordConsumer consumer;

    Records(Format format) {
      this.schema = format.schema();
      this.names = schema.getFields().stream().map(Type::getName).toArray(String[]::new);
      this.fields =
          schema.getFields().stream()
              .mapToInt(column -> format.table().columns().indexOf(column.getName()))
              .toArray();
      this.kinds = new Kind[fields.length];
      for (int column = 0; column < fields.length; column++) {
        kinds[column] = Kind.of(format.table().fields().get(fields[column]));
      }
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent, and never called with this file
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      this.consumer = recordConsumer;
    }

    @Override
    public void write(Values record) {
      consumer.startMessage();
      for (int column = 0; column < fields.length; column++) {
        int field = fields[column];
        if (record.isNull(field)) {
          continue;
        }
        consumer.startField(names[column], column);
        switch (kinds[column]) {
          case TEXT, STATUS -> consumer.addBinary(Binary.fromConstantByteArray(record.text(field)));
          case NUMBER -> consumer.addDouble(record.number(field));
          case EUROS, LONG -> consumer.addLong(record.whole(field));
          case INTEGER -> consumer.addInteger((int) record.whole(field));
          case TRUTH -> consumer.addBoolean(record.whole(field) != 0);
        }
        consumer.endField(names[column], column);
      }
      consumer.endMessage();
    }
  }
}
