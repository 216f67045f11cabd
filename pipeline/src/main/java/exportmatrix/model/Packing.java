package exportmatrix.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Many small records as one run of bytes, so that Spark shuffles and spills a few large ones. A
 * text that occurs in several records stands once. Not for several threads at once.
 */
public final class Packing {

  private final Texts texts;

  /** By a text's number: its place in this block, from 1; 0 where the block does not have it. */
  private int[] places = new int[64];

  /** The texts' numbers in the order of their places. */
  private int[] placed = new int[64];

  private int count;
  private int textBytes;
  private ByteBuffer records = ByteBuffer.allocate(1 << 10);

  public Packing() {
    this(new Texts());
  }

  /**
   * @param texts shared with other blocks of the same task
   */
  Packing(Texts texts) {
    this.texts = texts;
  }

  /** Null is a text, too. */
  public void text(String text) {
    small(text == null ? 0 : place(text));
  }

  private int place(String text) {
    int number = texts.number(text);
    if (number >= places.length) {
      places = Arrays.copyOf(places, Math.max(2 * places.length, number + 1));
    }
    if (places[number] == 0) {
      add(number);
    }
    return places[number];
  }

  private void add(int number) {
    if (count == placed.length) {
      placed = Arrays.copyOf(placed, 2 * count);
    }
    placed[count++] = number;
    places[number] = count;
    textBytes += 4 + texts.utf8(number).length;
  }

  /** A number from 0 that is mostly small: seven bits a byte, the lowest first. */
  public void small(long value) {
    ByteBuffer room = room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      room.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    room.put((byte) rest);
  }

  public void octet(int value) {
    room(1).put((byte) value);
  }

  public void integer(int value) {
    room(4).putInt(value);
  }

  public void whole(long value) {
    room(8).putLong(value);
  }

  /** A number that may be null. */
  public void maybe(Long value) {
    octet(value == null ? 0 : 1);
    if (value != null) {
      whole(value);
    }
  }

  /** A series that may be null. */
  public void series(Series series) {
    small(series == null ? 0 : series.length() + 1);
    if (series != null) {
      series.writeTo(room(series.mostBytes()));
    }
  }

  public void shorts(short[] values) {
    integer(values.length);
    ByteBuffer room = room(2 * values.length);
    for (short value : values) {
      room.putShort(value);
    }
  }

  public void doubles(double[] values) {
    integer(values.length);
    ByteBuffer room = room(8 * values.length);
    for (double value : values) {
      room.putDouble(value);
    }
  }

  public void octets(byte[] values) {
    integer(values.length);
    room(values.length).put(values);
  }

  private ByteBuffer room(int more) {
    if (records.remaining() < more) {
      int least = records.position() + more;
      records = ByteBuffer.allocate(Math.max(2 * records.capacity(), least)).put(records.flip());
    }
    return records;
  }

  /** Bytes taken so far. */
  public int size() {
    return 4 + textBytes + records.position();
  }

  public byte[] pack() {
    ByteBuffer pack = ByteBuffer.allocate(size()).putInt(count);
    for (int i = 0; i < count; i++) {
      byte[] text = texts.utf8(placed[i]);
      pack.putInt(text.length).put(text);
    }
    return pack.put(records.array(), 0, records.position()).array();
  }

  boolean isEmpty() {
    return records.position() == 0;
  }

  /** Makes room for the records of the next block. */
  void clear() {
    for (int i = 0; i < count; i++) {
      places[placed[i]] = 0;
    }
    count = 0;
    textBytes = 0;
    records.clear();
  }

  /** Reads what was packed, in the same order. */
  public static final class Unpacking {

    private final String[] texts;
    private final ByteBuffer records;

    public Unpacking(byte[] pack) {
      records = ByteBuffer.wrap(pack);
      texts = new String[records.getInt()];
      for (int i = 0; i < texts.length; i++) {
        int length = records.getInt();
        texts[i] = new String(pack, records.position(), length, StandardCharsets.UTF_8);
        records.position(records.position() + length);
      }
    }

    public boolean more() {
      return records.hasRemaining();
    }

    public String text() {
      int place = (int) small();
      return place == 0 ? null : texts[place - 1];
    }

    public long small() {
      long value = 0;
      int shift = 0;
      int octet = records.get();
      while (octet < 0) {
        value |= (octet & 0x7FL) << shift;
        shift += 7;
        octet = records.get();
      }
      return value | (long) octet << shift;
    }

    public int octet() {
      return records.get();
    }

    public int integer() {
      return records.getInt();
    }

    public long whole() {
      return records.getLong();
    }

    public Long maybe() {
      return records.get() == 0 ? null : (Long) records.getLong();
    }

    public Series series() {
      int length = (int) small() - 1;
      return length < 0 ? null : Series.readFrom(records, length);
    }

    public double[] doubles() {
      double[] values = new double[records.getInt()];
      for (int i = 0; i < values.length; i++) {
        values[i] = records.getDouble();
      }
      return values;
    }

    public byte[] octets() {
      byte[] values = new byte[records.getInt()];
      records.get(values);
      return values;
    }

    public short[] shorts() {
      short[] values = new short[records.getInt()];
      for (int i = 0; i < values.length; i++) {
        values[i] = records.getShort();
      }
      return values;
    }
  }
}
