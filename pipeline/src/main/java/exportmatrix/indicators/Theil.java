package exportmatrix.indicators;

import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Need;
import exportmatrix.model.Series;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/**
 * Theil's index of how unevenly a territory's trade is spread over the cells of finest product and
 * country that there could be, and its two parts: between the cells that are traded and those that
 * are not (the extensive margin), and within those that are (the intensive margin). In nats, 0
 * where all that could be is traded alike.
 */
final class Theil implements Indicator {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    WHOLE,
    EXTENSIVE,
    INTENSIVE
  }

  private final Kind kind;
  private final IndicatorCard card;

  private Theil(Kind kind, String id, String it, String en, String formula) {
    this.kind = kind;
    this.card =
        new IndicatorCard(
            id,
            it,
            en,
            Unit.NAT,
            DataTypes.DoubleType,
            true,
            formula,
            "Theil (1972); Cadot, Carrere, Strauss-Kahn (2011)",
            "not a territory's total, or its cells are not all known",
            kind == Kind.WHOLE
                ? List.of(
                    Field.integer(
                            "theil_active_cells",
                            Unit.COUNT,
                            "finest products by country that are traded, n")
                        .orNull("there is no index"),
                    Field.integer(
                            "theil_possible_cells",
                            Unit.COUNT,
                            "finest products by country in the lists of codes, N")
                        .orNull("there is no index"))
                : List.of());
  }

  static Theil whole() {
    return new Theil(
        Kind.WHOLE,
        "theil",
        "Indice di Theil",
        "Theil index",
        "sum of s ln(s N), s = x / sum of x over the n active of N possible cells");
  }

  static Theil extensive() {
    return new Theil(
        Kind.EXTENSIVE,
        "theil_extensive",
        "Indice di Theil, margine estensivo",
        "Theil index, extensive margin",
        "ln(N / n)");
  }

  static Theil intensive() {
    return new Theil(
        Kind.INTENSIVE,
        "theil_intensive",
        "Indice di Theil, margine intensivo",
        "Theil index, intensive margin",
        "sum of s ln(s n)");
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.LEAVES);
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    List<Series> cells = family.cells();
    Status defect = Family.defect(family.own(), slot);
    if (cells == null) {
      out.none(Status.NOT_APPLICABLE);
    } else if (cells.isEmpty() || family.possibleCells(slot) == 0) {
      out.none(Status.NO_DETAIL);
    } else if (defect != null) {
      out.none(defect);
    } else {
      compute(cells, family.possibleCells(slot), slot, out);
    }
  }

  private void compute(List<Series> cells, int possible, int slot, Sink out) {
    long sum = 0;
    int active = 0;
    for (Series cell : cells) {
      if (cell.present(slot) && !cell.whole(slot)) {
        out.none(Status.INCOMPLETE);
        return;
      }
      if (cell.cents(slot) > 0) {
        sum += cell.cents(slot);
        active++;
      }
    }
    if (active == 0) {
      out.none(Status.NO_TRADE);
      return;
    }
    double intensive = 0;
    for (Series cell : cells) {
      if (cell.cents(slot) > 0) {
        double share = (double) cell.cents(slot) / sum;
        intensive += share * Math.log(share * active);
      }
    }
    double extensive = Math.log((double) possible / active);
    out.number(
        switch (kind) {
          case WHOLE -> intensive + extensive;
          case EXTENSIVE -> extensive;
          case INTENSIVE -> intensive;
        });
    if (kind == Kind.WHOLE) {
      out.companion(0, active);
      out.companion(1, possible);
    }
  }
}
