package exportmatrix.reports;

import exportmatrix.model.Check;
import exportmatrix.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** What must be true of every row of a published table; a few wide conditions, for one scan. */
final class TableChecks {

  private TableChecks() {}

  /** What the table's contract alone says: nulls, finite numbers, its own checks. */
  static List<Check> of(Table table) {
    List<Check> checks = new ArrayList<>();
    any(table.fields().stream().filter(f -> !f.nullable()).map(f -> f.name() + " IS NULL"))
        .ifPresent(
            broken ->
                checks.add(
                    new Check(
                        "no gaps", broken, "a column is null only where its meaning says so")));
    any(table.fields().stream()
            .filter(f -> f.type().equals(DataTypes.DoubleType))
            .map(f -> "isnan(%1$s) OR abs(%1$s) = double('Infinity')".formatted(f.name())))
        .ifPresent(
            broken ->
                checks.add(new Check("finite numbers", broken, "no NaN and no infinite number")));
    checks.addAll(table.checks());
    return checks;
  }

  private static java.util.Optional<String> any(Stream<String> conditions) {
    return conditions.map(condition -> "(" + condition + ")").reduce((a, b) -> a + " OR " + b);
  }
}
