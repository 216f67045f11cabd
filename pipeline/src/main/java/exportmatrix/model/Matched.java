package exportmatrix.model;

/**
 * What is known of a cell both in a period and in the same period a year before, territory by
 * territory, along the {@link Timeline}: the two series that growth may compare where coverage
 * differs.
 *
 * @param now values of the period, as far as they are known a year before, too
 * @param before values a year before, at the index of the period that they are compared with
 */
public record Matched(Series now, Series before) {

  /** Of one territory's own values: those periods that are whole in both years. */
  public static Matched of(Series own, int periodsPerYear) {
    Matched matched = new Matched(new Series(own.length()), new Series(own.length()));
    for (int i = periodsPerYear; i < own.length(); i++) {
      if (own.whole(i) && own.whole(i - periodsPerYear)) {
        matched.now.add(i, own);
        matched.before.add(i, own, i - periodsPerYear);
      }
    }
    return matched;
  }
}
