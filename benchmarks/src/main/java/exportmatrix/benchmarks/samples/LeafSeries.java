package exportmatrix.benchmarks.samples;

import exportmatrix.benchmarks.samples.Setting.Market;
import exportmatrix.benchmarks.samples.Setting.ProductGroup;
import exportmatrix.benchmarks.samples.Setting.Territory;

/**
 * One leaf of the synthetic cube over time: flow x territory x market x product group, a value per
 * quarter in euros; 0 where there is no trade.
 */
final class LeafSeries {
  private final Flow flow;
  private final Territory territory;
  private final Market market;
  private final ProductGroup product;
  private final boolean assured;
  private final double strength;
  private final double[] valuesEur = new double[Setting.QUARTERS];
  private final boolean[] fixed = new boolean[Setting.QUARTERS];
  private final long[] wholeEur = new long[Setting.QUARTERS];
  private double share;

  /**
   * A series with no trade yet.
   *
   * @param assured whether it trades in every quarter
   * @param strength from 0, just large enough to trade at all, to 1, the largest
   * @param share the share of Italy's trade before the margins are fitted
   */
  LeafSeries(
      Flow flow,
      Territory territory,
      Market market,
      ProductGroup product,
      boolean assured,
      double strength,
      double share) {
    this.flow = flow;
    this.territory = territory;
    this.market = market;
    this.product = product;
    this.assured = assured;
    this.strength = strength;
    this.share = share;
  }

  Flow flow() {
    return flow;
  }

  Territory territory() {
    return territory;
  }

  Market market() {
    return market;
  }

  ProductGroup product() {
    return product;
  }

  boolean assured() {
    return assured;
  }

  double strength() {
    return strength;
  }

  /** The share of Italy's trade of this flow in the base year. */
  double share() {
    return share;
  }

  /** Multiplies the share. */
  void scaleShare(double factor) {
    share *= factor;
  }

  /** The name of the leaf, which also names its random numbers. */
  String name() {
    return String.join(" ", flow.code(), territory.code(), market.code(), product.code());
  }

  double valueEur(int quarter) {
    return valuesEur[quarter];
  }

  void setValueEur(int quarter, double valueEur) {
    valuesEur[quarter] = valueEur;
  }

  /** Whether a target has settled the value of the quarter. */
  boolean fixed(int quarter) {
    return fixed[quarter];
  }

  /** Settles the value of the quarter: no later target may change it. */
  void fix(int quarter) {
    fixed[quarter] = true;
  }

  /** The published value of the quarter, whole euros; 0 means no row. */
  long wholeEur(int quarter) {
    return wholeEur[quarter];
  }

  void setWholeEur(int quarter, long valueEur) {
    wholeEur[quarter] = valueEur;
  }
}
