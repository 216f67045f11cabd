package exportmatrix.model;

import java.util.Locale;

/** How much of the calendar a figure covers, up to the end of its period. */
public enum Span {
  MONTH,
  QUARTER,
  YEAR_TO_DATE,
  ROLLING_YEAR,
  YEAR;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The code written in tables and folder names, such as {@code year_to_date}. */
  public String code() {
    return code;
  }

  /** How many months it covers where it ends with that period. */
  public int months(Period end) {
    return switch (this) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR_TO_DATE -> end.place() * end.frequency().months();
      case ROLLING_YEAR, YEAR -> 12;
    };
  }

  /**
   * @throws IllegalArgumentException for an unknown code, naming the known ones
   */
  public static Span ofCode(String code) {
    for (Span span : values()) {
      if (span.code().equals(code)) {
        return span;
      }
    }
    throw new IllegalArgumentException(
        "expected month, quarter, year_to_date, rolling_year or year, found '" + code + "'");
  }
}
