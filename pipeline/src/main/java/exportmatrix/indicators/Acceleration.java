package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Whether growth is improving: yoy(t) - yoy(the period before), in percentage points. The year to
 * date is compared within its year, so its first period has none.
 */
final class Acceleration implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "acceleration_pp",
          "Accelerazione",
          "Acceleration",
          Unit.PERCENTAGE_POINT,
          DataTypes.DoubleType,
          true,
          "yoy(t) - yoy(the period before)",
          "",
          "one of the two growth rates is no number, or there is no period before",
          List.of());

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public int yearsBack() {
    return 2;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    int previous = family.slots().slot(slot).previous();
    Growth now = family.growth(slot);
    if (!now.numeric()) {
      out.none(now.status());
    } else if (previous == Slots.NONE || !family.own().present(previous)) {
      out.none(Status.NO_PREVIOUS);
    } else if (!family.growth(previous).numeric()) {
      out.none(family.growth(previous).status());
    } else {
      out.number(now.percent() - family.growth(previous).percent());
    }
  }
}
