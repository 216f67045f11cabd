package exportmatrix.matrix;

import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;

/**
 * Weights drawn at random around those that are configured, to see how much a rank hangs on them:
 * from the Dirichlet distribution with 40 times the configured shares, as gamma variates over their
 * sum. The same seed gives the same draws everywhere.
 */
final class Draws {

  private Draws() {}

  /**
   * @return weights by draw and component, 0 for a component without weight; a draw's sum is 1
   */
  static double[][] of(MatrixRules rules) {
    MatrixComponent[] components = MatrixComponent.values();
    Well19937c random = new Well19937c(rules.seed());
    double[][] draws = new double[rules.draws()][components.length];
    GammaDistribution[] gammas = new GammaDistribution[components.length];
    for (int c = 0; c < components.length; c++) {
      double shape = MatrixRules.CERTAINTY * rules.share(components[c]);
      gammas[c] = shape > 0 ? new GammaDistribution(random, shape, 1) : null;
    }
    for (double[] draw : draws) {
      double sum = 0;
      for (int c = 0; c < draw.length; c++) {
        draw[c] = gammas[c] == null ? 0 : gammas[c].sample();
        sum += draw[c];
      }
      for (int c = 0; c < draw.length; c++) {
        draw[c] /= sum;
      }
    }
    return draws;
  }
}
