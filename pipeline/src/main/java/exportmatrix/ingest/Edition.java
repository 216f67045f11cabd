package exportmatrix.ingest;

import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.InputException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The day on which a source said what a file holds: the command line's, else the content's, else
 * the name's, else the dataset's.
 *
 * @param override ISO date of the command line; null: none
 */
record Edition(EditionRule rule, String override) implements Serializable {

  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4})\\b.*");

  /**
   * @param content as the file states it
   * @throws InputException where nothing states it, or no date is stated
   */
  LocalDate of(InputFile file, Optional<String> content) {
    if (override != null) {
      return LocalDate.parse(override);
    }
    if (content.isPresent()) {
      return ofContent(file, content.get());
    }
    Optional<LocalDate> ofName = ofName(file);
    if (ofName.isPresent()) {
      return ofName.get();
    }
    if (rule != null && rule.constant() != null) {
      return LocalDate.parse(rule.constant());
    }
    throw file.refused(
        "nothing says its edition; state it with --edition, in the file's name (edition_from_name) or in the dataset (edition)");
  }

  private static LocalDate ofContent(InputFile file, String text) {
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      return date(file, text, dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
    }
    if (text.length() >= 10 && text.charAt(4) == '-') {
      return date(file, text, text.substring(0, 4), text.substring(5, 7), text.substring(8, 10));
    }
    throw noDate(file, text);
  }

  private Optional<LocalDate> ofName(InputFile file) {
    if (rule == null || rule.fromName() == null) {
      return Optional.empty();
    }
    Matcher name = Pattern.compile(rule.fromName()).matcher(file.name());
    if (!name.find()) {
      return Optional.empty();
    }
    return Optional.of(
        date(file, name.group(), name.group("year"), name.group("month"), day(name)));
  }

  /** The first of the month where the pattern names no day. */
  private String day(Matcher name) {
    return rule.fromName().contains("(?<day>") ? name.group("day") : "1";
  }

  private static LocalDate date(
      InputFile file, String text, String year, String month, String day) {
    try {
      int stated = Integer.parseInt(year);
      return LocalDate.of(
          year.length() == 2 ? 2000 + stated : stated,
          Integer.parseInt(month),
          Integer.parseInt(day));
    } catch (NumberFormatException | DateTimeException e) {
      throw noDate(file, text);
    }
  }

  private static InputException noDate(InputFile file, String text) {
    return file.refused(
        "states the edition '%s'; expected a date such as 2026-02-13 or 13/02/26: state it with --edition"
            .formatted(OneLine.of(text)));
  }
}
