package exportmatrix.warehouse;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.Table;
import exportmatrix.model.ValueStatus;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.RollingDataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetValueReader;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.StructLikeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/** Rows to Iceberg's data files and back, in whatever task or process. */
final class DataFiles {

  private static final long TARGET_BYTES = 256L << 20;

  private DataFiles() {}

  /**
   * Writes rows into new files that no snapshot knows yet.
   *
   * @param rows in the order of the table's columns
   * @return the files, one per partition of the table that the rows touch, or more
   */
  static List<DataFile> write(
      org.apache.iceberg.Table table,
      int part,
      long attempt,
      String operation,
      Iterator<Row> rows) {
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, part, attempt)
            .operationId(operation)
            .format(FileFormat.PARQUET)
            .build();
    Partitions partitions = new Partitions(table, files);
    GenericRecord record = GenericRecord.create(table.schema()); // written before it is filled anew
    try {
      try (partitions) {
        while (rows.hasNext()) {
          Row row = rows.next();
          for (int i = 0; i < row.size(); i++) {
            record.set(i, row.get(i));
          }
          partitions.of(record).write(record);
        }
      }
      return partitions.written();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The open file of each partition that rows touch. Neighbours mostly belong to the same one, and
   * then only the values are compared that a partition is made of, by identity.
   */
  private static final class Partitions implements AutoCloseable {

    private final org.apache.iceberg.Table table;
    private final OutputFileFactory files;
    private final FileWriterFactory<Record> factory;
    private final InternalRecordWrapper wrapper;
    private final PartitionKey key;
    private final int[] sources;
    private final Object[] last;
    private final StructLikeMap<RollingDataWriter<Record>> open;
    private RollingDataWriter<Record> current;

    Partitions(org.apache.iceberg.Table table, OutputFileFactory files) {
      this.table = table;
      this.files = files;
      this.factory = new GenericFileWriterFactory.Builder(table).build();
      this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
      this.key = new PartitionKey(table.spec(), table.schema());
      List<String> columns = table.schema().columns().stream().map(NestedField::name).toList();
      this.sources =
          table.spec().fields().stream()
              .mapToInt(field -> columns.indexOf(table.schema().findColumnName(field.sourceId())))
              .toArray();
      this.last = new Object[sources.length];
      this.open = StructLikeMap.create(table.spec().partitionType());
    }

    RollingDataWriter<Record> of(Record record) {
      if (current == null || !asBefore(record)) {
        key.partition(wrapper.wrap(record));
        current = open.get(key);
        if (current == null) {
          PartitionKey own = key.copy();
          current =
              new RollingDataWriter<>(factory, files, table.io(), TARGET_BYTES, table.spec(), own);
          open.put(own, current);
        }
      }
      return current;
    }

    private boolean asBefore(Record record) {
      boolean same = true;
      for (int i = 0; i < sources.length; i++) {
        Object value = record.get(sources[i]);
        same &= value == last[i];
        last[i] = value;
      }
      return same;
    }

    @Override
    public void close() throws IOException {
      for (RollingDataWriter<Record> writer : open.values()) {
        writer.close();
      }
    }

    List<DataFile> written() {
      return open.values().stream().flatMap(of -> of.result().dataFiles().stream()).toList();
    }
  }

  /** Writes the rows of data files into as few new ones as they need. */
  static List<DataFile> rewrite(
      org.apache.iceberg.Table table, String operation, List<FileScanTask> files, Table contract) {
    TaskContext task = TaskContext.get();
    try (Records<Record> records = new Records<>(table, table.schema(), files, Reading.RECORD)) {
      Iterable<Record> all = () -> records;
      Iterator<Row> rows =
          StreamSupport.stream(all.spliterator(), false)
              .map(record -> row(record, contract))
              .iterator();
      return write(table, task.partitionId(), task.taskAttemptId(), operation, rows);
    }
  }

  static Row row(Record record, Table table) {
    Object[] values = new Object[record.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = record.get(i);
    }
    return new GenericRowWithSchema(values, table.schema());
  }

  /**
   * @param record of {@code observations} or {@code superseded}
   */
  static Observation observation(Record record) {
    Long cents = record.get(8, Long.class);
    BigDecimal kilograms = record.get(9, BigDecimal.class);
    return new Observation(
        record.get(0, String.class),
        Flow.ofCode(record.get(1, String.class)),
        Frequency.valueOf(record.get(2, String.class)),
        record.get(4, Integer.class),
        record.get(5, String.class),
        record.get(6, String.class),
        record.get(7, String.class),
        cents,
        kilograms == null ? null : (Long) kilograms.movePointRight(3).longValueExact(),
        ValueStatus.valueOf(record.get(10, String.class)),
        record.get(11, String.class),
        record.get(12, String.class),
        record.get(13, Long.class));
  }

  /** How a row is made of the columns of a data file. */
  interface Reading<T> extends Serializable {

    /** Any row of any table. */
    Reading<Record> RECORD = GenericParquetReaders::buildReader;

    /**
     * @param wanted columns of the table
     * @param file its schema, with the table's numbers of the columns
     */
    ParquetValueReader<T> of(Schema wanted, MessageType file);
  }

  /** Walks the rows of data files. */
  static final class Records<T> implements Iterator<T>, AutoCloseable {

    private final org.apache.iceberg.Table table;
    private final Schema wanted;
    private final Iterator<FileScanTask> files;
    private final Reading<T> reading;
    private final List<CloseableIterator<T>> open = new ArrayList<>();
    private Iterator<T> records = Collections.emptyIterator();

    /**
     * @param wanted columns of a record
     */
    Records(
        org.apache.iceberg.Table table,
        Schema wanted,
        Iterable<FileScanTask> files,
        Reading<T> reading) {
      this.table = table;
      this.wanted = wanted;
      this.reading = reading;
      this.files = files.iterator();
    }

    @Override
    public boolean hasNext() {
      while (!records.hasNext() && files.hasNext()) {
        close();
        FileScanTask task = files.next();
        CloseableIterable<T> file =
            Parquet.read(table.io().newInputFile(task.file()))
                .project(wanted)
                .split(task.start(), task.length())
                .createReaderFunc(schema -> reading.of(wanted, schema))
                .reuseContainers()
                .build();
        CloseableIterator<T> opened = file.iterator();
        open.add(opened);
        records = opened;
      }
      return records.hasNext();
    }

    /** A {@link Record} is the same object every time. */
    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return records.next();
    }

    @Override
    public void close() {
      for (CloseableIterator<T> one : open) {
        try {
          one.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      open.clear();
    }
  }
}
