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
 * The change over the year by what was traded: finest products and countries that are new less
 * those that were lost (the extensive margin), and the change of those that go on (the intensive
 * margin). The two sum to the change to the cent; what no such cell accounts for is intensive.
 */
final class Margin implements Indicator {

  private static final long serialVersionUID = 1L;

  private final boolean extensive;
  private final IndicatorCard card;

  private Margin(boolean extensive, String id, String it, String en, String formula) {
    this.extensive = extensive;
    this.card =
        new IndicatorCard(
            id,
            it,
            en,
            Unit.EUR,
            DataTypes.createDecimalType(18, 2),
            true,
            formula,
            "",
            "there is no change_eur, or the cell is not made of finest products by country",
            List.<Field>of());
  }

  static Margin extensive() {
    return new Margin(
        true,
        "extensive_margin_eur",
        "Margine estensivo",
        "Extensive margin",
        "sum of x(t) where x(t-1y) = 0, less sum of x(t-1y) where x(t) = 0, by product and country");
  }

  static Margin intensive() {
    return new Margin(
        false,
        "intensive_margin_eur",
        "Margine intensivo",
        "Intensive margin",
        "change_eur - extensive_margin_eur");
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
    if (leaves == null) {
      out.none(Status.NO_DETAIL);
    } else if (reason != Status.OK) {
      out.none(reason);
    } else {
      long outer = leaves.cents(Term.NEW, slot) + leaves.cents(Term.LOST, slot);
      out.euros(extensive ? outer : Change.cents(family, slot) - outer);
    }
  }
}
