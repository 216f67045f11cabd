package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Table;
import exportmatrix.reports.CubeChecks.CubeCheck;
import exportmatrix.reports.Members.Found;
import exportmatrix.reports.Members.Member;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * The cells of one span and period on their way into {@code part-0.parquet}, and {@code part-1} and
 * so on where they are many. Keys must ascend, so that no cell occurs twice, and every cell must
 * pass {@link CubeChecks}.
 */
final class CubeFile implements Closeable {

  /** What the files of one cube have in common. */
  record Format(Table cube, List<IndicatorCard> cards, List<String> partitions, Limits limits)
      implements Serializable {

    /** Places of the columns by which the cells of one file are sorted. */
    int[] order() {
      return cube.key().stream()
          .filter(column -> !partitions.contains(column))
          .mapToInt(cube.columns()::indexOf)
          .toArray();
    }

    MessageType schema() {
      Types.MessageTypeBuilder schema = Types.buildMessage();
      for (Field field : cube.fields()) {
        if (!partitions.contains(field.name())) {
          schema.addField(column(field));
        }
      }
      return schema.named(cube.name());
    }

    private static Type column(Field field) {
      Type.Repetition repetition =
          field.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
      return switch (Kind.of(field.type())) {
        case TEXT ->
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

  private static final List<String> DIMENSIONS = List.of("territory", "market", "product");

  private final Format format;
  private final Path folder;
  private final int[] order;
  private final int[] dimensions;
  private final int flow;
  private final List<CubeCheck> checks;
  private final int[] money;
  private final long[] sums;
  private final BigInteger[] large;
  private final Unpacker cells;
  private final byte[][] last;
  private final Set<Found> found = new LinkedHashSet<>();
  private ParquetWriter<Unpacker> writer;
  private Path unfinished;
  private int part;
  private long rowsOfPart;
  private long rows;

  /**
   * @param folder of the span and period
   */
  CubeFile(Format format, Path folder) {
    this.format = format;
    this.folder = folder;
    this.order = format.order();
    this.dimensions = DIMENSIONS.stream().mapToInt(format.cube().columns()::indexOf).toArray();
    this.flow = format.cube().columns().indexOf("flow");
    this.checks = CubeChecks.of(format.cube(), format.cards());
    this.money =
        IntStream.range(0, format.cube().fields().size())
            .filter(f -> Kind.of(format.cube().fields().get(f).type()) == Kind.EUROS)
            .toArray();
    this.sums = new long[money.length];
    this.large = new BigInteger[money.length];
    Arrays.fill(large, BigInteger.ZERO);
    this.cells = new Unpacker(format.cube());
    this.last = new byte[order.length][];
  }

  /** Writes the cells of a pack. */
  void add(byte[] pack) {
    try {
      cells.open(pack);
      boolean[] seen = new boolean[cells.texts()];
      while (cells.next()) {
        requireAscending();
        requireSound();
        note(seen);
        if (writer == null || rowsOfPart == format.limits().rowsPerFile()) {
          begin();
        }
        writer.write(cells);
        rowsOfPart++;
        rows++;
        addUp();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireAscending() {
    boolean above = last[0] == null;
    for (int i = 0; i < order.length && !above; i++) {
      int compared = Arrays.compareUnsigned(cells.text(order[i]), last[i]);
      if (compared < 0) {
        throw new IllegalStateException("cells out of order: " + key());
      }
      above = compared > 0;
    }
    if (!above) {
      throw broken(
          "no two rows have the same " + String.join(", ", format.cube().key()),
          "keys that occur twice");
    }
    for (int i = 0; i < order.length; i++) {
      last[i] = cells.text(order[i]);
    }
  }

  private void requireSound() {
    for (CubeCheck check : checks) {
      if (check.broken().test(cells)) {
        throw broken(check.meaning(), "a cell that is not so");
      }
    }
  }

  private CheckFailedException broken(String expected, String found) {
    return ParquetFiles.broken(format.cube().name(), expected, found, key());
  }

  /** Sums over all levels of a cube outgrow 64 bits. */
  private void addUp() {
    for (int i = 0; i < money.length; i++) {
      if (!cells.isNull(money[i])) {
        sums[i] += cells.whole(money[i]);
        if (Math.abs(sums[i]) > Long.MAX_VALUE / 4) {
          large[i] = large[i].add(BigInteger.valueOf(sums[i]));
          sums[i] = 0;
        }
      }
    }
  }

  private void note(boolean[] seen) {
    note(seen, flow, "flow", false);
    for (int d = 0; d < dimensions.length; d++) {
      note(seen, dimensions[d], DIMENSIONS.get(d), true);
    }
  }

  private void note(boolean[] seen, int field, String dimension, boolean labelled) {
    int text = (int) cells.whole(field);
    if (!seen[text]) {
      seen[text] = true;
      String[] of = new String[3];
      for (int i = 0; i < of.length && labelled; i++) {
        of[i] = cells.string(field + 1 + i);
      }
      found.add(new Found(dimension, new Member(cells.string(field), of[0], of[1], of[2])));
    }
  }

  private String key() {
    return format.cube().key().stream()
        .map(column -> cells.string(format.cube().columns().indexOf(column)))
        .collect(Collectors.joining(" "));
  }

  private void begin() throws IOException {
    finishPart();
    Files.createDirectories(folder);
    // Another attempt at the same task may be writing beside this one.
    unfinished = folder.resolve(ReleaseStore.ASIDE + UUID.randomUUID());
    writer = new Builder(format, unfinished).build();
    rowsOfPart = 0;
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

  /**
   * What was written.
   *
   * @param cents sums of the columns in euros, in their order
   * @param found the codes that occur
   */
  record Content(long rows, List<BigInteger> cents, Set<Found> found) {}

  /** Gives the files their names. */
  Content finish() {
    try {
      finishPart();
      List<BigInteger> cents =
          IntStream.range(0, money.length)
              .mapToObj(i -> large[i].add(BigInteger.valueOf(sums[i])))
              .toList();
      return new Content(rows, cents, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static final class Builder extends ParquetWriter.Builder<Unpacker, Builder> {

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
      withRowGroupSize(ParquetFiles.GROUP_BYTES);
      withRowGroupRowCountLimit(format.limits().rowsPerGroup());
      withSizeStatisticsEnabled(false);
      // Statistics help only where readers filter, which is by key; a dictionary of numbers that
      // hardly repeat is thrown away once it is full. Both cost more than the writing.
      for (Field field : format.cube().fields()) {
        if (!format.cube().key().contains(field.name())) {
          withStatisticsEnabled(field.name(), false);
        }
        if (Kind.of(field.type()) == Kind.NUMBER || Kind.of(field.type()) == Kind.EUROS) {
          withDictionaryEncoding(field.name(), false);
        }
      }
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent, and never called with this file
    protected WriteSupport<Unpacker> getWriteSupport(Configuration conf) {
      return new Cells(format);
    }

    @Override
    protected WriteSupport<Unpacker> getWriteSupport(ParquetConfiguration conf) {
      return new Cells(format);
    }
  }

  /** A cell's fields, column by column, but for those that the folders hold. */
  private static final class Cells extends WriteSupport<Unpacker> {

    private final MessageType schema;
    private final int[] fields;
    private RecordConsumer consumer;

    Cells(Format format) {
      this.schema = format.schema();
      this.fields =
          schema.getFields().stream()
              .mapToInt(column -> format.cube().columns().indexOf(column.getName()))
              .toArray();
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
    public void write(Unpacker cell) {
      consumer.startMessage();
      for (int column = 0; column < fields.length; column++) {
        int field = fields[column];
        if (cell.isNull(field)) {
          continue;
        }
        consumer.startField(schema.getFieldName(column), column);
        switch (cell.kind(field)) {
          case TEXT -> consumer.addBinary(Binary.fromConstantByteArray(cell.text(field)));
          case NUMBER -> consumer.addDouble(cell.number(field));
          case EUROS, LONG -> consumer.addLong(cell.whole(field));
          case INTEGER -> consumer.addInteger((int) cell.whole(field));
          case TRUTH -> consumer.addBoolean(cell.whole(field) != 0);
        }
        consumer.endField(schema.getFieldName(column), column);
      }
      consumer.endMessage();
    }
  }
}
