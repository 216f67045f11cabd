package exportmatrix.parquet;

import java.io.IOException;
import java.util.BitSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * One column of one row group while it fills. Values are added by themselves, without a place for
 * rows that have none; of an optional column it is said beside them which rows those are.
 */
public abstract sealed class Column permits NumberColumn, TextColumn, TruthColumn {

  private static final int ROWS_PER_PAGE = 20_000;

  /** What pages say of their values. */
  enum Pages {
    PLAIN,
    /** The least and the largest. */
    SEARCHED
  }

  private final ColumnDescriptor descriptor;
  private final Pages pages;

  /** Null where the column is required: each row has a value. */
  private final Levels levels;

  Column(ColumnDescriptor descriptor, Pages pages) {
    this.descriptor = descriptor;
    this.pages = pages;
    this.levels = descriptor.getMaxDefinitionLevel() == 0 ? null : new Levels();
  }

  String name() {
    return descriptor.getPath()[0];
  }

  /** Whether rows may have no value. */
  public final boolean optional() {
    return levels != null;
  }

  /** The next rows of an optional column have a value each. */
  public final void present(int rows) {
    levels.present(rows);
  }

  /** The next rows of an optional column have no value. */
  public final void absent(int rows) {
    levels.absent(rows);
  }

  /**
   * The next rows of an optional column.
   *
   * @param without the places, from {@code from} on, of those that have no value
   */
  public final void rows(BitSet without, int from, int to) {
    levels.add(without, from, to);
  }

  /** Rows so far. */
  final int rows() {
    return levels == null ? values() : levels.rows();
  }

  /** Values so far. */
  abstract int values();

  /** A dictionary page, where the column has one. */
  void begin(ParquetFileWriter file, BytesInputCompressor compressor) throws IOException {}

  /** Values from a place to before another, as a page has them. */
  abstract BytesInput page(int from, int to) throws IOException;

  abstract Encoding encoding();

  /** Tells the statistics of the values from a place to before another. */
  abstract void span(int from, int to, Statistics<?> statistics);

  abstract void clear();

  /** Writes the column and begins the next group's. */
  final void flush(ParquetFileWriter file, BytesInputCompressor compressor) throws IOException {
    int rows = rows();
    if (levels != null && levels.present(0, rows) != values()) {
      throw new IllegalStateException(
          "%s has %d values in %d rows".formatted(name(), values(), levels.present(0, rows)));
    }
    file.startColumn(descriptor, rows, CompressionCodecName.ZSTD);
    begin(file, compressor);
    int value = 0;
    for (int from = 0; from < rows; from += ROWS_PER_PAGE) {
      int to = Math.min(rows, from + ROWS_PER_PAGE);
      int end = value + (levels == null ? to - from : levels.present(from, to));
      BytesInput page = page(value, end);
      if (levels != null) {
        page = BytesInput.concat(levels.page(from, to), page);
      }
      file.writeDataPage(
          to - from,
          Math.toIntExact(page.size()),
          compressor.compress(page),
          statistics(value, end, to - from),
          to - from,
          Encoding.RLE,
          Encoding.RLE,
          encoding());
      value = end;
    }
    file.endColumn();
    clear();
    if (levels != null) {
      levels.clear();
    }
  }

  private Statistics<?> statistics(int from, int to, int rows) {
    if (pages == Pages.PLAIN) {
      return null;
    }
    Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
    statistics.incrementNumNulls(rows - (to - from));
    span(from, to, statistics);
    return statistics;
  }
}
