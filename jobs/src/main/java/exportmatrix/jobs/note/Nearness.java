package exportmatrix.jobs.note;

import java.math.BigDecimal;

/** On which side of a stated number a figure is said to lie: the one rule, written or read. */
public enum Nearness {
  /** The figure is the number at its rounding, whatever side it lies on. */
  ROUNDED,
  /** 0.98 N &lt;= x &lt; N. */
  ALMOST,
  /** N &lt; x &lt;= 1.06 N. */
  OVER,
  /** Within 5 % of N; read, never written. */
  ABOUT;

  private static final BigDecimal LOWEST = new BigDecimal("0.98");
  private static final BigDecimal HIGHEST = new BigDecimal("1.06");
  private static final BigDecimal AROUND = new BigDecimal("0.05");

  /** Whether the word is true of a value beside that number, which is above zero. */
  public boolean holds(BigDecimal value, BigDecimal number) {
    return switch (this) {
      case ROUNDED -> true;
      case ALMOST -> value.compareTo(number) < 0 && value.compareTo(number.multiply(LOWEST)) >= 0;
      case OVER -> value.compareTo(number) > 0 && value.compareTo(number.multiply(HIGHEST)) <= 0;
      case ABOUT -> value.subtract(number).abs().compareTo(number.abs().multiply(AROUND)) <= 0;
    };
  }
}
