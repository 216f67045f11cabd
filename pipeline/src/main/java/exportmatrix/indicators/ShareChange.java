package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Change of a share over the year, in percentage points: share(t) - share(t-1y). */
final class ShareChange implements Indicator {

  private static final long serialVersionUID = 1L;

  private final Share share;
  private final IndicatorCard card;

  ShareChange(Share share) {
    this.share = share;
    IndicatorCard of = share.card();
    this.card =
        new IndicatorCard(
            of.id().replace("_percent", "_change_pp"),
            of.labelIt() + ", variazione",
            of.labelEn() + ", change",
            Unit.PERCENTAGE_POINT,
            DataTypes.DoubleType,
            true,
            "share(t) - share(t-1y), share = " + of.formula(),
            "",
            "one of the two shares is not there",
            List.of());
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    int prior = family.slots().slot(slot).prior();
    Status now = share.reason(family, slot);
    Status before = share.reason(family, prior);
    if (now != Status.OK) {
      out.none(now);
    } else if (before != Status.OK) {
      out.none(before);
    } else {
      out.number(share.percent(family, slot) - share.percent(family, prior));
    }
  }
}
