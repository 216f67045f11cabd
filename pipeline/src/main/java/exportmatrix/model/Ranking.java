package exportmatrix.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks siblings by unrounded value: 1 is the largest, ties share the better rank. Zeros and
 * figures that are not whole are not ranked.
 */
public final class Ranking {

  private Ranking() {}

  /**
   * @param siblings codes that are compared with each other
   * @param values the value of each along the slots
   * @return rank by code and slot, 0 where not ranked
   */
  public static Map<String, short[]> of(
      List<String> siblings, Map<String, Series> values, int slots) {
    Map<String, short[]> ranks = new HashMap<>();
    siblings.forEach(code -> ranks.put(code, new short[slots]));
    List<String> order = new ArrayList<>();
    for (int s = 0; s < slots; s++) {
      int slot = s;
      order.clear();
      for (String code : siblings) {
        Series series = values.get(code);
        if (series.whole(s) && series.cents(s) > 0) {
          order.add(code);
        }
      }
      order.sort(
          Comparator.comparingLong((String code) -> -values.get(code).cents(slot))
              .thenComparing(Comparator.naturalOrder()));
      short rank = 0;
      for (int i = 0; i < order.size(); i++) {
        boolean tie =
            i > 0 && values.get(order.get(i)).cents(s) == values.get(order.get(i - 1)).cents(s);
        rank = tie ? rank : (short) (i + 1);
        ranks.get(order.get(i))[s] = rank;
      }
    }
    return ranks;
  }
}
