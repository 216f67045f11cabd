package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The span and the last period that a user's words mean.
 *
 * @param written as the user wrote it
 * @param ends the last period covered, as a monthly, a quarterly or an annual collection writes it;
 *     a collection has at most one of them
 */
public record FigurePeriod(String written, Span span, List<Period> ends) {

  private static final Pattern HALF = Pattern.compile("(\\d{4})-?[HS]([12])");
  private static final Pattern MONTHS = Pattern.compile("(\\d{4})-?(\\d{1,2})M");

  /**
   * Reads {@code 2016}, {@code 2016-Q2}, {@code 2016-06}, {@code 2016-H1} or {@code 2016-9M}.
   *
   * @param span the one that the user asks for; empty: what the period's form says
   * @throws UsageException where the words mean nothing that is published
   */
  public static FigurePeriod parse(String text, Optional<Span> span) {
    String written = text.strip().toUpperCase(Locale.ROOT);
    Matcher half = HALF.matcher(written);
    if (half.matches()) {
      String year = half.group(1);
      if (half.group(2).equals("2")) {
        throw new UsageException(
            "--period %s: figures cover a year from its start; ask for %s (the year), %s-H1, or the"
                    .formatted(text, year, year)
                + " quarters %s-Q3 and %s-Q4".formatted(year, year));
      }
      return yearToDate(text, Integer.parseInt(year), 6, span);
    }
    Matcher months = MONTHS.matcher(written);
    if (months.matches()) {
      int month = Integer.parseInt(months.group(2));
      if (month < 1 || month > 12) {
        throw unreadable(text);
      }
      return yearToDate(text, Integer.parseInt(months.group(1)), month, span);
    }
    Period period = Period.parse(written).orElseThrow(() -> unreadable(text));
    Span meant = span.orElse(natural(period.frequency()));
    if (!possible(meant, period)) {
      throw new UsageException(
          "--period %s: no %s ends there; a %s is asked for as %s"
              .formatted(text, meant.code(), meant.code(), example(meant)));
    }
    return new FigurePeriod(
        text,
        meant,
        meant == Span.MONTH ? List.of(period) : ends(period.year(), lastMonth(period)));
  }

  private static FigurePeriod yearToDate(String text, int year, int month, Optional<Span> span) {
    if (span.isPresent() && span.get() != Span.YEAR_TO_DATE) {
      throw new UsageException(
          "--period %s is %s, which is not --span %s; give the period as %s"
              .formatted(text, Span.YEAR_TO_DATE.code(), span.get().code(), example(span.get())));
    }
    return new FigurePeriod(text, Span.YEAR_TO_DATE, ends(year, month));
  }

  private static Span natural(Frequency frequency) {
    return switch (frequency) {
      case M -> Span.MONTH;
      case Q -> Span.QUARTER;
      case A -> Span.YEAR;
    };
  }

  private static boolean possible(Span span, Period period) {
    int month = lastMonth(period);
    return switch (span) {
      case MONTH -> period.frequency() == Frequency.M;
      case QUARTER -> period.frequency() != Frequency.A && month % 3 == 0;
      case YEAR_TO_DATE, ROLLING_YEAR -> true;
      case YEAR -> month == 12;
    };
  }

  private static int lastMonth(Period period) {
    return period.place() * period.frequency().months();
  }

  private static List<Period> ends(int year, int month) {
    return Stream.of(Frequency.A, Frequency.Q, Frequency.M)
        .filter(f -> month % f.months() == 0)
        .map(f -> Period.of(f, year, month / f.months()))
        .toList();
  }

  private static String example(Span span) {
    return switch (span) {
      case MONTH -> "2016-06";
      case QUARTER, ROLLING_YEAR -> "2016-Q2";
      case YEAR_TO_DATE -> "2016-H1";
      case YEAR -> "2016";
    };
  }

  private static UsageException unreadable(String text) {
    return new UsageException(
        "--period: expected 2016, 2016-Q2, 2016-06, 2016-H1 or 2016-9M, found '" + text + "'");
  }
}
