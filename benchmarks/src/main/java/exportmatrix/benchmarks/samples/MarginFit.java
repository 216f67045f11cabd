package exportmatrix.benchmarks.samples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Scales the shares of the leaves until territories, markets and product groups have their assumed
 * shares of Italy's trade.
 *
 * <p>Iterative proportional fitting (Deming and Stephan 1940).
 */
final class MarginFit {
  private static final int ROUNDS = 60;

  private MarginFit() {}

  /** Fits the leaves of one flow. */
  static void fit(List<LeafSeries> leaves, Flow flow) {
    for (int round = 0; round < ROUNDS; round++) {
      fitMargin(leaves, leaf -> leaf.product().code(), leaf -> leaf.product().shares().get(flow));
      fitMargin(leaves, leaf -> leaf.market().code(), leaf -> leaf.market().shares().get(flow));
      fitMargin(
          leaves, leaf -> leaf.territory().code(), leaf -> leaf.territory().weights().get(flow));
    }
  }

  private static void fitMargin(
      List<LeafSeries> leaves,
      Function<LeafSeries, String> member,
      ToDoubleFunction<LeafSeries> weight) {
    Map<String, Double> weights = new HashMap<>();
    Map<String, Double> sums = new HashMap<>();
    double total = 0;
    for (LeafSeries leaf : leaves) {
      String code = member.apply(leaf);
      if (weights.put(code, weight.applyAsDouble(leaf)) == null) {
        total += weight.applyAsDouble(leaf);
      }
      sums.merge(code, leaf.share(), Double::sum);
    }
    for (LeafSeries leaf : leaves) {
      String code = member.apply(leaf);
      leaf.scaleShare(weights.get(code) / total / sums.get(code));
    }
  }
}
