package exportmatrix.indicators;

import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Growth over the same span a year before, with its growth status and all flags. */
final class YearOverYear implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "yoy_percent",
          "Variazione tendenziale",
          "Growth over the year",
          Unit.PERCENT,
          DataTypes.DoubleType,
          true,
          "100 (x(t) / x(t-1y) - 1)",
          "",
          "CONFIDENTIAL, PARTIAL, INCOMPLETE, NO_PRIOR, NO_TRADE or ENTRY applies",
          List.of(
              Field.statuses(
                  "yoy_flags", "every growth status that applies, separated by a blank")));

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Growth growth = family.growth(slot);
    if (growth.numeric()) {
      out.number(growth.percent(), growth.status());
    } else {
      out.none(growth.status());
    }
    out.companion(0, growth.flags());
  }
}
