package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Language;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.math.BigDecimal;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** English. */
final class English implements Grammar {

  private static final List<String> ORDINALS =
      List.of(
          "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth");
  private static final List<String> COUNTS =
      List.of(
          "", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven");

  @Override
  public String the(Name name) {
    return name.article().isEmpty() ? name.label() : name.article() + " " + name.label();
  }

  @Override
  public String of(Name name) {
    return "of " + the(name);
  }

  @Override
  public String from(Name name) {
    return "from " + the(name);
  }

  @Override
  public String towards(Name name) {
    return "to " + the(name);
  }

  @Override
  public String in(Span span, Period period) {
    String name = name(span, period);
    return name.matches("(first|second|third|fourth|twelve) .*") ? "in the " + name : "in " + name;
  }

  @Override
  public String name(Span span, Period period) {
    int months = period.place() * period.frequency().months();
    String month =
        Month.of(months).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + period.year();
    return switch (span) {
      case MONTH -> month;
      case QUARTER -> ORDINALS.get((months - 1) / 3) + " quarter of " + period.year();
      case YEAR -> String.valueOf(period.year());
      case ROLLING_YEAR -> "twelve months to " + month;
      case YEAR_TO_DATE ->
          switch (months) {
            case 1 -> month;
            case 3 -> "first quarter of " + period.year();
            case 6 -> "first half of " + period.year();
            case 12 -> String.valueOf(period.year());
            default -> "first " + COUNTS.get(months) + " months of " + period.year();
          };
    };
  }

  @Override
  public String amount(Amount amount) {
    String unit =
        switch (amount.scale()) {
          case EURO -> "";
          case THOUSAND -> " thousand";
          case MILLION -> " million";
          case BILLION -> " billion";
        };
    return near(amount.nearness()) + "EUR " + figure(amount) + unit;
  }

  @Override
  public String number(Amount amount) {
    return near(amount.nearness()) + figure(amount);
  }

  private static String figure(Amount amount) {
    return Language.en.number(amount.number(), Math.max(0, amount.number().scale()));
  }

  private static String near(Nearness nearness) {
    return switch (nearness) {
      case ROUNDED -> "";
      case ABOUT -> "about ";
      case ALMOST -> "almost ";
      case OVER -> "over ";
    };
  }

  @Override
  public String percent(BigDecimal percent) {
    return Language.en.number(percent, 1) + "%";
  }

  @Override
  public String by(String percent) {
    return "by " + percent;
  }

  @Override
  public String of(String percent) {
    return percent;
  }

  @Override
  public String ordinal(long rank) {
    if (rank == 1) {
      return "largest";
    }
    if (rank <= ORDINALS.size()) {
      return ORDINALS.get((int) rank - 1) + " largest";
    }
    boolean teen = rank % 100 >= 11 && rank % 100 <= 13;
    String ending =
        switch (teen ? 0 : (int) (rank % 10)) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return rank + ending + " largest";
  }

  @Override
  public String place(long rank, String dimension) {
    return rank == 1 ? ORDINALS.get(0) : ordinal(rank).replace(" largest", "");
  }

  @Override
  public String fraction(double percent) {
    return Fractions.of(percent)
        .map(
            of ->
                near(of.nearness())
                    + switch (of.parts()) {
                      case 2 -> "a half";
                      case 3 -> "a third";
                      case 4 -> "a quarter";
                      default -> "a fifth";
                    })
        .orElse("");
  }

  @Override
  public Phrase list(List<Phrase> parts) {
    return Phrase.list(parts, ", ", " and ");
  }
}
