package exportmatrix.jobs.note;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.stream.Stream;

/** A share said as a simple fraction. */
record Fractions(int parts, Nearness nearness) {

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  /** One of a half to a fifth of which the share is almost or just over; the nearest. */
  static Optional<Fractions> of(double percent) {
    BigDecimal share = BigDecimal.valueOf(percent);
    return Stream.of(2, 3, 4, 5)
        .flatMap(
            parts ->
                Stream.of(Nearness.ALMOST, Nearness.OVER)
                    .filter(near -> near.holds(share, percent(parts)))
                    .map(near -> new Fractions(parts, near)))
        .findFirst();
  }

  private static BigDecimal percent(int parts) {
    return HUNDRED.divide(new BigDecimal(parts), MathContext.DECIMAL64);
  }
}
