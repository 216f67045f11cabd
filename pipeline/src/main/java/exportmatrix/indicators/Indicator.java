package exportmatrix.indicators;

import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Need;
import java.io.Serializable;
import java.util.Set;

/**
 * One published figure of a cell: its card, and how it is computed from the cell's family at a
 * slot. A family holds the cell's whole history and its relatives, so that an indicator may look
 * along the series or across series without asking where they come from.
 */
public interface Indicator extends Serializable {

  /** The whole history of a cell. */
  int ALL_YEARS = Integer.MAX_VALUE;

  IndicatorCard card();

  /** How many years before a slot a figure may depend on: a change further back leaves it alone. */
  default int yearsBack() {
    return 1;
  }

  /** What it needs beyond the cell's history, its parents and its totals. */
  default Set<Need> needs() {
    return Set.of();
  }

  /**
   * @param family the cell and its relatives
   * @param slot span and period, an index of the family's slots
   * @param out takes exactly one value or the reason why there is none
   */
  void compute(Family family, int slot, Sink out);
}
