package exportmatrix.model;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One month, quarter or year of the calendar.
 *
 * <p>Written {@code 2016-06}, {@code 2016-Q2} or {@code 2016}. {@code ordinal} counts periods of
 * the same frequency without gaps ({@code year * periodsPerYear + place - 1}), so that a year
 * before is {@code ordinal - periodsPerYear} whatever is or is not in the data.
 */
public record Period(Frequency frequency, int ordinal) implements Comparable<Period>, Serializable {

  private static final Pattern MONTH = Pattern.compile("(\\d{4})-?M?(0[1-9]|1[0-2])");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-?Q([1-4])");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");

  /**
   * Reads {@code 2016-06}, {@code 201606}, {@code 2016-M06}, {@code 2016-Q2}, {@code 2016Q2} or
   * {@code 2016}; empty for anything else.
   */
  public static Optional<Period> parse(String text) {
    Matcher quarter = QUARTER.matcher(text);
    if (quarter.matches()) {
      return Optional.of(
          of(Frequency.Q, Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2))));
    }
    Matcher month = MONTH.matcher(text);
    if (month.matches()) {
      return Optional.of(
          of(Frequency.M, Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2))));
    }
    if (YEAR.matcher(text).matches()) {
      return Optional.of(of(Frequency.A, Integer.parseInt(text), 1));
    }
    return Optional.empty();
  }

  /**
   * @param place the month or quarter within the year, from 1; 1 for a year
   */
  public static Period of(Frequency frequency, int year, int place) {
    return new Period(frequency, year * frequency.periodsPerYear() + place - 1);
  }

  public int year() {
    return Math.floorDiv(ordinal, frequency.periodsPerYear());
  }

  /** The month or quarter within the year, from 1. */
  public int place() {
    return Math.floorMod(ordinal, frequency.periodsPerYear()) + 1;
  }

  public LocalDate firstDay() {
    return LocalDate.of(year(), (place() - 1) * frequency.months() + 1, 1);
  }

  public LocalDate lastDay() {
    return firstDay().plusMonths(frequency.months()).minusDays(1);
  }

  public Period plus(int periods) {
    return new Period(frequency, ordinal + periods);
  }

  /** The period as every table and folder writes it. */
  public String text() {
    String year = String.valueOf(10_000 + year()).substring(1);
    return switch (frequency) {
      case M -> year + (place() < 10 ? "-0" : "-") + place();
      case Q -> year + "-Q" + place();
      case A -> year;
    };
  }

  /** By last day, then the shorter period first. */
  @Override
  public int compareTo(Period other) {
    int byEnd = lastDay().compareTo(other.lastDay());
    return byEnd != 0 ? byEnd : Integer.compare(frequency.months(), other.frequency.months());
  }

  @Override
  public String toString() {
    return text();
  }
}
