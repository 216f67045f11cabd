package exportmatrix.reports;

import static java.util.stream.Collectors.joining;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What must be true of every cell of a cube: its contract, and what links its indicators to their
 * statuses. Cells are checked one by one while they are written.
 */
final class CubeChecks {

  /** Where {@code yoy_percent} is null, and only there. */
  static final List<Status> NO_GROWTH =
      List.of(
          Status.CONFIDENTIAL,
          Status.PARTIAL,
          Status.INCOMPLETE,
          Status.NO_PRIOR,
          Status.NO_TRADE,
          Status.ENTRY);

  private static final Set<String> STATUSES = names(Stream.of(Status.values()));

  /**
   * One check.
   *
   * @param broken whether the cell at hand is not as {@code meaning} says
   */
  record CubeCheck(String name, String meaning, Predicate<Unpacker> broken) {}

  private CubeChecks() {}

  /** All checks of a cube but for the order of its keys. */
  static List<CubeCheck> of(Table cube, List<IndicatorCard> cards) {
    List<CubeCheck> checks = new ArrayList<>();
    int[] required = places(cube, f -> !cube.fields().get(f).nullable());
    checks.add(
        new CubeCheck(
            "no gaps",
            "a column is null only where its meaning says so",
            cell -> IntStream.of(required).anyMatch(cell::isNull)));
    int[] numbers = places(cube, f -> Kind.of(cube.fields().get(f).type()) == Kind.NUMBER);
    checks.add(
        new CubeCheck(
            "finite numbers",
            "no NaN and no infinite number",
            cell ->
                IntStream.of(numbers)
                    .anyMatch(f -> !cell.isNull(f) && !Double.isFinite(cell.number(f)))));
    column(cube, "value_eur")
        .ifPresent(
            value ->
                checks.add(
                    new CubeCheck(
                        "no negative value",
                        "trade is zero or more",
                        cell -> !cell.isNull(value) && cell.whole(value) < 0)));
    List<IndicatorCard> nullable = cards.stream().filter(IndicatorCard::nullable).toList();
    int[] values = nullable.stream().mapToInt(c -> cube.columns().indexOf(c.id())).toArray();
    int[] statuses =
        nullable.stream().mapToInt(c -> cube.columns().indexOf(c.statusColumn())).toArray();
    checks.add(
        new CubeCheck(
            "known statuses",
            "every status is of the closed list",
            cell -> IntStream.of(statuses).anyMatch(f -> !STATUSES.contains(cell.string(f)))));
    checks.add(
        new CubeCheck(
            "number or reason",
            "an indicator without a number has a status that says why",
            cell ->
                IntStream.range(0, values.length)
                    .anyMatch(
                        i ->
                            cell.isNull(values[i])
                                && cell.string(statuses[i]).equals(Status.OK.name()))));
    column(cube, "yoy_percent").ifPresent(growth -> checks.add(growthOrReason(growth, cube)));
    return checks;
  }

  private static CubeCheck growthOrReason(int growth, Table cube) {
    int status = cube.columns().indexOf("yoy_percent_status");
    Set<String> none = names(NO_GROWTH.stream());
    return new CubeCheck(
        "growth or reason",
        "yoy_percent is null for "
            + NO_GROWTH.stream().map(Status::name).collect(joining(", "))
            + " and for no other status",
        cell -> cell.isNull(growth) != none.contains(cell.string(status)));
  }

  private static int[] places(Table cube, java.util.function.IntPredicate of) {
    return IntStream.range(0, cube.fields().size()).filter(of).toArray();
  }

  private static Optional<Integer> column(Table cube, String name) {
    return Optional.of(cube.columns().indexOf(name)).filter(place -> place >= 0);
  }

  private static Set<String> names(Stream<Status> statuses) {
    return statuses.map(Status::name).collect(Collectors.toUnmodifiableSet());
  }
}
