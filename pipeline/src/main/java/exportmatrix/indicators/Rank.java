package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rank by unrounded value among the siblings along a dimension (the same parent and level), 1 the
 * largest; ties share the better rank. Residuals, special markets and groups are not ranked.
 */
final class Rank implements Indicator {

  private static final long serialVersionUID = 1L;

  private final Dimension dimension;
  private final IndicatorCard card;

  Rank(Dimension dimension) {
    this.dimension = dimension;
    this.card =
        new IndicatorCard(
            "rank_in_" + dimension.code(),
            "Posizione (" + dimension.italian() + ")",
            "Rank (" + dimension.code() + ")",
            Unit.COUNT,
            DataTypes.IntegerType,
            true,
            "1 + number of siblings along " + dimension.code() + " with a larger value",
            "",
            "not ranked, not whole, or nothing traded",
            List.of());
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Status reason = reason(family, slot);
    if (reason == Status.OK) {
      out.count(family.ranks(dimension)[slot]);
    } else {
      out.none(reason);
    }
  }

  /** OK, or why there is no rank at the slot. */
  Status reason(Family family, int slot) {
    short[] ranks = family.ranks(dimension);
    if (ranks == null) {
      return Status.NOT_APPLICABLE;
    }
    if (slot == Slots.NONE || !family.own().present(slot)) {
      return Status.NO_PRIOR;
    }
    if (ranks[slot] > 0) {
      return Status.OK;
    }
    Status defect = Family.defect(family.own(), slot);
    return defect == null ? Status.NO_TRADE : defect;
  }

  Dimension dimension() {
    return dimension;
  }
}
