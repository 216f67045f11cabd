package exportmatrix.benchmarks.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The quarters that a published figure covers: {@code 2016-Q2}, {@code 2016-H1} or {@code 2024}.
 *
 * @param quarters the quarters, in order
 */
record Span(List<Quarter> quarters) {
  private static final Pattern HALF = Pattern.compile("(\\d{4})-H1");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");

  Span {
    quarters = List.copyOf(quarters);
  }

  static Span parse(String label) {
    Matcher half = HALF.matcher(label);
    if (half.matches()) {
      return of(new Quarter(Integer.parseInt(half.group(1)), 1), 2);
    }
    if (YEAR.matcher(label).matches()) {
      return of(new Quarter(Integer.parseInt(label), 1), 4);
    }
    return of(Quarter.parse(label), 1);
  }

  /** The same span one year earlier. */
  Span yearBefore() {
    return of(quarters.get(0).plus(-4), quarters.size());
  }

  private static Span of(Quarter first, int count) {
    List<Quarter> quarters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      quarters.add(first.plus(i));
    }
    return new Span(quarters);
  }
}
