package exportmatrix.indicators;

import exportmatrix.codes.Programme;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * What has become of a market, or a sector in it, since a regional programme targeted it: the
 * change since the same span of the year before the programme, of the value or of its share of the
 * territory. The newest programme up to the period's year counts. That something changed after a
 * programme does not say that it changed because of it.
 */
final class SinceProgramme implements Indicator {

  private static final long serialVersionUID = 1L;

  private final boolean share;
  private final IndicatorCard card;

  private SinceProgramme(
      boolean share, String id, String it, String en, Unit unit, String formula) {
    this.share = share;
    this.card =
        new IndicatorCard(
            id,
            it,
            en,
            unit,
            DataTypes.DoubleType,
            true,
            formula,
            "",
            "no programme has targeted the cell up to the period, or the year before it is not there",
            share
                ? List.<Field>of()
                : List.of(
                    Field.integer("programme_year", Unit.COUNT, "the year of the programme")
                        .orNull("no programme has targeted the cell so far")));
  }

  static SinceProgramme value() {
    return new SinceProgramme(
        false,
        "since_programme_percent",
        "Variazione dall'anno prima del programma",
        "Growth since the year before the programme",
        Unit.PERCENT,
        "100 (x(t) / x(p-1y) - 1), p = the same span in the year of the programme");
  }

  static SinceProgramme share() {
    return new SinceProgramme(
        true,
        "share_since_programme_pp",
        "Quota sul territorio, variazione dall'anno prima del programma",
        "Share of the territory, change since the year before the programme",
        Unit.PERCENTAGE_POINT,
        "100 (x(t) / x_i(t) - x(p-1y) / x_i(p-1y)), p = the same span in the year of the programme");
  }

  @Override
  public IndicatorCard card() {
    return card;
  }

  @Override
  public int yearsBack() {
    return ALL_YEARS;
  }

  @Override
  public void compute(Family family, int slot, Sink out) {
    if (family.targets().isEmpty()) {
      out.none(Status.NO_PROGRAMME);
      return;
    }
    int year = family.slots().slot(slot).period().year();
    int programme =
        family.targets().stream()
            .mapToInt(Programme::year)
            .filter(of -> of <= year)
            .max()
            .orElse(0);
    if (programme == 0) {
      out.none(Status.NO_PROGRAMME);
      return;
    }
    if (!share) {
      out.companion(0, programme);
    }
    int base = slot;
    for (int back = year; back >= programme && base != Slots.NONE; back--) {
      base = family.slots().slot(base).prior();
    }
    compute(family, slot, base, out);
  }

  private void compute(Family family, int slot, int base, Sink out) {
    Series[] terms =
        share ? new Series[] {family.own(), family.everything()} : new Series[] {family.own()};
    for (Series term : terms) {
      for (int at : new int[] {slot, base}) {
        if (term == null || at == Slots.NONE || !term.present(at)) {
          out.none(Status.NO_PRIOR);
          return;
        }
        if (Family.defect(term, at) != null) {
          out.none(Family.defect(term, at));
          return;
        }
      }
    }
    Series over = share ? family.everything() : family.own();
    if (over.cents(base) == 0 || (share && over.cents(slot) == 0)) {
      out.none(Status.ZERO_BASE);
      return;
    }
    double now = family.own().cents(slot);
    double before = family.own().cents(base);
    if (share) {
      out.number(100 * (now / over.cents(slot) - before / over.cents(base)));
    } else {
      out.number(
          100 * (now - before) / before,
          before < family.materiality(base) ? Status.TINY_BASE : Status.OK);
    }
  }
}
