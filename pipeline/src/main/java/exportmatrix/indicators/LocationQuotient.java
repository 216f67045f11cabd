package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * How specialised a territory is in a market, a product or both, against Italy: the location
 * quotient (x_ijk / x_i) / (X_jk / X), 1 where the cell weighs in the territory what it weighs in
 * Italy. It is a revealed comparative advantage only against world trade, and is not called so
 * here. The symmetric and the normalised form say the same on other scales.
 */
final class LocationQuotient implements Indicator {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    QUOTIENT,
    SYMMETRIC,
    NORMALISED
  }

  private final Kind kind;
  private final IndicatorCard card;

  private LocationQuotient(
      Kind kind, String id, String it, String en, Unit unit, String formula, String source) {
    this.kind = kind;
    this.card =
        new IndicatorCard(
            id,
            it,
            en,
            unit,
            DataTypes.DoubleType,
            true,
            formula,
            source,
            "the cell, its territory or Italy is not whole, or a denominator is zero",
            List.of());
  }

  static LocationQuotient quotient() {
    return new LocationQuotient(
        Kind.QUOTIENT,
        "location_quotient",
        "Quoziente di localizzazione",
        "Location quotient",
        Unit.RATIO,
        "LQ = (x_ijk / x_i) / (X_jk / X), X = Italy",
        "Florence (1939); Balassa (1965) has the same form against world trade");
  }

  static LocationQuotient symmetric() {
    return new LocationQuotient(
        Kind.SYMMETRIC,
        "symmetric_specialisation",
        "Specializzazione simmetrica",
        "Symmetric specialisation",
        Unit.INDEX,
        "(LQ - 1) / (LQ + 1)",
        "Dalum, Laursen, Villumsen (1998)");
  }

  static LocationQuotient normalised() {
    return new LocationQuotient(
        Kind.NORMALISED,
        "normalised_specialisation",
        "Specializzazione normalizzata",
        "Normalised specialisation",
        Unit.INDEX,
        "x_ijk / X - x_i X_jk / X^2, X = Italy",
        "Yu, Cai, Leung (2009)");
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    Series[] terms = {family.own(), family.everything(), family.italy(), family.benchmarkTotal()};
    for (Series term : terms) {
      Status defect =
          term == null || !term.present(slot) ? Status.MISSING_PARENT : Family.defect(term, slot);
      if (defect != null) {
        out.none(defect);
        return;
      }
    }
    double own = terms[0].cents(slot);
    double territory = terms[1].cents(slot);
    double italy = terms[2].cents(slot);
    double total = terms[3].cents(slot);
    if (territory == 0 || italy == 0 || total == 0) {
      out.none(Status.ZERO_BASE);
      return;
    }
    double quotient = (own / territory) / (italy / total);
    out.number(
        switch (kind) {
          case QUOTIENT -> quotient;
          case SYMMETRIC -> (quotient - 1) / (quotient + 1);
          case NORMALISED -> own / total - territory * italy / (total * total);
        });
  }
}
