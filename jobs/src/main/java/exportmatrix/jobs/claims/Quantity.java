package exportmatrix.jobs.claims;

import exportmatrix.jobs.note.Nearness;
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

  /** Whether a figure satisfies it; without a word, rounded half away from zero to the digit. */
  boolean holds(BigDecimal figure) {
    boolean same =
        nearness != Nearness.ROUNDED
            || figure
                    .divide(digit, 0, RoundingMode.HALF_UP)
                    .compareTo(number.divide(digit, 0, RoundingMode.HALF_UP))
                == 0;
    return same && nearness.holds(figure, number);
  }
}
