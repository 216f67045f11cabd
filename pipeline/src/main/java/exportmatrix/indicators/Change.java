package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Change over the year in euros: x(t) - x(t-1y). Null where either is not whole. */
final class Change implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "change_eur",
          "Variazione",
          "Change",
          Unit.EUR,
          DataTypes.createDecimalType(18, 2),
          true,
          "x(t) - x(t-1y)",
          "",
          "one of the two is partial, incomplete, secret or missing",
          List.of());

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Status reason = reason(family.own(), family.slots(), slot);
    if (reason == Status.OK) {
      out.euros(cents(family, slot));
    } else {
      out.none(reason);
    }
  }

  /** The change at a slot whose reason is OK. */
  static long cents(Family family, int slot) {
    Series own = family.own();
    return own.cents(slot) - own.cents(family.slots().slot(slot).prior());
  }

  /** OK, or why there is no change over the year. */
  static Status reason(Series series, Slots slots, int slot) {
    int prior = slots.slot(slot).prior();
    if (Family.defect(series, slot) != null) {
      return Family.defect(series, slot);
    }
    if (prior == Slots.NONE || !series.present(prior)) {
      return Status.NO_PRIOR;
    }
    Status before = Family.defect(series, prior);
    return before == null ? Status.OK : before;
  }
}
