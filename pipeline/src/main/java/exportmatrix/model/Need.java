package exportmatrix.model;

/**
 * What an indicator needs beyond the cell's history, its parents and its totals. What no selected
 * indicator needs is not computed.
 */
public enum Need {
  /** The countries' cells of the finest products and of the sectors, published or not. */
  LEAVES,
  /** How concentrated a cell is on the provinces of its territory. */
  PROVINCES,
  /** What is known of a cell both in a period and a year before. */
  MATCHED
}
