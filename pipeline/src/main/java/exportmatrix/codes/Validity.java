package exportmatrix.codes;

import exportmatrix.model.Period;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The days on which a row holds, both ends included.
 *
 * @param from first day; null: always before
 * @param to last day; null: still
 */
record Validity(LocalDate from, LocalDate to) implements Serializable {

  static final Validity ALWAYS = new Validity(null, null);

  /** Reads {@code valid_from} and {@code valid_to}, each to the end of its unit. */
  static Validity of(Row row, Problems problems) {
    Validity validity =
        new Validity(
            unit(row, "valid_from", problems).from(), unit(row, "valid_to", problems).to());
    if (validity.from != null && validity.to != null && validity.to.isBefore(validity.from)) {
      problems.add(
          row, "valid_to", "a date not before valid_from " + validity.from, "correct the dates");
      return ALWAYS;
    }
    return validity;
  }

  boolean holds(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  boolean overlaps(Validity other) {
    return (from == null || other.to == null || !from.isAfter(other.to))
        && (other.from == null || to == null || !other.from.isAfter(to));
  }

  /** The first day of a year, quarter or month, or the day itself; empty for anything else. */
  static Optional<LocalDate> firstDay(String text) {
    return unit(text).map(Validity::from);
  }

  private static Validity unit(Row row, String column, Problems problems) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return ALWAYS;
    }
    Optional<Validity> unit = unit(text);
    if (unit.isEmpty()) {
      problems.add(
          row,
          column,
          "a year, month or day such as 1992, 2005-06 or 2020-01-31",
          "correct the date or leave it empty");
    }
    return unit.orElse(ALWAYS);
  }

  private static Optional<Validity> unit(String text) {
    Optional<Validity> period =
        Period.parse(text).map(p -> new Validity(p.firstDay(), p.lastDay()));
    if (period.isPresent()) {
      return period;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      return Optional.of(new Validity(day, day));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
