package exportmatrix.indicators;

import exportmatrix.model.Frequency;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Period;
import exportmatrix.model.Slots;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * How unsteady growth is: the sample standard deviation of the last eight growth rates of single
 * quarters that are numbers, up to the end of the span.
 */
final class Volatility implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final int MOST = 8;
  private static final int FEWEST = 6;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "volatility_pp",
          "Volatilità della crescita",
          "Volatility of growth",
          Unit.PERCENTAGE_POINT,
          DataTypes.DoubleType,
          true,
          "sample standard deviation of the last 8 numeric yoy_percent of single quarters",
          "",
          "fewer than six growth rates of quarters, or the collection has no quarters",
          List.of());

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
    Slots slots = family.slots();
    Period end =
        slots.timeline().period(Math.min(slots.slot(slot).to(), slots.timeline().length() - 1));
    if (end.frequency() == Frequency.A) {
      out.none(Status.NOT_APPLICABLE);
      return;
    }
    double[] rates = new double[MOST];
    int count = 0;
    for (int quarter = slots.find(Span.QUARTER, lastQuarter(end));
        quarter != Slots.NONE && count < MOST;
        quarter = slots.slot(quarter).previous()) {
      if (family.own().present(quarter) && family.growth(quarter).numeric()) {
        rates[count++] = family.growth(quarter).percent();
      }
    }
    if (count < FEWEST) {
      out.none(Status.TOO_FEW_QUARTERS);
    } else {
      out.number(deviation(rates, count));
    }
  }

  /** The last quarter that ends with the period or before. */
  private static Period lastQuarter(Period end) {
    int months = end.frequency().months();
    int ended = (end.ordinal() + 1) * months / Frequency.Q.months() - 1;
    return new Period(Frequency.Q, ended);
  }

  private static double deviation(double[] rates, int count) {
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += rates[i] / count;
    }
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (rates[i] - mean) * (rates[i] - mean);
    }
    return Math.sqrt(squares / (count - 1));
  }
}
