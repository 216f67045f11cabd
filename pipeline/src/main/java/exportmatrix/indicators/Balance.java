package exportmatrix.indicators;

import exportmatrix.model.Field;
import exportmatrix.model.Flow;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Exports and imports of the cell taken together: the balance x_exp - x_imp and interchange x_exp +
 * x_imp in euros, and the normalised balance (x_exp - x_imp) / (x_exp + x_imp), between -1 and 1.
 * The same on the cell's export row and its import row. Null, not zero, where the other flow is not
 * in the data.
 */
final class Balance implements Indicator {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    DIFFERENCE,
    NORMALISED,
    SUM
  }

  private final Kind kind;
  private final IndicatorCard card;

  private Balance(Kind kind, String id, String it, String en, Unit unit, String formula) {
    this.kind = kind;
    DataType type = unit == Unit.EUR ? DataTypes.createDecimalType(18, 2) : DataTypes.DoubleType;
    this.card =
        new IndicatorCard(
            id,
            it,
            en,
            unit,
            type,
            true,
            formula,
            "",
            "one of the two flows is not in the data or not whole",
            List.<Field>of());
  }

  static Balance balance() {
    return new Balance(
        Kind.DIFFERENCE, "balance_eur", "Saldo", "Balance", Unit.EUR, "x_exp - x_imp");
  }

  static Balance normalised() {
    return new Balance(
        Kind.NORMALISED,
        "normalised_balance",
        "Saldo normalizzato",
        "Normalised balance",
        Unit.INDEX,
        "(x_exp - x_imp) / (x_exp + x_imp)");
  }

  static Balance interchange() {
    return new Balance(
        Kind.SUM, "interchange_eur", "Interscambio", "Interchange", Unit.EUR, "x_exp + x_imp");
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Series other = family.counterflow();
    Status own = Family.defect(family.own(), slot);
    if (other == null || !other.present(slot)) {
      out.none(Status.NO_COUNTERFLOW);
      return;
    }
    Status counter = Family.defect(other, slot);
    if (own != null || counter != null) {
      out.none(own != null ? own : counter);
      return;
    }
    boolean exporting = family.flow() == Flow.EXPORT;
    long exports = exporting ? family.own().cents(slot) : other.cents(slot);
    long imports = exporting ? other.cents(slot) : family.own().cents(slot);
    switch (kind) {
      case DIFFERENCE -> out.euros(exports - imports);
      case SUM -> out.euros(exports + imports);
      case NORMALISED -> {
        if (exports + imports == 0) {
          out.none(Status.NO_TRADE);
        } else {
          out.number((double) (exports - imports) / (exports + imports));
        }
      }
    }
  }
}
