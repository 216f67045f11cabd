package exportmatrix.ingest;

import exportmatrix.model.Flow;
import exportmatrix.model.Period;
import exportmatrix.model.RejectReason;
import exportmatrix.model.ValueStatus;
import java.util.Set;

/**
 * What one raw statement means, as far as it can be read alone: without looking at any other.
 *
 * <p>Coordinates are null where they cannot be read or the row is filtered.
 *
 * @param measure null where the indicator is not known
 * @param cents the number in cents where it is money and can be read, whatever becomes of the row;
 *     null otherwise
 * @param grams the number in thousandths of a kilogram where it is a quantity; null otherwise
 * @param filtered whether the configuration leaves it out
 * @param reasons why it is rejected; empty: it is not
 */
record Statement(
    Flow flow,
    Period period,
    String territory,
    String market,
    String product,
    Quality measure,
    Long cents,
    Long grams,
    ValueStatus status,
    boolean filtered,
    Set<RejectReason> reasons) {

  /** What a number measures. */
  enum Quality {
    VALUE,
    QUANTITY
  }
}
