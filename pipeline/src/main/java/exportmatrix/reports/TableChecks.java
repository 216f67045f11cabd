package exportmatrix.reports;

import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Table;
import exportmatrix.model.Values;
import exportmatrix.reports.Provenance.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What must be true of every record of a published table; looked at while it is written. */
final class TableChecks {

  static final Expectation NO_GAPS =
      new Expectation("no gaps", "a column is null only where its meaning says so");

  static final Expectation FINITE_NUMBERS =
      new Expectation("finite numbers", "no NaN and no infinite number");

  /** What is checked. */
  record Expectation(String name, String meaning) {

    /** A record that does not pass stops the writing, so that a check of what is written passed. */
    CheckResult passed(Table table) {
      return new CheckResult(table.name() + ": " + name, meaning, CheckResult.PASSED);
    }
  }

  /**
   * One check.
   *
   * @param broken whether the record at hand is not as expected
   */
  record RecordCheck(Expectation expectation, Predicate<Values> broken) {}

  private TableChecks() {}

  /** What the table's fields alone say: nulls and finite numbers. */
  static List<RecordCheck> of(Table table) {
    List<RecordCheck> checks = new ArrayList<>();
    int[] required = required(table);
    if (required.length > 0) {
      checks.add(new RecordCheck(NO_GAPS, record -> any(required, record::isNull)));
    }
    int[] numbers = numbers(table);
    if (numbers.length > 0) {
      checks.add(
          new RecordCheck(
              FINITE_NUMBERS,
              record ->
                  any(numbers, f -> !record.isNull(f) && !Double.isFinite(record.number(f)))));
    }
    return checks;
  }

  /** Places of the fields that are never null. */
  static int[] required(Table table) {
    return places(table, f -> !table.fields().get(f).nullable());
  }

  /** Places of the fields that are doubles. */
  static int[] numbers(Table table) {
    return places(table, f -> Kind.of(table.fields().get(f)) == Kind.NUMBER);
  }

  private static int[] places(Table table, IntPredicate of) {
    return IntStream.range(0, table.fields().size()).filter(of).toArray();
  }

  private static boolean any(int[] fields, IntPredicate is) {
    for (int field : fields) {
      if (is.test(field)) {
        return true;
      }
    }
    return false;
  }
}
