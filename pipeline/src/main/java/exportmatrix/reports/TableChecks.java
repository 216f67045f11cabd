package exportmatrix.reports;

import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Table;
import exportmatrix.model.Values;
import exportmatrix.reports.Provenance.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What must be true of every record of a published table; looked at while it is written. */
final class TableChecks {

  /**
   * One check.
   *
   * @param broken whether the record at hand is not as {@code meaning} says
   */
  record RecordCheck(String name, String meaning, Predicate<Values> broken) {

    /** A record that does not pass stops the writing, so that a check of what is written passed. */
    CheckResult passed(Table table) {
      return new CheckResult(table.name() + ": " + name, meaning, CheckResult.PASSED);
    }
  }

  private TableChecks() {}

  /** What the table's fields alone say: nulls and finite numbers. */
  static List<RecordCheck> of(Table table) {
    List<RecordCheck> checks = new ArrayList<>();
    int[] required = places(table, f -> !table.fields().get(f).nullable());
    if (required.length > 0) {
      checks.add(
          new RecordCheck(
              "no gaps",
              "a column is null only where its meaning says so",
              record -> any(required, record::isNull)));
    }
    int[] numbers = places(table, f -> Kind.of(table.fields().get(f)) == Kind.NUMBER);
    if (numbers.length > 0) {
      checks.add(
          new RecordCheck(
              "finite numbers",
              "no NaN and no infinite number",
              record ->
                  any(numbers, f -> !record.isNull(f) && !Double.isFinite(record.number(f)))));
    }
    return checks;
  }

  private static int[] places(Table table, java.util.function.IntPredicate of) {
    return IntStream.range(0, table.fields().size()).filter(of).toArray();
  }

  static boolean any(int[] fields, java.util.function.IntPredicate is) {
    for (int field : fields) {
      if (is.test(field)) {
        return true;
      }
    }
    return false;
  }
}
