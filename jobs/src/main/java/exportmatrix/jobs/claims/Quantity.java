package exportmatrix.jobs.claims;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number as a text states it.
 *
 * @param number in euros, percent, percentage points, or a count
 * @param digit the value of the last digit stated, such as 1000000 for whole millions
 */
record Quantity(Kind kind, Nearness nearness, BigDecimal number, BigDecimal digit) {

  /** What is counted. */
  enum Kind {
    AMOUNT,
    PERCENT,
    POINTS,
    RANK,
    YEARS,
    COUNT
  }

  /** On which side of the number the figure is said to lie. */
  enum Nearness {
    ROUNDED,
    ALMOST,
    OVER,
    ABOUT
  }

  private static final BigDecimal ALMOST = new BigDecimal("0.98");
  private static final BigDecimal OVER = new BigDecimal("1.06");
  private static final BigDecimal ABOUT = new BigDecimal("0.05");

  /**
   * Whether a figure satisfies it: rounded half away from zero to the digit stated; almost from
   * 0.98 N up to N; over from N to 1.06 N; about within 5 %.
   */
  boolean holds(BigDecimal figure) {
    return switch (nearness) {
      case ROUNDED ->
          figure
                  .divide(digit, 0, RoundingMode.HALF_UP)
                  .compareTo(number.divide(digit, 0, RoundingMode.HALF_UP))
              == 0;
      case ALMOST -> figure.compareTo(number) < 0 && figure.compareTo(number.multiply(ALMOST)) >= 0;
      case OVER -> figure.compareTo(number) > 0 && figure.compareTo(number.multiply(OVER)) <= 0;
      case ABOUT -> figure.subtract(number).abs().compareTo(number.abs().multiply(ABOUT)) <= 0;
    };
  }
}
