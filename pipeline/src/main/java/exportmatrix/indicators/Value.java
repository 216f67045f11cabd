package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * The value of the cell, x(t), in euros. A partial or incomplete one is the sum of what is known,
 * and its status says so; a confidential one, and one of which nothing is known, is null.
 */
final class Value implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "value_eur",
          "Valore",
          "Value",
          Unit.EUR,
          DataTypes.createDecimalType(18, 2),
          true,
          "x(t)",
          "",
          "confidential, or nothing above zero is known of it",
          List.of());

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    write(family.own(), slot, out);
  }

  /** Writes the value of a series that is present at the slot. */
  static void write(Series series, int slot, Sink out) {
    Status defect = Family.defect(series, slot);
    boolean nothing = defect != null && series.cents(slot) == 0;
    if (nothing) {
      out.none(defect);
    } else {
      out.euros(series.cents(slot), defect == null ? Status.OK : defect);
    }
  }
}
