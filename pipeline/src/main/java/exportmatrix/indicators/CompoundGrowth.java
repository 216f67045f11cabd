package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Compound annual growth rate over some years: 100 ((x(t) / x(t-n))^(1/n) - 1), the same span n
 * years before. It depends on the two ends alone.
 */
final class CompoundGrowth implements Indicator {

  private static final long serialVersionUID = 1L;

  private final int years;
  private final IndicatorCard card;

  CompoundGrowth(int years) {
    this.years = years;
    this.card =
        new IndicatorCard(
            "cagr_" + years + "y_percent",
            "Crescita media annua composta, " + years + " anni",
            "Compound annual growth rate, " + years + " years",
            Unit.PERCENT,
            DataTypes.DoubleType,
            true,
            "100 ((x(t) / x(t-%dy))^(1/%d) - 1)".formatted(years, years),
            "",
            "the base is zero or missing, or one of the two is not whole",
            List.of());
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public int yearsBack() {
    return years;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Series own = family.own();
    int base = slot;
    for (int year = 0; year < years && base != Slots.NONE; year++) {
      base = family.slots().slot(base).prior();
    }
    if (Family.defect(own, slot) != null) {
      out.none(Family.defect(own, slot));
    } else if (base == Slots.NONE || !own.present(base)) {
      out.none(Status.NO_PRIOR);
    } else if (Family.defect(own, base) != null) {
      out.none(Family.defect(own, base));
    } else if (own.cents(base) == 0) {
      out.none(own.cents(slot) == 0 ? Status.NO_TRADE : Status.ENTRY);
    } else {
      double ratio = (double) own.cents(slot) / own.cents(base);
      out.number(100 * (Math.pow(ratio, 1.0 / years) - 1), doubt(family, slot, base));
    }
  }

  private static Status doubt(Family family, int slot, int base) {
    if (family.definition(slot, base) == Growth.Definition.CHANGED) {
      return Status.BREAK;
    }
    if (family.own().cents(slot) == 0) {
      return Status.EXIT;
    }
    return family.own().cents(base) < family.materiality(base) ? Status.TINY_BASE : Status.OK;
  }
}
