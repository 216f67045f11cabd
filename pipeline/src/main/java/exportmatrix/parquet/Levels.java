package exportmatrix.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Which rows of an optional column have a value: 1 or 0 a row. */
final class Levels {

  private byte[] levels = new byte[1 << 8];
  private int rows;

  int rows() {
    return rows;
  }

  void present(int more) {
    add(1, more);
  }

  void absent(int more) {
    add(0, more);
  }

  private void add(int level, int more) {
    if (rows + more > levels.length) {
      levels = Arrays.copyOf(levels, Math.max(2 * levels.length, rows + more));
    }
    Arrays.fill(levels, rows, rows + more, (byte) level);
    rows += more;
  }

  void add(BitSet without, int from, int to) {
    int at = from;
    while (at < to) {
      int hole = without.nextSetBit(at);
      int end = hole < 0 || hole > to ? to : hole;
      present(end - at);
      at = Math.min(without.nextClearBit(end), to);
      absent(at - end);
    }
  }

  /** How many of some rows have a value. */
  int present(int from, int to) {
    int present = 0;
    for (int row = from; row < to; row++) {
      present += levels[row];
    }
    return present;
  }

  /** As a page has them: their length in bytes and their runs. */
  BytesInput page(int from, int to) throws IOException {
    RunLengthBitPackingHybridEncoder runs = encoder(1, to - from);
    for (int row = from; row < to; row++) {
      runs.writeInt(levels[row]);
    }
    BytesInput bytes = runs.toBytes();
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(bytes.size())), bytes);
  }

  /**
   * An encoder of small whole numbers by their runs.
   *
   * @param width bits of the largest
   */
  static RunLengthBitPackingHybridEncoder encoder(int width, int numbers) {
    int bytes = Math.max(64, width * numbers / 8);
    return new RunLengthBitPackingHybridEncoder(width, 64, bytes, new HeapByteBufferAllocator());
  }

  void clear() {
    rows = 0;
  }
}
