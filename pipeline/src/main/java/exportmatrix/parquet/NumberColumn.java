package exportmatrix.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Numbers, which pages have as they lie here: whole ones in four or eight bytes, decimals as whole
 * numbers of their last digit, doubles.
 */
public final class NumberColumn extends Column {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final PrimitiveTypeName type;
  private final int width;
  private byte[] plain = new byte[1 << 10];
  private int length;

  NumberColumn(ColumnDescriptor descriptor, Pages pages) {
    super(descriptor, pages);
    type = descriptor.getPrimitiveType().getPrimitiveTypeName();
    width = type == PrimitiveTypeName.INT32 ? Integer.BYTES : Long.BYTES;
  }

  /** Bytes of a value. */
  public int width() {
    return width;
  }

  public boolean ofDoubles() {
    return type == PrimitiveTypeName.DOUBLE;
  }

  /** A whole number, of which a column of four bytes takes the lower ones. */
  public void add(long value) {
    reserve(width);
    if (width == Long.BYTES) {
      LONGS.set(plain, length, value);
    } else {
      INTS.set(plain, length, (int) value);
    }
    length += width;
  }

  /** A number of a column of doubles. */
  public void add(double value) {
    add(Double.doubleToRawLongBits(value));
  }

  /** Whole numbers of a column of eight bytes. */
  public void add(long[] values, int from, int to) {
    ByteBuffer into = room(to - from, Long.BYTES);
    into.asLongBuffer().put(values, from, to - from);
  }

  /** Whole numbers of a column of four bytes. */
  public void add(int[] values, int from, int to) {
    ByteBuffer into = room(to - from, Integer.BYTES);
    into.asIntBuffer().put(values, from, to - from);
  }

  /** Numbers of a column of doubles. */
  public void add(double[] values, int from, int to) {
    ByteBuffer into = room(to - from, Double.BYTES);
    into.asDoubleBuffer().put(values, from, to - from);
  }

  /**
   * Numbers as they lie in a file.
   *
   * @param bytes of which each {@link #width} are a number, the lowest byte first
   */
  public void addPlain(byte[] bytes, int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, plain, length, to - from);
    length += to - from;
  }

  private ByteBuffer room(int values, int bytes) {
    if (bytes != width) {
      throw new IllegalArgumentException(
          "%s has values of %d bytes, not of %d".formatted(name(), width, bytes));
    }
    int at = length;
    reserve(values * width);
    length += values * width;
    return ByteBuffer.wrap(plain, at, values * width).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void reserve(int more) {
    if (length + more > plain.length) {
      plain = Arrays.copyOf(plain, Math.max(2 * plain.length, length + more));
    }
  }

  @Override
  int values() {
    return length / width;
  }

  @Override
  BytesInput page(int from, int to) {
    return BytesInput.from(plain, from * width, (to - from) * width);
  }

  @Override
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  void span(int from, int to, Statistics<?> statistics) {
    for (int at = from * width; at < to * width; at += width) {
      switch (type) {
        case INT32 -> statistics.updateStats((int) INTS.get(plain, at));
        case INT64 -> statistics.updateStats((long) LONGS.get(plain, at));
        default -> statistics.updateStats(Double.longBitsToDouble((long) LONGS.get(plain, at)));
      }
    }
  }

  @Override
  void clear() {
    length = 0;
  }
}
