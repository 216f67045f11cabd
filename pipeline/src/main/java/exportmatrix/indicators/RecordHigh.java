package exportmatrix.indicators;

import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Whether the value is above every earlier one of the same span at the same place in the year since
 * the series began. Years that are not whole are not compared; with fewer than three there is no
 * verdict.
 */
final class RecordHigh implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final int FEWEST_YEARS = 3;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "record_high",
          "Massimo storico",
          "Record high",
          Unit.NONE,
          DataTypes.BooleanType,
          true,
          "x(t) > x(t-1y), x(t-2y), ... since the series began",
          "",
          "fewer than three earlier years to compare with, or the value is not whole",
          List.of(
              Field.integer(
                  "years_compared", Unit.COUNT, "earlier years that record_high compares with")));

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public int yearsBack() {
    return ALL_YEARS;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Series own = family.own();
    int years = 0;
    boolean highest = true;
    for (int earlier = family.slots().slot(slot).prior();
        earlier != Slots.NONE;
        earlier = family.slots().slot(earlier).prior()) {
      if (own.whole(earlier)) {
        years++;
        highest &= own.cents(slot) > own.cents(earlier);
      }
    }
    Status defect = Family.defect(own, slot);
    if (defect != null) {
      out.none(defect);
    } else if (years < FEWEST_YEARS) {
      out.none(Status.TOO_FEW_YEARS);
    } else {
      out.truth(highest);
    }
    out.companion(0, years);
  }
}
