package exportmatrix.model;

import java.util.Arrays;
import java.util.List;

/**
 * Ranks siblings by unrounded value: 1 is the largest, ties share the better rank. Zeros and
 * figures that are not whole are not ranked.
 */
public final class Ranking {

  private Ranking() {}

  /**
   * @param siblings values along the slots that are compared with each other
   * @return rank by sibling and slot, 0 where not ranked
   */
  public static short[][] of(List<Series> siblings, int slots) {
    int count = siblings.size();
    long[][] values = new long[slots][count];
    for (int i = 0; i < count; i++) {
      Series series = siblings.get(i);
      for (int s = 0; s < slots; s++) {
        values[s][i] = series.whole(s) ? series.cents(s) : 0;
      }
    }
    short[][] ranks = new short[count][slots];
    for (int s = 0; s < slots; s++) {
      long[] ascending = values[s].clone();
      Arrays.sort(ascending);
      for (int i = 0; i < count; i++) {
        if (values[s][i] > 0) {
          ranks[i][s] = (short) (1 + count - firstAbove(ascending, values[s][i]));
        }
      }
    }
    return ranks;
  }

  /** The first place of a larger value, the array's length where there is none. */
  private static int firstAbove(long[] ascending, long value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
