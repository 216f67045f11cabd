package exportmatrix.model;

import exportmatrix.model.Packing.Unpacking;
import java.io.Serializable;

/**
 * One cell's whole history, with its relatives along the territory dimension, which other cells
 * hold: how totals reach the indicators. One per flow, territory, market and product; series run
 * along the collection's {@link Timeline}.
 *
 * @param own the cell's values
 * @param parent the cell of the territory one level up; null: it has none
 * @param italy the cell of Italy; null: it has none
 * @param children sum of the cells of the territories one level down; null: it has none
 * @param ranks rank among the sibling territories at every slot, 0 where not ranked
 * @param published whether the collection publishes the cell; false: others are made of it
 * @param matched what is known now and a year before; null where it is no more than {@code own}
 *     says
 * @param provinces how concentrated the cell is on the territory's provinces; null: not asked for,
 *     or it has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too many for a list each
public record FamilySeries(
    Flow flow,
    String territory,
    String market,
    String product,
    Series own,
    Series parent,
    Series italy,
    Series children,
    short[] ranks,
    boolean published,
    Matched matched,
    Concentration provinces) {

  /** How they are shuffled. */
  public static final Exchange.Form<FamilySeries> FORM = new Packed();

  private static final class Packed implements Exchange.Form<FamilySeries>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public void write(FamilySeries family, Packing to) {
      to.octet(family.flow == Flow.EXPORT ? 0 : 1);
      to.text(family.territory);
      to.text(family.market);
      to.text(family.product);
      to.series(family.own);
      to.series(family.parent);
      to.series(family.italy);
      to.series(family.children);
      to.shorts(family.ranks);
      to.octet(family.published ? 1 : 0);
      to.series(family.matched == null ? null : family.matched.now());
      to.series(family.matched == null ? null : family.matched.before());
      to.octet(family.provinces == null ? 0 : 1);
      if (family.provinces != null) {
        to.doubles(family.provinces.index());
        to.shorts(family.provinces.parts());
        to.octets(family.provinces.statuses());
      }
    }

    @Override
    public FamilySeries read(Unpacking from) {
      return new FamilySeries(
          from.octet() == 0 ? Flow.EXPORT : Flow.IMPORT,
          from.text(),
          from.text(),
          from.text(),
          from.series(),
          from.series(),
          from.series(),
          from.series(),
          from.shorts(),
          from.octet() != 0,
          matched(from),
          from.octet() == 0
              ? null
              : new Concentration(from.doubles(), from.shorts(), from.octets()));
    }

    private static Matched matched(Unpacking from) {
      Series now = from.series();
      Series before = from.series();
      return now == null ? null : new Matched(now, before);
    }
  }
}
