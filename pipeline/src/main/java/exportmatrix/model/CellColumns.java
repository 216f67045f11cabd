package exportmatrix.model;

import exportmatrix.model.PackedCells.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The cells of a pack column by column; a column is unpacked when it is first asked for.
 *
 * <p>A pack is how many cells it has, then field after field: whether none, all or some of the
 * cells have a value; for some, how many, and a bit per cell that has none; the values, back to
 * back and the lowest byte first, as they lie in a file of columns, too.
 */
public final class CellColumns {

  /** No cell has a value of the field. */
  static final byte NONE = 0;

  /** All have one. */
  static final byte ALL = 1;

  /** Some have one. */
  static final byte SOME = 2;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final BitSet NOWHERE = new BitSet(0);

  private final int[] widths;
  private final int[] starts;
  private final int[] masks;
  private final BitSet[] nulls;
  private final long[][] values;
  private final boolean[] unpacked;
  private byte[] bytes;
  private int cells;

  CellColumns(Kind[] kinds) {
    widths = PackedCells.widths(kinds);
    starts = new int[widths.length + 1];
    masks = new int[widths.length];
    nulls = new BitSet[widths.length];
    values = new long[widths.length][0];
    unpacked = new boolean[widths.length];
  }

  /** Begins another pack. */
  void open(byte[] pack) {
    bytes = pack;
    cells = (int) INTS.get(pack, 0);
    Arrays.fill(unpacked, false);
    int at = Integer.BYTES;
    for (int place = 0; place < widths.length; place++) {
      byte form = pack[at++];
      nulls[place] = form == ALL ? NOWHERE : null;
      masks[place] = NONE;
      int count = form == ALL ? cells : 0;
      if (form == SOME) {
        count = (int) INTS.get(pack, at);
        masks[place] = at + Integer.BYTES;
        at = masks[place] + PackedCells.maskBytes(cells);
      }
      starts[place] = at;
      at += count * widths[place];
    }
  }

  /** How many there are. */
  public int cells() {
    return cells;
  }

  /** The market's number in the nomenclature, by cell. */
  public long[] markets() {
    return unpacked(PackedCells.MARKET_PLACE);
  }

  /** The product's number in the nomenclature, by cell. */
  public long[] products() {
    return unpacked(PackedCells.PRODUCT_PLACE);
  }

  /** The cells that have no value of a field; not to be changed. */
  public BitSet nulls(int field) {
    int place = PackedCells.place(field);
    return place < 0 ? NOWHERE : nullsAt(place);
  }

  private BitSet nullsAt(int place) {
    if (nulls[place] == null) {
      if (masks[place] == NONE) {
        nulls[place] = new BitSet(cells);
        nulls[place].set(0, cells);
      } else {
        ByteBuffer mask = ByteBuffer.wrap(bytes, masks[place], PackedCells.maskBytes(cells));
        nulls[place] = BitSet.valueOf(mask);
      }
    }
    return nulls[place];
  }

  /**
   * A field's values by cell, as {@link Values#whole} or the bits of {@link Values#number}; 0 where
   * it has none. Neither flow, span and period nor codes and labels.
   *
   * @return at least as long as there are cells; not to be changed, and good for this pack only
   */
  public long[] values(int field) {
    return unpacked(PackedCells.place(field));
  }

  private long[] unpacked(int place) {
    if (!unpacked[place]) {
      if (values[place].length < cells) {
        values[place] = new long[cells];
      }
      unpack(place, values[place]);
      unpacked[place] = true;
    }
    return values[place];
  }

  private void unpack(int place, long[] to) {
    int at = starts[place];
    int width = widths[place];
    BitSet without = nullsAt(place);
    int cell = 0;
    while (cell < cells) {
      int hole = without.nextSetBit(cell);
      int end = hole < 0 ? cells : hole;
      unpack(at, width, to, cell, end);
      at += (end - cell) * width;
      cell = Math.min(without.nextClearBit(end), cells);
      Arrays.fill(to, end, cell, 0);
    }
  }

  private void unpack(int start, int width, long[] to, int from, int end) {
    int at = start;
    switch (width) {
      case Long.BYTES -> {
        for (int cell = from; cell < end; cell++, at += Long.BYTES) {
          to[cell] = (long) LONGS.get(bytes, at);
        }
      }
      case Integer.BYTES -> {
        for (int cell = from; cell < end; cell++, at += Integer.BYTES) {
          to[cell] = (int) INTS.get(bytes, at);
        }
      }
      case Short.BYTES -> {
        for (int cell = from; cell < end; cell++, at += Short.BYTES) {
          to[cell] = (short) SHORTS.get(bytes, at);
        }
      }
      default -> {
        for (int cell = from; cell < end; cell++, at++) {
          to[cell] = bytes[at];
        }
      }
    }
  }

  /** The pack itself, for those who take values as they lie. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} a field's values begin of a cell and all that follow it. */
  public int start(int field, int cell) {
    int place = PackedCells.place(field);
    BitSet without = nullsAt(place);
    int before = without.isEmpty() ? 0 : without.get(0, cell).cardinality();
    return starts[place] + (cell - before) * widths[place];
  }
}
