package exportmatrix.model;

import exportmatrix.model.Packing.Unpacking;
import java.io.Serializable;

/**
 * One period's figure of a series.
 *
 * @param ordinal {@link Period#ordinal} of the period
 * @param cents EUR cents; of no meaning unless whole
 * @param whole whether the figure is known whole
 */
public record SeriesPoint(SeriesKey key, int ordinal, long cents, boolean whole)
    implements Serializable {

  public static final Exchange.Form<SeriesPoint> FORM = new Packed();

  private static final class Packed implements Exchange.Form<SeriesPoint> {

    private static final long serialVersionUID = 1L;

    @Override
    public void write(SeriesPoint point, Packing to) {
      to.text(point.key.flow().code());
      to.text(point.key.territory());
      to.text(point.key.market());
      to.text(point.key.product());
      to.integer(point.ordinal);
      to.whole(point.cents);
      to.octet(point.whole ? 1 : 0);
    }

    @Override
    public SeriesPoint read(Unpacking from) {
      return new SeriesPoint(
          new SeriesKey(Flow.ofCode(from.text()), from.text(), from.text(), from.text()),
          from.integer(),
          from.whole(),
          from.octet() != 0);
    }
  }
}
