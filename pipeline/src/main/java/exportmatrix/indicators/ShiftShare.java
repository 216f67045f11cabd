package exportmatrix.indicators;

import exportmatrix.indicators.Decomposition.Term;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Need;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/**
 * The change over the year against Italy's growth, sector first, then market. Each leaf (a sector
 * with a country) that is traded in both periods is split into growth as all of Italy, as its
 * sector beyond that, and as its sector in that country beyond that; a leaf traded in one period
 * only is entry or exit. What is left is the territory's own. Each leaf's terms are whole cents, so
 * that terms add up over leaves, and the six sum to the change to the cent.
 */
final class ShiftShare implements Indicator {

  private static final long serialVersionUID = 1L;

  private final Term term;
  private final IndicatorCard card;

  /**
   * @param term null: what the others leave
   */
  private ShiftShare(Term term, String name, String it, String en, String formula) {
    this.term = term;
    this.card =
        new IndicatorCard(
            "shift_share_" + name + "_eur",
            "Shift-share, " + it,
            "Shift-share, " + en,
            Unit.EUR,
            DataTypes.createDecimalType(18, 2),
            true,
            formula,
            "Leamer, Stern (1970)",
            "there is no change_eur, the cell is not made of sectors by country, or Italy's figure"
                + " for one of them is not whole",
            List.<Field>of());
  }

  static List<Indicator> all() {
    return List.of(
        new ShiftShare(
            Term.GROWTH,
            "growth",
            "crescita generale",
            "general growth",
            "sum of x0 G, G = growth of Italy's total, x0 = x(t-1y), over leaves with x0, x1 > 0"),
        new ShiftShare(
            Term.SECTOR_MIX,
            "sector_mix",
            "composizione settoriale",
            "sector mix",
            "sum of x0 (G_k - G), G_k = growth of Italy's sector; 0 where its base is 0"),
        new ShiftShare(
            Term.MARKET_MIX,
            "market_mix",
            "composizione per mercato",
            "market mix",
            "sum of x0 (G_kj - G_k), G_kj = growth of Italy's sector in the country; 0 where its"
                + " base is 0"),
        new ShiftShare(
            null, "own", "effetto proprio", "own effect", "change_eur - the five other terms"),
        new ShiftShare(Term.ENTRY, "entry", "entrate", "entry", "sum of x1 where x0 = 0"),
        new ShiftShare(Term.EXIT, "exit", "uscite", "exit", "- sum of x0 where x1 = 0"));
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.LEAVES);
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Decomposition leaves = family.decomposition();
    Status reason = Change.reason(family.own(), family.slots(), slot);
    if (leaves == null || !family.ofSectors()) {
      out.none(Status.NO_DETAIL);
    } else if (reason != Status.OK) {
      out.none(reason);
    } else if (!leaves.comparable(slot)) {
      out.none(Status.MISSING_PARENT);
    } else {
      out.euros(term == null ? own(family, leaves, slot) : leaves.cents(term, slot));
    }
  }

  private static long own(Family family, Decomposition leaves, int slot) {
    long rest = Change.cents(family, slot);
    for (Term other :
        List.of(Term.GROWTH, Term.SECTOR_MIX, Term.MARKET_MIX, Term.ENTRY, Term.EXIT)) {
      rest -= leaves.cents(other, slot);
    }
    return rest;
  }
}
