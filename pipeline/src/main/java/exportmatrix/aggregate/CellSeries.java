package exportmatrix.aggregate;

import exportmatrix.model.Exchange;
import exportmatrix.model.Flow;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import exportmatrix.model.Series;

/** One cell's own series along the timeline, before its relatives are known. */
record CellSeries(Flow flow, String territory, CellKey key, Series own) {

  static final Exchange.Form<CellSeries> FORM = new Packed();

  private static final class Packed implements Exchange.Form<CellSeries> {

    private static final long serialVersionUID = 1L;

    @Override
    public void write(CellSeries cell, Packing to) {
      to.octet(cell.flow == Flow.EXPORT ? 0 : 1);
      to.text(cell.territory);
      to.text(cell.key.market());
      to.text(cell.key.product());
      to.series(cell.own);
    }

    @Override
    public CellSeries read(Unpacking from) {
      return new CellSeries(
          from.octet() == 0 ? Flow.EXPORT : Flow.IMPORT,
          from.text(),
          new CellKey(from.text(), from.text()),
          from.series());
    }
  }
}
