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
    short[][] ranks = new short[siblings.size()][slots];
    long[] ranked = new long[siblings.size()];
    for (int s = 0; s < slots; s++) {
      int count = 0;
      for (Series series : siblings) {
        if (series.whole(s) && series.cents(s) > 0) {
          ranked[count++] = series.cents(s);
        }
      }
      Arrays.sort(ranked, 0, count);
      for (int i = 0; i < ranks.length; i++) {
        Series series = siblings.get(i);
        if (series.whole(s) && series.cents(s) > 0) {
          ranks[i][s] = (short) (1 + count - firstAbove(ranked, count, series.cents(s)));
        }
      }
    }
    return ranks;
  }

  /** The first place of a larger value, {@code count} where there is none. */
  private static int firstAbove(long[] ascending, int count, long value) {
    int low = 0;
    int high = count;
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
