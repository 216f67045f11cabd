package exportmatrix.codes;

import exportmatrix.model.ConfigException;
import exportmatrix.model.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that is wrong with the code lists, collected so that one run names it all. */
final class Problems {

  /** Codes become file names and are listed with {@code ,} and {@code +} on the command line. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private final List<String> found = new ArrayList<>();

  void add(String where, String expected, String seen, String advice) {
    String problem = "%s: expected %s, found %s; %s".formatted(where, expected, seen, advice);
    found.add(problem.replaceAll("\\p{Cntrl}+", " "));
  }

  void add(Row row, String column, String expected, String advice) {
    String text = row.text(column);
    add(row.at() + ": " + column, expected, text.isEmpty() ? "nothing" : "'" + text + "'", advice);
  }

  /** Notes a code that cannot stand in tables, folders and on the command line. */
  void checkCode(Row row, String column) {
    String code = row.text(column);
    if (!CODE.matcher(code).matches() || code.equals(Wording.UNALLOCATED)) {
      add(
          row,
          column,
          "letters, digits, _ and -, and not " + Wording.UNALLOCATED,
          "choose another code");
    }
  }

  /**
   * @throws ConfigException where anything was noted, naming all of it in one line
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
      throw new ConfigException("code lists, " + count + ": " + String.join(" | ", found));
    }
  }
}
