package exportmatrix.model;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the cells of the sector/market matrix are chosen and scored.
 *
 * @param weights of every component, 0 or more, in any scale; 0 leaves it out
 * @param markets countries that are eligible; empty: all
 * @param spans spans that have a matrix
 * @param draws how many times weights are drawn to see how sure a rank is
 * @param seed of the draws
 */
public record MatrixRules(
    Map<MatrixComponent, Double> weights,
    List<String> markets,
    List<Span> spans,
    int draws,
    long seed)
    implements Serializable {

  /** Weights are drawn from a Dirichlet distribution with this many times their share. */
  public static final double CERTAINTY = 40;

  public static final MatrixRules DEFAULT =
      new MatrixRules(Map.of(), List.of(), List.of(Span.YEAR_TO_DATE, Span.YEAR), 1000, 1);

  public MatrixRules {
    Map<MatrixComponent, Double> all = new EnumMap<>(MatrixComponent.class);
    for (MatrixComponent component : MatrixComponent.values()) {
      all.put(component, weights.getOrDefault(component, component.defaultWeight()));
    }
    weights = all;
    markets = List.copyOf(markets);
    spans = List.copyOf(spans);
  }

  /** The weight of a component, all together 1. */
  public double share(MatrixComponent component) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    return weights.get(component) / sum;
  }
}
