package exportmatrix.aggregate;

import exportmatrix.model.Matched;
import exportmatrix.model.Series;
import java.util.HashMap;
import java.util.Map;

/**
 * Of one market and product, what is known both in a base period and a year before, by territory. A
 * territory that is whole in both speaks for itself; else its parts that are known in both do.
 */
final class LikeForLike {

  private final Plan plan;
  private final int length;
  private final int perYear;
  private final Map<String, Series> cells;
  private final Map<String, Matched> known = new HashMap<>();

  /**
   * @param cells every territory's cell
   */
  LikeForLike(Plan plan, Map<String, Series> cells) {
    this.plan = plan;
    this.length = plan.timeline().length();
    this.perYear = plan.timeline().frequency().periodsPerYear();
    this.cells = cells;
  }

  /** Null where it is no more than the cell itself says, or nothing is known of two years. */
  Matched of(String territory) {
    Series cell = cells.get(territory);
    boolean whole = true;
    for (int i = 0; i < length; i++) {
      whole &= cell.whole(i);
    }
    if (whole) {
      return null;
    }
    Matched matched = matched(territory);
    for (int i = 0; i < length; i++) {
      if (matched.now().present(i)) {
        return matched;
      }
    }
    return null;
  }

  private Matched matched(String territory) {
    Matched before = known.get(territory);
    if (before != null) {
      return before;
    }
    Matched matched = Matched.of(cells.get(territory), perYear);
    for (TerritoryParts children : plan.children(territory)) {
      Matched sum = new Matched(new Series(length), new Series(length));
      for (String child : children.all()) {
        if (cells.containsKey(child)) {
          Matched part = matched(child);
          for (int i = 0; i < length; i++) {
            sum.now().add(i, part.now());
            sum.before().add(i, part.before());
          }
        }
      }
      for (int i = 0; i < length; i++) {
        if (!matched.now().present(i) && sum.now().present(i)) {
          matched.now().copy(i, sum.now());
          matched.before().copy(i, sum.before());
        }
      }
    }
    known.put(territory, matched);
    return matched;
  }
}
