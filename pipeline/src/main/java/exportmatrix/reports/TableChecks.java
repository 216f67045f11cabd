package exportmatrix.reports;

import static java.util.stream.Collectors.joining;

import exportmatrix.model.Check;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** What must be true of every row of a published table; a few wide conditions, for one scan. */
final class TableChecks {

  /** Where {@code yoy_percent} is null, and only there. */
  static final List<Status> NO_GROWTH =
      List.of(
          Status.CONFIDENTIAL,
          Status.PARTIAL,
          Status.INCOMPLETE,
          Status.NO_PRIOR,
          Status.NO_TRADE,
          Status.ENTRY);

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

  /** The contract of the cube, and what links its indicators to their statuses. */
  static List<Check> ofCube(Table cube, List<IndicatorCard> cards) {
    List<Check> checks = new ArrayList<>(of(cube));
    List<String> ids = cards.stream().map(IndicatorCard::id).toList();
    List<IndicatorCard> nullable = cards.stream().filter(IndicatorCard::nullable).toList();
    if (ids.contains("value_eur")) {
      checks.add(new Check("no negative value", "value_eur < 0", "trade is zero or more"));
    }
    any(nullable.stream()
            .map(card -> card.statusColumn() + " NOT IN " + codes(Arrays.stream(Status.values()))))
        .ifPresent(
            broken ->
                checks.add(
                    new Check("known statuses", broken, "every status is of the closed list")));
    any(nullable.stream()
            .map(card -> "%s IS NULL AND %s = 'OK'".formatted(card.id(), card.statusColumn())))
        .ifPresent(
            broken ->
                checks.add(
                    new Check(
                        "number or reason",
                        broken,
                        "an indicator without a number has a status that says why")));
    if (nullable.stream().anyMatch(card -> card.id().equals("yoy_percent"))) {
      checks.add(
          new Check(
              "growth or reason",
              "(yoy_percent IS NULL) <> (yoy_percent_status IN %s)"
                  .formatted(codes(NO_GROWTH.stream())),
              "yoy_percent is null for "
                  + NO_GROWTH.stream().map(Status::name).collect(joining(", "))
                  + " and for no other status"));
    }
    return checks;
  }

  private static java.util.Optional<String> any(Stream<String> conditions) {
    return conditions.map(condition -> "(" + condition + ")").reduce((a, b) -> a + " OR " + b);
  }

  private static String codes(Stream<Status> statuses) {
    return statuses.map(status -> "'" + status.name() + "'").collect(joining(", ", "(", ")"));
  }
}
