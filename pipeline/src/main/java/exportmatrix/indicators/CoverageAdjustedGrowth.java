package exportmatrix.indicators;

import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Need;
import exportmatrix.model.Series;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/**
 * Growth like for like, where coverage differs: on the territories and base periods that are known
 * both now and a year before. Where both are whole there is nothing to adjust.
 */
final class CoverageAdjustedGrowth implements Indicator {

  private static final long serialVersionUID = 1L;

  private static final IndicatorCard CARD =
      new IndicatorCard(
          "coverage_adjusted_yoy_percent",
          "Variazione tendenziale a copertura costante",
          "Growth over the year, like for like",
          Unit.PERCENT,
          DataTypes.DoubleType,
          true,
          "100 (sum of x(t) / sum of x(t-1y) - 1) over the territories and months or quarters known"
              + " in both",
          "",
          "both periods are whole, or nothing is known of both",
          List.of(
              Field.number(
                      "coverage_adjusted_share_percent",
                      Unit.PERCENT,
                      "how much of what is known of the period the comparison covers")
                  .orNull("there is no such growth, or nothing is known of the period")));

  @Override
  public IndicatorCard card() {
    return CARD;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.MATCHED);
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    if (Change.reason(family.own(), family.slots(), slot) == Status.OK) {
      out.none(Status.SAME_COVERAGE);
      return;
    }
    Series now = family.matched().now();
    Series before = family.matched().before();
    if (!now.present(slot)) {
      out.none(Status.NO_PRIOR);
    } else if (before.cents(slot) == 0) {
      out.none(now.cents(slot) == 0 ? Status.NO_TRADE : Status.ENTRY);
    } else {
      long base = before.cents(slot);
      out.number(
          100.0 * (now.cents(slot) - base) / base,
          base < family.materiality(slot) ? Status.TINY_BASE : Status.OK);
      if (family.own().cents(slot) > 0) {
        out.companionNumber(0, 100.0 * now.cents(slot) / family.own().cents(slot));
      }
    }
  }
}
