package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Places won (+) or lost (-) over the year: rank(t-1y) - rank(t). */
final class RankChange implements Indicator {

  private static final long serialVersionUID = 1L;

  private final Rank rank;
  private final IndicatorCard card;

  RankChange(Rank rank) {
    this.rank = rank;
    this.card =
        new IndicatorCard(
            rank.card().id() + "_change",
            rank.card().labelIt() + ", posti guadagnati",
            rank.card().labelEn() + ", places won",
            Unit.COUNT,
            DataTypes.IntegerType,
            true,
            "rank(t-1y) - rank(t)",
            "",
            "ENTRY or EXIT, or one of the two ranks is not there",
            List.of());
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    int prior = family.slots().slot(slot).prior();
    Status now = rank.reason(family, slot);
    Status before = rank.reason(family, prior);
    if (now == Status.OK && before == Status.OK) {
      short[] ranks = family.ranks(rank.dimension());
      out.count(ranks[prior] - ranks[slot]);
    } else if (now == Status.OK && before == Status.NO_TRADE) {
      out.none(Status.ENTRY);
    } else if (now == Status.NO_TRADE && before == Status.OK) {
      out.none(Status.EXIT);
    } else {
      out.none(now == Status.OK ? before : now);
    }
  }
}
