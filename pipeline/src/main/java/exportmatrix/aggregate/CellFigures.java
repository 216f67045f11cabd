package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import exportmatrix.model.Series;
import java.util.stream.IntStream;

/**
 * What one dataset says of one cell, or a part of it: as many periods as stood beside each other
 * where they were read.
 *
 * @param firstOrdinal the period of the first index of {@code stated}
 * @param stated an index that is not present is not spoken of here
 */
record CellFigures(
    String dataset,
    Flow flow,
    String territory,
    String market,
    String product,
    int firstOrdinal,
    Series stated)
    implements Told {

  /** Ordinals of the periods that are spoken of. */
  IntStream periods() {
    return IntStream.range(0, stated.length())
        .filter(stated::present)
        .map(index -> firstOrdinal + index);
  }

  void writeTo(Packing to) {
    to.text(dataset);
    to.octet(flow == Flow.EXPORT ? 0 : 1);
    to.text(territory);
    to.text(market);
    to.text(product);
    to.integer(firstOrdinal);
    to.series(stated);
  }

  static CellFigures readFrom(Unpacking from) {
    return new CellFigures(
        from.text(),
        from.octet() == 0 ? Flow.EXPORT : Flow.IMPORT,
        from.text(),
        from.text(),
        from.text(),
        from.integer(),
        from.series());
  }
}
