package exportmatrix.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The values of one cell along a {@link Timeline} (or along {@link Slots}, for spans): cents, flags
 * and the edition that speaks, index by index. An index whose flags are 0 has no value at all,
 * which is not the same as zero.
 *
 * <p>Mutable while it is being summed; then passed on whole, so that Spark shuffles one small
 * record per series instead of a row per value.
 */
public final class Series {

  /** There is a cell here; its cents count, unless another flag says that they are not all. */
  public static final int PRESENT = 1;

  /** The source says so at exactly this cell; otherwise summed. */
  public static final int REPORTED = 2;

  /** Some of the territories that make it up are not in the data. */
  public static final int PARTIAL = 4;

  /** A period is missing, or a part is unknown, confidential or rejected. */
  public static final int INCOMPLETE = 8;

  /** The source keeps this very cell confidential. */
  public static final int CONFIDENTIAL = 16;

  /** Zero because nothing is said of the cell in a slice that is complete. */
  public static final int FILLED = 32;

  /** The flags that a sum takes from its parts as they are. */
  private static final int INHERITED = PARTIAL | INCOMPLETE;

  private static final int NOT_A_NUMBER = PARTIAL | INCOMPLETE | CONFIDENTIAL;

  /** The flags are the same all along. */
  private static final int FLAGS = 1;

  /** The edition is the same wherever something is present. */
  private static final int EDITION = 2;

  /** No value needs more than four bytes. */
  private static final int INTS = 4;

  private final long[] cents;
  private final byte[] flags;
  private final short[] editions;

  public Series(int length) {
    this(new long[length], new byte[length], new short[length]);
  }

  private Series(long[] cents, byte[] flags, short[] editions) {
    this.cents = cents;
    this.flags = flags;
    this.editions = editions;
  }

  public int length() {
    return cents.length;
  }

  public long cents(int index) {
    return cents[index];
  }

  public int flags(int index) {
    return flags[index];
  }

  /** Days since 1970 of the newest edition that speaks here. */
  public int edition(int index) {
    return editions[index];
  }

  public boolean present(int index) {
    return flags[index] != 0;
  }

  public boolean has(int index, int flag) {
    return (flags[index] & flag) != 0;
  }

  /** Whether the cell is there and its cents are all of it. */
  public boolean whole(int index) {
    return (flags[index] & (PRESENT | NOT_A_NUMBER)) == PRESENT;
  }

  /** Whether there is more here than a zero that was filled in. */
  public boolean named(int index) {
    return flags[index] != 0 && (flags[index] & FILLED) == 0;
  }

  public void put(int index, long value, int flag, int edition) {
    cents[index] = value;
    flags[index] = (byte) flag;
    editions[index] = (short) edition;
  }

  /** Adds a part's value at the same index. */
  public void add(int index, Series part) {
    add(index, part, index);
  }

  /** Adds a part along its whole length. */
  public void add(Series part) {
    for (int i = 0; i < cents.length; i++) {
      add(i, part, i);
    }
  }

  /** Adds a part: cents add up, what is unknown stays unknown, FILLED only if all parts are. */
  public void add(int index, Series part, int partIndex) {
    int flag = part.flags[partIndex];
    if (flag == 0) {
      return;
    }
    int inherited = flag & INHERITED;
    if ((flag & CONFIDENTIAL) != 0) {
      inherited |= INCOMPLETE;
    }
    boolean filled = (flag & FILLED) != 0 && (flags[index] == 0 || has(index, FILLED));
    int kept = flags[index] & ~FILLED;
    flags[index] = (byte) (kept | inherited | PRESENT | (filled ? FILLED : 0));
    cents[index] += part.cents[partIndex];
    editions[index] = (short) Math.max(editions[index], part.editions[partIndex]);
  }

  /** Adds a part that is zero because its slice does not name it. */
  public void addNothing(int index, int edition) {
    boolean filled = flags[index] == 0 || has(index, FILLED);
    flags[index] = (byte) ((flags[index] & ~FILLED) | PRESENT | (filled ? FILLED : 0));
    editions[index] = (short) Math.max(editions[index], edition);
  }

  /** Takes over another series' value at one index. */
  public void copy(int index, Series from) {
    put(index, from.cents[index], from.flags[index], from.editions[index]);
  }

  /**
   * Takes over what is there of another series.
   *
   * @param start the index of the other's first
   */
  public void copyFrom(int start, Series from) {
    for (int i = 0; i < from.length(); i++) {
      if (from.present(i)) {
        put(start + i, from.cents[i], from.flags[i], from.editions[i]);
      }
    }
  }

  /** Adds flags to an index without touching its value. */
  public void mark(int index, int flag) {
    flags[index] |= (byte) flag;
  }

  /** Whether anything at all is known of the cell beyond zeros that were filled in. */
  public boolean speaks() {
    for (int i = 0; i < flags.length; i++) {
      if (named(i)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes that {@link #writeTo} takes at most. */
  int mostBytes() {
    return 3 + 11 * cents.length;
  }

  /**
   * A byte that says what follows; then flags and editions, once where they are the same wherever
   * something is present, and the cents of all indices in four bytes each where that is enough.
   */
  void writeTo(ByteBuffer to) {
    boolean sameFlags = true;
    boolean sameEdition = true;
    boolean ints = true;
    short edition = firstEdition();
    for (int i = 0; i < flags.length; i++) {
      sameFlags &= flags[i] == flags[0];
      sameEdition &= flags[i] == 0 || editions[i] == edition;
      ints &= cents[i] == (int) cents[i];
    }
    to.put((byte) ((sameFlags ? FLAGS : 0) | (sameEdition ? EDITION : 0) | (ints ? INTS : 0)));
    to.put(flags, 0, sameFlags ? Math.min(1, flags.length) : flags.length);
    for (int i = 0; i < (sameEdition ? 0 : editions.length); i++) {
      to.putShort(editions[i]);
    }
    if (sameEdition) {
      to.putShort(edition);
    }
    for (long value : cents) {
      if (ints) {
        to.putInt((int) value);
      } else {
        to.putLong(value);
      }
    }
  }

  /** 0 where nothing is present. */
  private short firstEdition() {
    for (int i = 0; i < flags.length; i++) {
      if (flags[i] != 0) {
        return editions[i];
      }
    }
    return 0;
  }

  static Series readFrom(ByteBuffer from, int length) {
    Series series = new Series(length);
    int form = from.get();
    if ((form & FLAGS) == 0) {
      from.get(series.flags);
    } else if (length > 0) {
      Arrays.fill(series.flags, from.get());
    }
    boolean sameEdition = (form & EDITION) != 0;
    short edition = sameEdition ? from.getShort() : 0;
    for (int i = 0; i < length; i++) {
      short own = sameEdition ? edition : from.getShort();
      series.editions[i] = series.flags[i] == 0 ? 0 : own;
    }
    boolean ints = (form & INTS) != 0;
    for (int i = 0; i < length; i++) {
      series.cents[i] = ints ? from.getInt() : from.getLong();
    }
    return series;
  }
}
