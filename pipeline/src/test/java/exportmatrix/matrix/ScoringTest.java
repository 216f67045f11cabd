package exportmatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoringTest {

  private static final double NONE = Double.NaN;

  private static double[] weights(MatrixRules rules) {
    return Arrays.stream(MatrixComponent.values()).mapToDouble(rules::share).toArray();
  }

  private static MatrixRules rules(long seed) {
    return new MatrixRules(Map.of(), List.of(), List.of(), 1000, seed);
  }

  /** Cells with components that are related, as sizes and shares are, and some that are missing. */
  private static double[][] figures(int cells, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] figures = new double[cells][MatrixComponent.values().length];
    for (double[] figure : figures) {
      double size = random.nextGaussian();
      for (int c = 0; c < figure.length; c++) {
        boolean missing = c > 0 && random.nextInt(12) == 0;
        figure[c] = missing ? NONE : (c % 3 == 0 ? size : 0) + random.nextGaussian();
      }
    }
    return figures;
  }

  @Test
  void percentileRanksShareTies() {
    Scoring scoring = new Scoring(new double[][] {{1}, {2}, {2}, {4}, {NONE}}, new double[] {1});
    assertThat(Arrays.copyOf(scoring.scores(), 4)).containsExactly(12.5, 50, 50, 87.5);
    assertThat(scoring.scores()[4]).isNaN();
    assertThat(Scoring.ranks(scoring.scores())).containsExactly(4, 2, 2, 1, 5);
  }

  @Test
  void aMissingComponentIsLeftOutAndTheOthersScaledUp() {
    double[][] figures = {{3, 1}, {2, NONE}, {1, 3}};
    double[] scores = new Scoring(figures, new double[] {0.75, 0.25}).scores();
    assertThat(scores[0]).isCloseTo(0.75 * 250 / 3 + 0.25 * 25, within(1e-12));
    assertThat(scores[1]).isCloseTo(50, within(1e-12));
  }

  @Test
  void partsAddUpToTheScore() {
    for (int cells : new int[] {1, 2, 7, 150}) {
      Scoring scoring = new Scoring(figures(cells, cells), weights(rules(1)));
      double[] scores = scoring.scores();
      double[][] parts = scoring.parts();
      for (int i = 0; i < cells; i++) {
        assertThat(Arrays.stream(parts[i]).sum()).isCloseTo(scores[i], within(1e-9));
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameDrawsAndAnotherOnesLieClose() {
    double[][] figures = figures(100, 5);
    Scoring scoring = new Scoring(figures, weights(rules(1)));
    Scoring.Sureness[] once = scoring.sureness(Draws.of(rules(1)));
    assertThat(scoring.sureness(Draws.of(rules(1)))).isEqualTo(once);
    Scoring.Sureness[] other = scoring.sureness(Draws.of(rules(2)));
    assertThat(other).isNotEqualTo(once);
    int most = Math.max(2, 100 * 3 / 100);
    long close = 0;
    for (int i = 0; i < 100; i++) {
      boolean low = Math.abs(once[i].low() - other[i].low()) <= most;
      boolean high = Math.abs(once[i].high() - other[i].high()) <= most;
      close += low && high ? 1 : 0;
    }
    assertThat(close).isGreaterThanOrEqualTo(95);
  }

  @Test
  void drawsScatterAroundTheirWeights() {
    double[][] draws = Draws.of(rules(3));
    double[] weights = weights(rules(3));
    for (int c = 0; c < weights.length; c++) {
      int at = c;
      double mean = Arrays.stream(draws).mapToDouble(draw -> draw[at]).average().orElseThrow();
      assertThat(mean).isCloseTo(weights[c], within(0.01));
    }
    for (double[] draw : draws) {
      assertThat(Arrays.stream(draw).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void doublingOrHalvingOneWeightLeavesMostRanksWithinTheirInterval() {
    long inside = 0;
    long all = 0;
    for (int set = 0; set < 5; set++) {
      double[][] figures = figures(120, 40 + set);
      Scoring.Sureness[] sure =
          new Scoring(figures, weights(rules(1))).sureness(Draws.of(rules(1)));
      for (MatrixComponent component : MatrixComponent.values()) {
        for (double factor : new double[] {0.5, 2}) {
          Map<MatrixComponent, Double> changed = new EnumMap<>(MatrixComponent.class);
          changed.put(component, factor * component.defaultWeight());
          MatrixRules rules = new MatrixRules(changed, List.of(), List.of(), 1000, 1);
          int[] ranks = Scoring.ranks(new Scoring(figures, weights(rules)).scores());
          for (int i = 0; i < ranks.length; i++) {
            all++;
            inside += sure[i].low() <= ranks[i] && ranks[i] <= sure[i].high() ? 1 : 0;
          }
        }
      }
    }
    assertThat((double) inside / all).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void theWorstRankWithoutOneComponentIsNoBetterThanAnyOfThem() {
    // The first is best by the first component alone, the second by the other two.
    double[][] figures = {{9, 1, 1}, {1, 9, 9}, {5, 5, 5}};
    Scoring scoring = new Scoring(figures, new double[] {0.6, 0.2, 0.2});
    assertThat(Scoring.ranks(scoring.scores())).containsExactly(1, 3, 2);
    assertThat(scoring.worstWithoutOne()).containsExactly(3, 3, 2);
  }
}
