package exportmatrix.benchmarks.samples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar quarter.
 *
 * @param year the calendar year
 * @param number the quarter of the year, 1 to 4
 */
public record Quarter(int year, int number) implements Comparable<Quarter> {
  private static final Pattern LABEL = Pattern.compile("(\\d{4})-Q([1-4])");

  public Quarter {
    if (number < 1 || number > 4) {
      throw new IllegalArgumentException("quarter: expected 1 to 4, found " + number);
    }
  }

  /** The quarter that ISTAT writes as {@code 2016-Q2}. */
  static Quarter parse(String label) {
    Matcher matcher = LABEL.matcher(label);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("quarter: expected like 2016-Q2, found '" + label + "'");
    }
    return new Quarter(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The label as ISTAT writes it: {@code 2016-Q2}. */
  public String label() {
    return year + "-Q" + number;
  }

  /** The number of quarters from the other quarter to this one. */
  int minus(Quarter other) {
    return (year - other.year) * 4 + number - other.number;
  }

  /** The quarter that comes the given number of quarters later. */
  public Quarter plus(int quarters) {
    int ordinal = year * 4 + number - 1 + quarters;
    return new Quarter(Math.floorDiv(ordinal, 4), Math.floorMod(ordinal, 4) + 1);
  }

  /** Years from the middle of the given year to the middle of this quarter. */
  double yearsSinceMiddleOf(int otherYear) {
    return year - otherYear + (number - 2.5) / 4;
  }

  @Override
  public int compareTo(Quarter other) {
    return minus(other);
  }
}
