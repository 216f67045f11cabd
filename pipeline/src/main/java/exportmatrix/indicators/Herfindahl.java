package exportmatrix.indicators;

import exportmatrix.model.Concentration;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Need;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/**
 * Herfindahl-Hirschman index: how concentrated a total is on its markets, its finest products or
 * its provinces. The sum of the squared shares of the parts above zero; 1/n where all n are alike,
 * 1 where one is all. The normalised form takes the number of parts out.
 */
final class Herfindahl implements Indicator {

  private static final long serialVersionUID = 1L;

  private final Dimension dimension;
  private final boolean normalised;
  private final IndicatorCard card;

  private Herfindahl(Dimension dimension, String name, String it, String en, boolean normalised) {
    this.dimension = dimension;
    this.normalised = normalised;
    String id = name + "_hhi";
    this.card =
        new IndicatorCard(
            normalised ? id + "_normalised" : id,
            "Concentrazione per " + it + (normalised ? ", normalizzata" : " (HHI)"),
            "Concentration on " + en + (normalised ? ", normalised" : " (HHI)"),
            Unit.INDEX,
            DataTypes.DoubleType,
            true,
            normalised
                ? "(H - 1/n) / (1 - 1/n), H = %s, n = %s_parts".formatted(id, id)
                : "H = sum of (x_p / x)^2 over the %s p with x_p > 0".formatted(en),
            "Hirschman (1945), Herfindahl (1950)",
            normalised
                ? "as " + id + ", or there is one part only, or parts are missing"
                : "the cell has no such parts here, or one of them is not known; PARTIAL stands"
                    + " beside a number where they do not add up to the total: it is a lower bound",
            normalised
                ? List.of()
                : List.of(
                    Field.integer(id + "_parts", Unit.COUNT, "parts above zero, n")
                        .orNull("there is no index")));
  }

  static Herfindahl ofMarkets(boolean normalised) {
    return new Herfindahl(Dimension.MARKET, "market", "mercato", "countries", normalised);
  }

  static Herfindahl ofProducts(boolean normalised) {
    return new Herfindahl(Dimension.PRODUCT, "sector", "prodotto", "finest products", normalised);
  }

  static Herfindahl ofProvinces() {
    return new Herfindahl(Dimension.TERRITORY, "province", "provincia", "provinces", false);
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(dimension == Dimension.TERRITORY ? Need.PROVINCES : Need.LEAVES);
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Concentration on = family.concentration(dimension);
    Status defect = Family.defect(family.own(), slot);
    if (on == null) {
      out.none(applies(family) ? Status.NO_DETAIL : Status.NOT_APPLICABLE);
    } else if (defect != null) {
      out.none(defect);
    } else if (Double.isNaN(on.index()[slot])) {
      out.none(on.status(slot));
    } else if (!normalised) {
      out.number(on.index()[slot], on.status(slot));
      out.companion(0, on.parts()[slot]);
    } else if (on.status(slot) == Status.PARTIAL) {
      out.none(Status.PARTIAL);
    } else if (on.parts()[slot] == 1) {
      out.none(Status.NOT_APPLICABLE);
    } else {
      out.number(on.normalised(slot));
    }
  }

  /** Whether the cell is a total along the dimension. */
  private boolean applies(Family family) {
    return dimension != Dimension.TERRITORY && !family.hasParent(dimension);
  }
}
