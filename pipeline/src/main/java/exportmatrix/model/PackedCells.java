package exportmatrix.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

  /** Numbers that every cell has: market, product, months, basis, edition. */
  private static final int OWN = 5;

  /** Where a pack has a market's number, and a product's; fields from the months on follow. */
  static final int MARKET_PLACE = 0;

  static final int PRODUCT_PLACE = 1;

  /**
   * The cells of one slice, or some of them.
   *
   * @param part 0, 1, ... in the order of the cells where a slice has many
   * @param cells as {@link CellColumns} says
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Pack(
      String span, String period, Flow flow, String territory, int part, byte[] cells)
      implements Serializable {}

  private PackedCells() {}

  /** Where packs have a field; negative for what a pack has but once, and for labels. */
  static int place(int field) {
    return field < MONTHS ? -1 : field - MONTHS + PRODUCT_PLACE + 1;
  }

  /** Bytes of a value, by place. */
  static int[] widths(Kind[] kinds) {
    int[] widths = new int[place(kinds.length)];
    widths[MARKET_PLACE] = Integer.BYTES;
    widths[PRODUCT_PLACE] = Integer.BYTES;
    for (int field = MONTHS; field < kinds.length; field++) {
      widths[place(field)] = kinds[field].bytes;
    }
    widths[place(BASIS)] = Byte.BYTES;
    widths[place(EDITION)] = Short.BYTES;
    return widths;
  }

  /** Bytes of a bit per cell. */
  static int maskBytes(int cells) {
    return (cells + 7) / 8;
  }

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

    private final long[] numbers;
    private final long[] known;

    /**
     * @param cube whose fields the cell has
     */
    public Cell(Table cube) {
      this.numbers = new long[place(cube.fields().size())];
      this.known = new long[words(numbers.length)];
    }

    /**
     * Forgets the cell before.
     *
     * @param market its number in the nomenclature, so the product's
     * @param months observed of the span
     * @param edition days since 1970
     */
    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    public void begin(int market, int product, int months, Basis basis, int edition) {
      numbers[MARKET_PLACE] = market;
      numbers[PRODUCT_PLACE] = product;
      numbers[place(MONTHS)] = months;
      numbers[place(BASIS)] = basis.ordinal();
      numbers[place(EDITION)] = edition;
      Arrays.fill(known, 0);
      known[0] = (1 << OWN) - 1;
    }

    /**
     * @param value cents, a whole number, 0 or 1 for a truth, or bits of a status or statuses
     */
    public void set(int field, long value) {
      int place = place(field);
      numbers[place] = value;
      known[place >> 6] |= 1L << place;
    }

    public void set(int field, double value) {
      set(field, Double.doubleToRawLongBits(value));
    }

    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    public void set(int field, Status status) {
      set(field, status.ordinal());
    }
  }

  /** Words of a bit per place. */
  private static int words(int places) {
    return (places + Long.SIZE - 1) / Long.SIZE;
  }

  /** Takes cells of one slice, one after the other, and packs them column by column. */
  public static final class Packer {

    /** Cells that are held as they come, so that columns are filled by runs of them. */
    private static final int RUN = 64;

    private final int[] widths;
    private final int words;

    /** Of the cells that are held, cell by cell. */
    private long[] numbers = new long[0];

    private int held;

    /** What is known of all cells, cell by cell. */
    private long[] known = new long[0];

    private int cells;

    /** Values that are packed, by place. */
    private final byte[][] columns;

    private final int[] lengths;

    /**
     * @param cube whose fields a cell has
     */
    public Packer(Table cube) {
      this(widths(Kind.of(cube)));
    }

    private Packer(int[] widths) {
      this.widths = widths;
      this.words = words(widths.length);
      this.columns = new byte[widths.length][];
      this.lengths = new int[widths.length];
    }

    /** For another slice of the same cube. */
    public Packer another() {
      return new Packer(widths);
    }

    public void add(Cell cell) {
      if (held == RUN) {
        packRun();
      }
      if (held * widths.length == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(1, 2 * held) * widths.length);
      }
      if (cells * words == known.length) {
        known = Arrays.copyOf(known, Math.max(1, 2 * cells) * words);
      }
      System.arraycopy(cell.numbers, 0, numbers, held * widths.length, widths.length);
      System.arraycopy(cell.known, 0, known, cells * words, words);
      held++;
      cells++;
    }

    /** Most bytes that a cell takes. */
    public int cellBytes() {
      return IntStream.of(widths).sum() + words * Long.BYTES;
    }

    public byte[] pack() {
      packRun();
      ByteBuffer pack = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN).putInt(cells);
      for (int place = 0; place < widths.length; place++) {
        byte form = form(place);
        pack.put(form);
        if (form == CellColumns.SOME) {
          pack.putInt(lengths[place] / widths[place]);
          putMask(place, pack);
        }
        pack.put(columns[place], 0, lengths[place]);
      }
      return pack.array();
    }

    private int size() {
      int size = Integer.BYTES;
      for (int place = 0; place < widths.length; place++) {
        boolean some = form(place) == CellColumns.SOME;
        size += 1 + (some ? Integer.BYTES + maskBytes(cells) : 0) + lengths[place];
      }
      return size;
    }

    private byte form(int place) {
      if (lengths[place] == 0) {
        return CellColumns.NONE;
      }
      return lengths[place] == cells * widths[place] ? CellColumns.ALL : CellColumns.SOME;
    }

    private void putMask(int place, ByteBuffer to) {
      int octet = 0;
      for (int cell = 0; cell < cells; cell++) {
        octet |= (1 - known(cell, place)) << (cell & 7);
        if ((cell & 7) == 7 || cell == cells - 1) {
          to.put((byte) octet);
          octet = 0;
        }
      }
    }

    private void packRun() {
      for (int place = 0; place < widths.length; place++) {
        int width = widths[place];
        int at = lengths[place];
        byte[] column = room(place, at + held * width);
        for (int cell = 0; cell < held; cell++) {
          // What is not known is written, too, and written over by what follows.
          put(numbers[cell * widths.length + place], width, column, at);
          at += known(cells - held + cell, place) * width;
        }
        lengths[place] = at;
      }
      held = 0;
    }

    private byte[] room(int place, int least) {
      if (columns[place] == null) {
        columns[place] = new byte[least];
      } else if (columns[place].length < least) {
        columns[place] = Arrays.copyOf(columns[place], 2 * least);
      }
      return columns[place];
    }

    private static void put(long number, int width, byte[] to, int at) {
      switch (width) {
        case Long.BYTES -> CellColumns.LONGS.set(to, at, number);
        case Integer.BYTES -> CellColumns.INTS.set(to, at, (int) number);
        case Short.BYTES -> CellColumns.SHORTS.set(to, at, (short) number);
        default -> to[at] = (byte) number;
      }
    }

    /** 1 or 0. */
    private int known(int cell, int place) {
      return (int) (known[cell * words + (place >> 6)] >>> place) & 1;
    }
  }

  /** Walks the cells of a pack; a field of the cell at hand is asked for by its place. */
  public static final class Unpacker implements Values {

    private static final Status[] STATUSES = Status.values();
    private static final Basis[] BASES = Basis.values();

    private final Kind[] kinds;
    private final Nomenclature nomenclature;
    private final CellColumns columns;
    private final Map<Long, String> days = new HashMap<>();
    private final Map<Long, String> statuses = new HashMap<>();
    private Pack pack;
    private int territory;
    private int cell;

    public Unpacker(Table cube, Nomenclature nomenclature) {
      this.kinds = Kind.of(cube);
      this.nomenclature = nomenclature;
      this.columns = new CellColumns(kinds);
    }

    /** Begins another pack. */
    public void open(Pack next) {
      pack = next;
      territory = nomenclature.territories().number(next.territory());
      columns.open(next.cells());
      cell = -1;
    }

    /** Moves to the next cell; false: the pack is done. */
    public boolean next() {
      cell++;
      return cell < columns.cells();
    }

    /** Moves to a cell of the pack, from 0. */
    public void at(int place) {
      cell = place;
    }

    /** All cells of the pack. */
    public CellColumns columns() {
      return columns;
    }

    public int fields() {
      return kinds.length;
    }

    public Kind kind(int field) {
      return kinds[field];
    }

    @Override
    public boolean isNull(int field) {
      return columns.nulls(field).get(cell);
    }

    /** A field's value as a row of the table has it. */
    public Object value(int field) {
      if (isNull(field)) {
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

    /** As everywhere; of a status, its place in the list; of statuses, their bits. */
    @Override
    public long whole(int field) {
      return columns.values(field)[cell];
    }

    @Override
    public double number(int field) {
      return Double.longBitsToDouble(whole(field));
    }

    @Override
    public String string(int field) {
      if (field >= TERRITORY && field < MONTHS) {
        return nomenclature.text(label(field));
      }
      return switch (field) {
        case 0 -> pack.flow().code();
        case 1 -> pack.span();
        case 2 -> pack.period();
        case BASIS -> BASES[(int) whole(field)].code();
        case EDITION ->
            days.computeIfAbsent(whole(field), day -> LocalDate.ofEpochDay(day).toString());
        default ->
            kinds[field] == Kind.STATUS
                ? STATUSES[(int) whole(field)].name()
                : statuses.computeIfAbsent(whole(field), set -> Status.text(set.intValue()));
      };
    }

    private int label(int field) {
      int column = (field - TERRITORY) % Nomenclature.WIDTH;
      if (field < MARKET) {
        return nomenclature.territories().text(territory, column);
      }
      return field < PRODUCT
          ? nomenclature.markets().text((int) columns.markets()[cell], column)
          : nomenclature.products().text((int) columns.products()[cell], column);
    }
  }
}
