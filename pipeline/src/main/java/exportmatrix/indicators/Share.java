package exportmatrix.indicators;

import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;

/**
 * A share: 100 x / total, the total being the same cell with one dimension at a higher level, all
 * else equal. Null where either is not whole, or the total is zero or does not exist.
 */
final class Share implements Indicator {

  private static final long serialVersionUID = 1L;

  /** Chooses the total. */
  interface Total extends Function<Family, Series>, Serializable {}

  private final IndicatorCard card;
  private final Total total;

  private Share(String id, String it, String en, String formula, Total total) {
    this.card =
        new IndicatorCard(
            id,
            it,
            en,
            Unit.PERCENT,
            DataTypes.DoubleType,
            true,
            formula,
            "",
            "one of the two is partial, incomplete, secret or missing, or the total is zero",
            List.<Field>of());
    this.total = total;
  }

  static Share ofParent() {
    return new Share(
        "share_of_parent_percent",
        "Quota sul territorio superiore",
        "Share of the territory above",
        "100 x_i / x_parent(i)",
        family -> family.parent(Dimension.TERRITORY));
  }

  static Share ofItaly() {
    return new Share(
        "share_of_italy_percent",
        "Quota sull'Italia",
        "Share of Italy",
        "100 x_i / x_IT",
        Family::italy);
  }

  static Share ofMarket() {
    return new Share(
        "market_share_of_territory_percent",
        "Quota del mercato sul totale del territorio",
        "Market's share of the territory",
        "100 x_ij / x_i,WORLD",
        Family::world);
  }

  static Share ofProduct() {
    return new Share(
        "sector_share_of_territory_percent",
        "Quota del settore sul totale del territorio",
        "Sector's share of the territory",
        "100 x_ik / x_i,ALL",
        Family::allProducts);
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Status reason = reason(family, slot);
    if (reason == Status.OK) {
      out.number(percent(family, slot));
    } else {
      out.none(reason);
    }
  }

  /** OK, or why there is no share at the slot. */
  Status reason(Family family, int slot) {
    if (slot == Slots.NONE || !family.own().present(slot)) {
      return Status.NO_PRIOR;
    }
    Series whole = total.apply(family);
    if (Family.defect(family.own(), slot) != null) {
      return Family.defect(family.own(), slot);
    }
    if (whole == null || !whole.present(slot)) {
      return Status.MISSING_PARENT;
    }
    if (Family.defect(whole, slot) != null) {
      return Family.defect(whole, slot);
    }
    return whole.cents(slot) > 0 ? Status.OK : Status.ZERO_BASE;
  }

  /** The share at a slot whose reason is OK. */
  double percent(Family family, int slot) {
    return 100.0 * family.own().cents(slot) / total.apply(family).cents(slot);
  }
}
