package exportmatrix.reports;

import static java.util.stream.Collectors.joining;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.reports.TableChecks.RecordCheck;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  private CubeChecks() {}

  /** All checks of a cube but for the order of its keys. */
  static List<RecordCheck> of(Table cube, List<IndicatorCard> cards) {
    List<RecordCheck> checks = TableChecks.of(cube);
    column(cube, "value_eur")
        .ifPresent(
            value ->
                checks.add(
                    new RecordCheck(
                        "no negative value",
                        "trade is zero or more",
                        cell -> !cell.isNull(value) && cell.whole(value) < 0)));
    List<IndicatorCard> nullable = cards.stream().filter(IndicatorCard::nullable).toList();
    int[] values = nullable.stream().mapToInt(c -> cube.columns().indexOf(c.id())).toArray();
    int[] statuses =
        nullable.stream().mapToInt(c -> cube.columns().indexOf(c.statusColumn())).toArray();
    checks.add(
        new RecordCheck(
            "number or reason",
            "an indicator without a number has a status that says why",
            cell -> {
              for (int i = 0; i < values.length; i++) {
                if (cell.isNull(values[i]) && cell.whole(statuses[i]) == place(Status.OK)) {
                  return true;
                }
              }
              return false;
            }));
    column(cube, "yoy_percent").ifPresent(growth -> checks.add(growthOrReason(growth, cube)));
    return checks;
  }

  private static RecordCheck growthOrReason(int growth, Table cube) {
    int status = cube.columns().indexOf("yoy_percent_status");
    Set<Long> none = NO_GROWTH.stream().map(CubeChecks::place).collect(Collectors.toSet());
    // A definition that changed comes before a base of zero, which leaves no number either.
    long either = place(Status.BREAK);
    return new RecordCheck(
        "growth or reason",
        "yoy_percent is null for "
            + NO_GROWTH.stream().map(Status::name).collect(joining(", "))
            + " and for no other status but BREAK with no or new trade",
        cell ->
            cell.isNull(growth)
                ? !none.contains(cell.whole(status)) && cell.whole(status) != either
                : none.contains(cell.whole(status)));
  }

  private static Optional<Integer> column(Table cube, String name) {
    return Optional.of(cube.columns().indexOf(name)).filter(place -> place >= 0);
  }

  /** A status as the cell at hand has it. */
  @SuppressWarnings("EnumOrdinal")
  private static long place(Status status) {
    return status.ordinal();
  }
}
