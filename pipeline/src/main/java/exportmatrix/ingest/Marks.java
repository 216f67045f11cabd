package exportmatrix.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a source writes numbers: read strictly by the declared marks, exact, never guessed.
 *
 * <p>{@code 1234}, {@code 1234.5} and {@code -3} for {@code POINT}; {@code 1.234.567,50} only where
 * the point is the declared thousands mark, and then every group has three digits. No exponents, no
 * blanks, no plus sign.
 *
 * @param thousands 0 for none
 */
record Marks(char decimal, char thousands) implements Serializable {

  /** The notation of SDMX and JSON. */
  static final Marks POINT = new Marks('.', (char) 0);

  /** Far beyond any sum of money or mass; a longer text is no number of ours. */
  private static final int LONGEST = 40;

  /** Empty for a text that is not a number by these marks. */
  Optional<BigDecimal> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    if (text.charAt(0) == '-') {
      plain.append('-');
      at = 1;
    }
    int comma = text.indexOf(decimal);
    int end = comma < 0 ? text.length() : comma;
    boolean grouped = thousands != 0 && text.indexOf(thousands) >= 0;
    boolean integer =
        grouped ? appendGroups(text, at, end, plain) : appendDigits(text, at, end, plain);
    if (!integer) {
      return Optional.empty();
    }
    if (comma >= 0 && !appendDigits(text, comma + 1, text.length(), plain.append('.'))) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(plain.toString()));
  }

  private boolean appendGroups(String text, int from, int to, StringBuilder plain) {
    int mark = text.indexOf(thousands, from);
    if (mark < 0 || mark > from + 3 || !appendDigits(text, from, mark, plain)) {
      return false;
    }
    while (mark < to) {
      if (text.charAt(mark) != thousands
          || mark + 4 > to
          || !appendDigits(text, mark + 1, mark + 4, plain)) {
        return false;
      }
      mark += 4;
    }
    return true;
  }

  private static boolean appendDigits(String text, int from, int to, StringBuilder plain) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      plain.append(c);
    }
    return to > from;
  }
}
