package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The value of the same span a year before, x(t-1y), in euros. */
final class PriorValue implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "prior_value_eur",
          "Valore un anno prima",
          "Value a year before",
          Unit.EUR,
          DataTypes.createDecimalType(18, 2),
          true,
          "x(t-1y)",
          "",
          "the year before is not in the warehouse, or nothing above zero is known of it",
          List.of());

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    int prior = family.slots().slot(slot).prior();
    if (prior == Slots.NONE || !family.own().present(prior)) {
      out.none(Status.NO_PRIOR);
    } else {
      Value.write(family.own(), prior, out);
    }
  }
}
