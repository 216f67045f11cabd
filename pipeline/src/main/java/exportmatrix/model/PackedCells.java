package exportmatrix.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
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
 * product. All that a cell says is numbers; its codes and labels are those of a {@link
 * Nomenclature}.
 */
public final class PackedCells {

  /** Fields of a cell that no indicator gives. */
  private static final int HEAD = Tables.cellFields().size();

  private static final int TERRITORY = 3;
  private static final int MARKET = TERRITORY + Nomenclature.WIDTH;
  private static final int PRODUCT = MARKET + Nomenclature.WIDTH;
  private static final int MONTHS = PRODUCT + Nomenclature.WIDTH;
  private static final int BASIS = MONTHS + 1;
  private static final int EDITION = BASIS + 1;

  /** Bytes of a cell before its indicators: market, product, months, basis, edition. */
  private static final int HEAD_BYTES = 4 + 4 + 1 + 1 + 2;

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
    TEXT(0),
    /** The place of a {@link Status} in its list. */
    STATUS(1),
    /** A bit per {@link Status}. */
    STATUSES(4),
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
      return switch (field.unit()) {
        case STATUS -> STATUS;
        case STATUSES -> STATUSES;
        default -> of(field.type());
      };
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

    private static Kind[] of(Table cube) {
      Kind[] kinds = cube.fields().stream().map(field -> of(field)).toArray(Kind[]::new);
      if (List.of(kinds).subList(HEAD, kinds.length).contains(TEXT)) {
        throw new IllegalArgumentException("an indicator is a number, a truth or a status");
      }
      return kinds;
    }
  }

  /** One cell while it is being computed; fields that are not set are null. */
  public static final class Cell {

    private final long[] bits;
    private final boolean[] known;
    private int market;
    private int product;
    private int months;
    private Basis basis;
    private int edition;

    /**
     * @param cube whose fields the cell has
     */
    public Cell(Table cube) {
      this.bits = new long[cube.fields().size()];
      this.known = new boolean[bits.length];
    }

    /**
     * Forgets the cell before.
     *
     * @param marketNumber of the nomenclature, so the product's
     * @param monthsObserved of the span
     * @param editionDay days since 1970
     */
    public void begin(
        int marketNumber, int productNumber, int monthsObserved, Basis from, int editionDay) {
      Arrays.fill(known, false);
      market = marketNumber;
      product = productNumber;
      months = monthsObserved;
      basis = from;
      edition = editionDay;
    }

    /**
     * @param value cents, a whole number, 0 or 1 for a truth, or bits of a status or statuses
     */
    public void set(int field, long value) {
      bits[field] = value;
      known[field] = true;
    }

    public void set(int field, double value) {
      set(field, Double.doubleToRawLongBits(value));
    }

    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    public void set(int field, Status status) {
      set(field, status.ordinal());
    }
  }

  /** Packs cells of one slice, one after the other. */
  public static final class Packer {

    private final Kind[] kinds;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 10);

    /**
     * @param cube whose fields a cell has
     */
    public Packer(Table cube) {
      this(Kind.of(cube));
    }

    private Packer(Kind[] kinds) {
      this.kinds = kinds;
    }

    /** For another slice of the same cube. */
    public Packer another() {
      return new Packer(kinds);
    }

    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    public void add(Cell cell) {
      int nulls = nullBytes(kinds.length);
      reserve(HEAD_BYTES + nulls + 8 * (kinds.length - HEAD));
      buffer.putInt(cell.market).putInt(cell.product).put((byte) cell.months);
      buffer.put((byte) cell.basis.ordinal()).putShort((short) cell.edition);
      int start = buffer.position();
      buffer.position(start + nulls);
      int missing = 0;
      for (int f = HEAD; f < kinds.length; f++) {
        int bit = (f - HEAD) & 7;
        if (!cell.known[f]) {
          missing |= 1 << bit;
        } else {
          switch (kinds[f].bytes) {
            case 8 -> buffer.putLong(cell.bits[f]);
            case 4 -> buffer.putInt((int) cell.bits[f]);
            default -> buffer.put((byte) cell.bits[f]);
          }
        }
        if (bit == 7 || f == kinds.length - 1) {
          buffer.put(start + ((f - HEAD) >> 3), (byte) missing);
          missing = 0;
        }
      }
    }

    private void reserve(int more) {
      if (buffer.remaining() < more) {
        int least = buffer.position() + more;
        buffer = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), least)).put(buffer.flip());
      }
    }

    /** Bytes that the pack takes so far. */
    public int size() {
      return buffer.position();
    }

    public byte[] pack() {
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  private static int nullBytes(int fields) {
    return (fields - HEAD + 7) / 8;
  }

  /** Walks the cells of a pack; a field of the cell at hand is asked for by its place. */
  public static final class Unpacker implements Values, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Status[] STATUSES = Status.values();
    private static final Basis[] BASES = Basis.values();

    private final Kind[] kinds;
    private final Nomenclature nomenclature;
    private final long[] bits;
    private final boolean[] isNull;
    private transient Texts texts;
    private transient Pack pack;
    private transient ByteBuffer cells;
    private transient int market;
    private transient int product;

    public Unpacker(Table cube, Nomenclature nomenclature) {
      this.kinds = Kind.of(cube);
      this.nomenclature = nomenclature;
      this.bits = new long[kinds.length];
      this.isNull = new boolean[kinds.length];
    }

    /** Begins another pack. */
    @SuppressWarnings("EnumOrdinal") // equal where the flow is
    public void open(Pack next) {
      if (texts == null) {
        texts = new Texts(nomenclature.texts());
      }
      pack = next;
      cells = ByteBuffer.wrap(next.cells());
      bits[0] = next.flow().ordinal();
      Nomenclature.Members territories = nomenclature.territories();
      set(TERRITORY, territories, territories.number(next.territory()));
    }

    private void set(int field, Nomenclature.Members members, int number) {
      for (int column = 0; column < Nomenclature.WIDTH; column++) {
        bits[field + column] = members.text(number, column);
      }
    }

    /** Moves to the next cell; false: the pack is done. */
    public boolean next() {
      if (!cells.hasRemaining()) {
        return false;
      }
      market = cells.getInt();
      product = cells.getInt();
      set(MARKET, nomenclature.markets(), market);
      set(PRODUCT, nomenclature.products(), product);
      bits[MONTHS] = cells.get();
      bits[BASIS] = cells.get();
      bits[EDITION] = cells.getShort();
      int nulls = cells.position();
      cells.position(nulls + nullBytes(kinds.length));
      for (int f = HEAD; f < kinds.length; f++) {
        isNull[f] = ((cells.get(nulls + ((f - HEAD) >> 3)) >> ((f - HEAD) & 7)) & 1) != 0;
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

    /** The market's number in the nomenclature. */
    public int market() {
      return market;
    }

    /** The product's number in the nomenclature. */
    public int product() {
      return product;
    }

    @Override
    public boolean isNull(int field) {
      return isNull[field];
    }

    /** A field's value as a row of the table has it. */
    public Object value(int field) {
      if (isNull[field]) {
        return null;
      }
      return switch (kinds[field]) {
        case TEXT, STATUS, STATUSES -> string(field);
        case EUROS -> BigDecimal.valueOf(whole(field), 2);
        case NUMBER -> (Object) number(field);
        case LONG -> (Object) whole(field);
        case INTEGER -> (Object) (int) whole(field);
        case TRUTH -> (Object) (whole(field) != 0);
      };
    }

    /**
     * As everywhere; of a status, its place in the list; of statuses, their bits; of the edition,
     * days since 1970.
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
      return field >= TERRITORY && field < MONTHS
          ? texts.utf8((int) bits[field])
          : string(field).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String string(int field) {
      return switch (field) {
        case 0 -> pack.flow().code();
        case 1 -> pack.span();
        case 2 -> pack.period();
        case BASIS -> BASES[(int) bits[field]].code();
        case EDITION -> texts.day(bits[field]);
        default ->
            switch (kinds[field]) {
              case STATUS -> STATUSES[(int) bits[field]].name();
              case STATUSES -> texts.statuses((int) bits[field]);
              default -> texts.string((int) bits[field]);
            };
      };
    }
  }

  /** Texts that many cells have, each made once. */
  private static final class Texts {

    private final String[] strings;
    private final byte[][] utf8;
    private final Map<Long, String> days = new HashMap<>();
    private long lastDay = Long.MIN_VALUE;
    private String lastDayText;
    private final Map<Integer, String> statuses = new HashMap<>();

    Texts(String[] strings) {
      this.strings = strings;
      this.utf8 =
          Stream.of(strings)
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
    }

    String string(int number) {
      return strings[number];
    }

    byte[] utf8(int number) {
      return utf8[number];
    }

    String day(long day) {
      if (day != lastDay) {
        lastDayText = days.computeIfAbsent(day, d -> LocalDate.ofEpochDay(d).toString());
        lastDay = day;
      }
      return lastDayText;
    }

    String statuses(int set) {
      return statuses.computeIfAbsent(set, Status::text);
    }
  }
}
