package exportmatrix.model;

/**
 * What is known of a cell both in a period and in the same period a year before, territory by
 * territory, along the {@link Timeline}: the two series that growth may compare where coverage
 * differs.
 *
 * @param now values of the period, as far as they are known a year before, too
 * @param before values a year before, at the index of the period that they are compared with
 */
public record Matched(Series now, Series before) {}
