package exportmatrix.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many small records as one run of bytes, so that Spark shuffles and spills a few large ones. A
 * text that occurs in several records stands once. Not for several threads at once.
 */
public final class Packing {

  private final Map<String, Integer> places = new HashMap<>();
  private final List<byte[]> texts = new ArrayList<>();
  private ByteBuffer records = ByteBuffer.allocate(1 << 10);
  private int textBytes;

  /** Null is a text, too. */
  public void text(String text) {
    integer(text == null ? -1 : place(text));
  }

  private int place(String text) {
    Integer known = places.get(text);
    if (known != null) {
      return known;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    textBytes += 4 + utf8.length;
    places.put(text, texts.size());
    texts.add(utf8);
    return texts.size() - 1;
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
    integer(series == null ? -1 : series.length());
    if (series != null) {
      series.writeTo(room(series.bytes()));
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
    ByteBuffer pack = ByteBuffer.allocate(size()).putInt(texts.size());
    for (byte[] text : texts) {
      pack.putInt(text.length).put(text);
    }
    return pack.put(records.array(), 0, records.position()).array();
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
      int place = records.getInt();
      return place < 0 ? null : texts[place];
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
      int length = records.getInt();
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
