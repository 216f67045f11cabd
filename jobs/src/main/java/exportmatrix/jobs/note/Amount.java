package exportmatrix.jobs.note;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An amount of euros as it is said: a rounded number of a unit, and whether it lies just below or
 * just above it.
 *
 * <p>The words follow one rule. <i>Almost N</i> is said of x where 0.98 N &lt;= x &lt; N, <i>over
 * N</i> where N &lt; x &lt;= 1.06 N; a number without either is x rounded half away from zero.
 */
record Amount(Nearness nearness, BigDecimal number, Scale scale) {

  /** The unit that is counted. */
  enum Scale {
    EURO(0),
    THOUSAND(3),
    MILLION(6),
    BILLION(9);

    private final int power;

    Scale(int power) {
      this.power = power;
    }

    BigDecimal of(BigDecimal euros) {
      return euros.movePointLeft(power);
    }

    BigDecimal euros(BigDecimal number) {
      return number.movePointRight(power);
    }
  }

  private static final BigDecimal TEN = BigDecimal.TEN;
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final BigDecimal THOUSAND = new BigDecimal(1000);

  /** So near to the number that neither word is worth saying. */
  private static final BigDecimal NEAR = new BigDecimal("0.0005");

  /** Rounded to a whole unit; to a tenth of it below ten, of billions below a hundred. */
  static Amount rounded(BigDecimal euros) {
    Scale scale = scale(euros);
    BigDecimal units = scale.of(euros);
    BigDecimal number = units.setScale(decimals(units, scale), RoundingMode.HALF_UP);
    if (number.abs().compareTo(THOUSAND) >= 0 && scale != Scale.BILLION) {
      scale = Scale.values()[List.of(Scale.values()).indexOf(scale) + 1];
      units = scale.of(euros);
      number = units.setScale(decimals(units, scale), RoundingMode.HALF_UP);
    }
    return new Amount(Nearness.ROUNDED, plain(number), scale);
  }

  /** As {@link #rounded}, with the word that says on which side of a whole number it lies. */
  static Amount headline(BigDecimal euros) {
    Amount rounded = rounded(euros);
    BigDecimal units = rounded.scale.of(euros);
    boolean whole = rounded.number.stripTrailingZeros().scale() <= 0;
    if (!whole || units.signum() <= 0) {
      return rounded;
    }
    BigDecimal off = units.subtract(rounded.number).abs();
    if (off.compareTo(rounded.number.multiply(NEAR)) <= 0) {
      return rounded;
    }
    Nearness nearness = units.compareTo(rounded.number) < 0 ? Nearness.ALMOST : Nearness.OVER;
    return nearness.holds(units, rounded.number)
        ? new Amount(nearness, rounded.number, rounded.scale)
        : rounded;
  }

  /**
   * Beside a round number of one digit, or else two, where one of the words is true of it: for a
   * sum whose parts are said exactly.
   */
  static Amount round(BigDecimal euros) {
    Scale scale = rounded(euros).scale;
    BigDecimal units = scale.of(euros);
    if (units.signum() <= 0) {
      return rounded(euros);
    }
    for (int digits = 1; digits <= 2; digits++) {
      BigDecimal below = units.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal above = units.round(new MathContext(digits, RoundingMode.UP));
      Optional<Amount> beside =
          Stream.of(
                  new Amount(Nearness.OVER, plain(below), scale),
                  new Amount(Nearness.ALMOST, plain(above), scale))
              .filter(amount -> amount.nearness.holds(units, amount.number))
              .min(Comparator.comparing(amount -> amount.number.subtract(units).abs()));
      if (beside.isPresent()) {
        return beside.get();
      }
    }
    return headline(euros);
  }

  private static Scale scale(BigDecimal euros) {
    BigDecimal size = euros.abs();
    Scale scale = Scale.EURO;
    for (Scale next : Scale.values()) {
      if (next.of(size).compareTo(BigDecimal.ONE) >= 0) {
        scale = next;
      }
    }
    return scale;
  }

  private static int decimals(BigDecimal units, Scale scale) {
    BigDecimal size = units.abs();
    return switch (scale) {
      case EURO, THOUSAND -> 0;
      case MILLION -> size.compareTo(TEN) < 0 ? 1 : 0;
      case BILLION -> size.compareTo(HUNDRED) < 0 ? 1 : 0;
    };
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
