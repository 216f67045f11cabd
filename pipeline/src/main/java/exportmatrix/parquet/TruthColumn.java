package exportmatrix.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Yes or no, 1 or 0 a row. */
public final class TruthColumn extends Column {

  private byte[] truths = new byte[1 << 8];
  private int count;

  TruthColumn(ColumnDescriptor descriptor, Pages pages) {
    super(descriptor, pages);
  }

  /**
   * @param truth 1 or 0
   */
  public void add(int truth) {
    reserve(1);
    truths[count++] = (byte) truth;
  }

  /**
   * @param values 1 or 0 each
   */
  public void add(byte[] values, int from, int to) {
    reserve(to - from);
    System.arraycopy(values, from, truths, count, to - from);
    count += to - from;
  }

  private void reserve(int more) {
    if (count + more > truths.length) {
      truths = Arrays.copyOf(truths, Math.max(2 * truths.length, count + more));
    }
  }

  @Override
  int values() {
    return count;
  }

  @Override
  BytesInput page(int from, int to) {
    byte[] bits = new byte[(to - from + 7) / 8];
    for (int i = from; i < to; i++) {
      bits[(i - from) >> 3] |= (byte) (truths[i] << ((i - from) & 7));
    }
    return BytesInput.from(bits);
  }

  @Override
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  void span(int from, int to, Statistics<?> statistics) {
    for (int i = from; i < to; i++) {
      statistics.updateStats(truths[i] != 0);
    }
  }

  @Override
  void clear() {
    count = 0;
  }
}
