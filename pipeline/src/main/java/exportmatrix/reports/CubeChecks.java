package exportmatrix.reports;

import static java.util.stream.Collectors.joining;

import exportmatrix.model.CellColumns;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.reports.TableChecks.Expectation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What must be true of every cell of a cube: its contract, and what links its indicators to their
 * statuses. The cells of a pack are checked column by column before they are written.
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

  /** Finds a cell that is not as expected. */
  interface Finding {

    /** The first such cell; as many as there are cells where all are as expected. */
    int first(CellColumns cells);
  }

  /** One check. */
  record CellCheck(Expectation expectation, Finding broken) {}

  /** All checks of a cube but for the order of its keys. */
  static List<CellCheck> of(Table cube, List<IndicatorCard> cards) {
    List<CellCheck> checks = new ArrayList<>();
    int[] required = TableChecks.required(cube);
    checks.add(new CellCheck(TableChecks.NO_GAPS, cells -> firstNull(cells, required)));
    int[] numbers = TableChecks.numbers(cube);
    if (numbers.length > 0) {
      checks.add(
          new CellCheck(TableChecks.FINITE_NUMBERS, cells -> firstNotFinite(cells, numbers)));
    }
    column(cube, "value_eur")
        .ifPresent(
            value ->
                checks.add(
                    new CellCheck(
                        new Expectation("no negative value", "trade is zero or more"),
                        cells -> firstNegative(cells, value))));
    List<IndicatorCard> nullable = cards.stream().filter(IndicatorCard::nullable).toList();
    int[] values = nullable.stream().mapToInt(c -> cube.columns().indexOf(c.id())).toArray();
    int[] statuses =
        nullable.stream().mapToInt(c -> cube.columns().indexOf(c.statusColumn())).toArray();
    checks.add(
        new CellCheck(
            new Expectation(
                "number or reason", "an indicator without a number has a status that says why"),
            cells -> firstWithoutReason(cells, values, statuses)));
    column(cube, "yoy_percent").ifPresent(growth -> checks.add(growthOrReason(growth, cube)));
    return checks;
  }

  private static int firstNull(CellColumns cells, int[] fields) {
    int first = cells.cells();
    for (int field : fields) {
      int hole = cells.nulls(field).nextSetBit(0);
      first = hole < 0 ? first : Math.min(first, hole);
    }
    return first;
  }

  private static int firstNotFinite(CellColumns cells, int[] fields) {
    int first = cells.cells();
    for (int field : fields) {
      long[] numbers = cells.values(field);
      for (int cell = 0; cell < first; cell++) {
        if (!Double.isFinite(Double.longBitsToDouble(numbers[cell]))) {
          first = cell;
        }
      }
    }
    return first;
  }

  private static int firstNegative(CellColumns cells, int field) {
    long[] values = cells.values(field);
    int cell = 0;
    while (cell < cells.cells() && values[cell] >= 0) {
      cell++;
    }
    return cell;
  }

  private static int firstWithoutReason(CellColumns cells, int[] fields, int[] statuses) {
    int first = cells.cells();
    for (int i = 0; i < fields.length; i++) {
      BitSet nulls = cells.nulls(fields[i]);
      int hole = nulls.nextSetBit(0);
      while (hole >= 0 && hole < first) {
        if (cells.values(statuses[i])[hole] == place(Status.OK)) {
          first = hole;
        }
        hole = nulls.nextSetBit(hole + 1);
      }
    }
    return first;
  }

  private static CellCheck growthOrReason(int growth, Table cube) {
    int status = cube.columns().indexOf("yoy_percent_status");
    BitSet none = new BitSet();
    NO_GROWTH.forEach(reason -> none.set(place(reason)));
    // A definition that changed comes before a base of zero, which leaves no number either.
    BitSet noneOrEither = (BitSet) none.clone();
    noneOrEither.set(place(Status.BREAK));
    return new CellCheck(
        new Expectation(
            "growth or reason",
            "yoy_percent is null for "
                + NO_GROWTH.stream().map(Status::name).collect(joining(", "))
                + " and for no other status but BREAK with no or new trade"),
        cells -> {
          BitSet nulls = cells.nulls(growth);
          long[] reasons = cells.values(status);
          int cell = 0;
          while (cell < cells.cells()
              && (nulls.get(cell)
                  ? noneOrEither.get((int) reasons[cell])
                  : !none.get((int) reasons[cell]))) {
            cell++;
          }
          return cell;
        });
  }

  private static Optional<Integer> column(Table cube, String name) {
    return Optional.of(cube.columns().indexOf(name)).filter(place -> place >= 0);
  }

  /** A status as cells have it. */
  @SuppressWarnings("EnumOrdinal")
  private static int place(Status status) {
    return status.ordinal();
  }
}
