package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the cell adds to the growth of its parent along a dimension: 100 (x(t) - x(t-1y)) /
 * X_parent(t-1y), in percentage points. The children's contributions, UNALLOCATED included, sum to
 * the parent's growth; it is defined where the cell's own base is zero.
 */
final class Contribution implements Indicator {

  private static final long serialVersionUID = 1L;

  private final Dimension dimension;
  private final IndicatorCard card;

  Contribution(Dimension dimension) {
    this.dimension = dimension;
    this.card =
        new IndicatorCard(
            "contribution_" + dimension.code() + "_pp",
            "Contributo alla crescita (" + dimension.italian() + ")",
            "Contribution to growth (" + dimension.code() + ")",
            Unit.PERCENTAGE_POINT,
            DataTypes.DoubleType,
            true,
            "100 (x(t) - x(t-1y)) / X_parent(t-1y), the parent along " + dimension.code(),
            "",
            "a figure is not whole, or the parent's base is zero or missing",
            List.of());
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    if (!family.hasParent(dimension)) {
      out.none(Status.NOT_APPLICABLE);
      return;
    }
    Series own = family.own();
    Status reason = Change.reason(own, family.slots(), slot);
    if (reason != Status.OK) {
      out.none(reason);
      return;
    }
    int prior = family.slots().slot(slot).prior();
    Series parent = family.parent(dimension);
    if (prior == Slots.NONE || parent == null || !parent.present(prior)) {
      out.none(Status.MISSING_PARENT);
    } else if (Family.defect(parent, prior) != null) {
      out.none(Family.defect(parent, prior));
    } else if (parent.cents(prior) <= 0) {
      out.none(Status.ZERO_BASE);
    } else {
      out.number(100.0 * (own.cents(slot) - own.cents(prior)) / parent.cents(prior));
    }
  }
}
