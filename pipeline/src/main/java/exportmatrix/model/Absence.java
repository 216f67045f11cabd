package exportmatrix.model;

import java.io.Serializable;

/** What is known of a cell that nobody names: how the totals tell the indicators. */
public interface Absence extends Serializable {

  /**
   * Zero where a source that is complete speaks of the cell's levels and leaves the cell out.
   *
   * @return values along the timeline, the same object for cells of the same levels; null where
   *     nothing is known of such cells
   */
  Series of(Flow flow, String territory, String market, String product);
}
