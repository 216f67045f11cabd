package exportmatrix.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;

/**
 * Many cells of the cube in one record: a cell is too wide and too small to be shuffled and sorted
 * by itself. A pack holds cells of one flow, span, period and territory, sorted by market and
 * product; a text that occurs in several cells stands once.
 */
public final class PackedCells {

  /**
   * The cells of one slice, or some of them.
   *
   * @param part 0, 1, ... in the order of the cells where a slice has many
   * @param cells as packed here
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Pack(
      String span, String period, Flow flow, String territory, int part, byte[] cells)
      implements Serializable {}

  private PackedCells() {}

  /** How the value of a field is packed. */
  public enum Kind {
    TEXT(4),
    /** The place of a {@link Status} in its list. */
    STATUS(1),
    /** Euros with two decimals, as cents. */
    EUROS(8),
    NUMBER(8),
    LONG(8),
    INTEGER(4),
    TRUTH(1);

    private final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }

    /**
     * @throws IllegalArgumentException where the cube has no fields of such a type
     */
    public static Kind of(Field field) {
      return field.unit() == Unit.STATUS ? STATUS : of(field.type());
    }

    /**
     * @throws IllegalArgumentException where no field is of such a type
     */
    public static Kind of(DataType type) {
      if (type instanceof StringType) {
        return TEXT;
      }
      if (type instanceof DecimalType decimal && decimal.scale() == 2) {
        return EUROS;
      }
      if (type instanceof DoubleType) {
        return NUMBER;
      }
      if (type instanceof LongType) {
        return LONG;
      }
      if (type instanceof IntegerType) {
        return INTEGER;
      }
      if (type instanceof BooleanType) {
        return TRUTH;
      }
      throw new IllegalArgumentException("a cell has no field of type " + type);
    }

    static Kind[] of(Table cube) {
      return cube.fields().stream().map(field -> of(field)).toArray(Kind[]::new);
    }
  }

  /** Packs cells of one slice, one after the other. */
  public static final class Packer {

    private final Kind[] kinds;
    private final Map<String, Integer> texts = new HashMap<>();
    private final String[] lastText;
    private final int[] lastPlace;
    private final List<byte[]> written = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
    private int cells;
    private int textBytes;

    /**
     * @param cube whose fields a cell has
     */
    public Packer(Table cube) {
      this.kinds = Kind.of(cube);
      this.lastText = new String[kinds.length];
      this.lastPlace = new int[kinds.length];
    }

    /**
     * @param cell its values in the order of the cube's fields, as Spark's rows hold them
     */
    public void add(Object[] cell) {
      int nulls = (kinds.length + 7) / 8;
      reserve(nulls + 8 * kinds.length);
      int start = buffer.position();
      for (int i = 0; i < nulls; i++) {
        buffer.put((byte) 0);
      }
      for (int f = 0; f < kinds.length; f++) {
        if (cell[f] == null) {
          int at = start + (f >> 3);
          buffer.put(at, (byte) (buffer.get(at) | 1 << (f & 7)));
          continue;
        }
        switch (kinds[f]) {
          case TEXT -> buffer.putInt(text(f, (String) cell[f]));
          case STATUS -> buffer.put(status(cell[f]));
          case EUROS -> buffer.putLong(((BigDecimal) cell[f]).movePointRight(2).longValueExact());
          case NUMBER -> buffer.putDouble((Double) cell[f]);
          case LONG -> buffer.putLong((Long) cell[f]);
          case INTEGER -> buffer.putInt((Integer) cell[f]);
          case TRUTH -> buffer.put((byte) ((Boolean) cell[f] ? 1 : 0));
        }
      }
      cells++;
    }

    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    private static byte status(Object status) {
      return (byte)
          (status instanceof Status one ? one : Status.valueOf((String) status)).ordinal();
    }

    @SuppressWarnings("ReferenceEquality") // most often the very text of the cell before
    private int text(int field, String text) {
      if (lastText[field] != text) {
        lastText[field] = text;
        lastPlace[field] = place(text);
      }
      return lastPlace[field];
    }

    private int place(String text) {
      Integer known = texts.get(text);
      if (known != null) {
        return known;
      }
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      textBytes += utf8.length + 4;
      written.add(utf8);
      texts.put(text, written.size() - 1);
      return written.size() - 1;
    }

    private void reserve(int more) {
      if (buffer.remaining() < more) {
        buffer.flip();
        buffer =
            ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.limit() + more)).put(buffer);
      }
    }

    /** Bytes that the pack takes so far. */
    public int size() {
      return 8 + textBytes + buffer.position();
    }

    public byte[] pack() {
      ByteBuffer pack = ByteBuffer.allocate(size());
      pack.putInt(written.size());
      for (byte[] text : written) {
        pack.putInt(text.length).put(text);
      }
      pack.putInt(cells).put(buffer.array(), 0, buffer.position());
      return pack.array();
    }
  }

  /** Walks the cells of a pack; a field of the cell at hand is asked for by its place. */
  public static final class Unpacker implements Values, Serializable {

    private static final long serialVersionUID = 1L;

    private static final String[] STATUSES =
        Stream.of(Status.values()).map(Status::name).toArray(String[]::new);
    private static final byte[][] STATUS_TEXTS =
        Stream.of(STATUSES)
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private final Kind[] kinds;
    private final long[] bits;
    private final boolean[] isNull;
    private transient byte[][] texts;
    private transient String[] strings;
    private transient ByteBuffer cells;
    private transient int left;

    public Unpacker(Table cube) {
      this.kinds = Kind.of(cube);
      this.bits = new long[kinds.length];
      this.isNull = new boolean[kinds.length];
    }

    /** Begins another pack. */
    public void open(byte[] pack) {
      cells = ByteBuffer.wrap(pack);
      texts = new byte[cells.getInt()][];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = new byte[cells.getInt()];
        cells.get(texts[i]);
      }
      strings = new String[texts.length];
      left = cells.getInt();
    }

    /** Moves to the next cell; false: the pack is done. */
    public boolean next() {
      if (left == 0) {
        return false;
      }
      left--;
      int nulls = cells.position();
      cells.position(nulls + (kinds.length + 7) / 8);
      for (int f = 0; f < kinds.length; f++) {
        isNull[f] = (cells.get(nulls + (f >> 3)) >> (f & 7) & 1) != 0;
        if (!isNull[f]) {
          bits[f] =
              switch (kinds[f].bytes) {
                case 8 -> cells.getLong();
                case 4 -> cells.getInt();
                default -> cells.get();
              };
        }
      }
      return true;
    }

    public int fields() {
      return kinds.length;
    }

    public Kind kind(int field) {
      return kinds[field];
    }

    @Override
    public boolean isNull(int field) {
      return isNull[field];
    }

    /**
     * As everywhere; of a text, which of the {@link #texts}; of a status, its place in the list.
     */
    @Override
    public long whole(int field) {
      return bits[field];
    }

    @Override
    public double number(int field) {
      return Double.longBitsToDouble(bits[field]);
    }

    @Override
    public byte[] text(int field) {
      return (kinds[field] == Kind.STATUS ? STATUS_TEXTS : texts)[(int) bits[field]];
    }

    @Override
    public String string(int field) {
      int text = (int) bits[field];
      if (kinds[field] == Kind.STATUS) {
        return STATUSES[text];
      }
      if (strings[text] == null) {
        strings[text] = new String(texts[text], StandardCharsets.UTF_8);
      }
      return strings[text];
    }

    /** How many texts the pack has; {@link #whole} of a text is below. */
    public int texts() {
      return texts.length;
    }
  }
}
