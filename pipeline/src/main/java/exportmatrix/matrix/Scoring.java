package exportmatrix.matrix;

import java.util.Arrays;

/**
 * Scores and ranks the eligible cells of one matrix.
 *
 * <p>A component's percentile rank among the cells that have it is 100 (below + (equal + 1) / 2 -
 * 1/2) / n, {@code equal} without the cell itself. A score is the mean of the percentile ranks by
 * weight; a component that a cell lacks is left out and the other weights are scaled up. How sure a
 * rank is shows in the ranks over drawn weights, and with each component left out in turn.
 */
final class Scoring {

  private static final int TOP = 10;

  private final int cells;
  private final int components;

  /** Percentile ranks by cell and component, NaN where missing. */
  private final double[][] percentiles;

  private final double[] weights;

  /**
   * @param figures by cell and component, larger is better; NaN where missing
   * @param weights by component
   */
  Scoring(double[][] figures, double[] weights) {
    this.cells = figures.length;
    this.components = weights.length;
    this.weights = weights.clone();
    this.percentiles = new double[cells][components];
    for (int c = 0; c < components; c++) {
      percentiles(figures, c);
    }
  }

  private void percentiles(double[][] figures, int component) {
    double[] sorted =
        Arrays.stream(figures)
            .mapToDouble(figure -> figure[component])
            .filter(figure -> !Double.isNaN(figure))
            .sorted()
            .toArray();
    for (int i = 0; i < cells; i++) {
      double figure = figures[i][component];
      if (Double.isNaN(figure)) {
        percentiles[i][component] = Double.NaN;
      } else {
        int below = firstNotBelow(sorted, figure);
        int upTo = firstNotBelow(sorted, Math.nextUp(figure));
        percentiles[i][component] = 100 * (below + (upTo - below) / 2.0) / sorted.length;
      }
    }
  }

  private static int firstNotBelow(double[] ascending, double value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Ranks as {@link #ranks}, of cells that score alike the one that comes first being better. */
  private static void ranksInOrder(double[] scores, long[] keys, int[] ranks) {
    // Scores are 0 or more: their bits are in the order of their values, and the last ones give way
    // to the cell's number.
    int bits = 64 - Long.numberOfLeadingZeros(scores.length);
    for (int i = 0; i < scores.length; i++) {
      long score = Double.isNaN(scores[i]) ? 0 : Double.doubleToRawLongBits(scores[i]);
      keys[i] = (score >>> bits << bits) | (scores.length - 1 - i);
    }
    Arrays.sort(keys);
    long number = (1L << bits) - 1;
    for (int place = 0; place < keys.length; place++) {
      ranks[scores.length - 1 - (int) (keys[place] & number)] = scores.length - place;
    }
  }

  /** What each component adds to each cell's score; 0 where it is missing. Sums to the score. */
  double[][] parts() {
    double[][] parts = new double[cells][components];
    for (int i = 0; i < cells; i++) {
      double sum = available(i, weights);
      for (int c = 0; c < components; c++) {
        if (weights[c] > 0 && !Double.isNaN(percentiles[i][c])) {
          parts[i][c] = weights[c] / sum * percentiles[i][c];
        }
      }
    }
    return parts;
  }

  private double available(int cell, double[] by) {
    double sum = 0;
    for (int c = 0; c < components; c++) {
      sum += Double.isNaN(percentiles[cell][c]) ? 0 : by[c];
    }
    return sum;
  }

  /** Each cell's score, 0 to 100; NaN for a cell of which every weighted component is missing. */
  double[] scores() {
    return scores(weights);
  }

  private double[] scores(double[] by) {
    double[] scores = new double[cells];
    for (int i = 0; i < cells; i++) {
      double sum = 0;
      double score = 0;
      double[] ofCell = percentiles[i];
      for (int c = 0; c < components; c++) {
        if (!Double.isNaN(ofCell[c])) {
          sum += by[c];
          score += by[c] * ofCell[c];
        }
      }
      scores[i] = score / sum;
    }
    return scores;
  }

  /** 1 = the highest; ties share the better rank; what has no score comes last. */
  static int[] ranks(double[] scores) {
    double[] sorted = scores.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Double.isNaN(sorted[i]) ? Double.NEGATIVE_INFINITY : sorted[i];
    }
    double[] keys = sorted.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[scores.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = 1 + sorted.length - firstNotBelow(sorted, Math.nextUp(keys[i]));
    }
    return ranks;
  }

  /**
   * How a cell's rank moves over drawn weights.
   *
   * @param low 5 % quantile of its ranks, the nearest rank at or below; {@code high} 95 %, at or
   *     above
   * @param topTen share of the draws that rank it 1 to 10
   */
  record Sureness(int median, int low, int high, double topTen) {}

  /**
   * @param draws weights by draw and component
   */
  Sureness[] sureness(double[][] draws) {
    int[][] drawn = new int[cells][draws.length];
    long[] keys = new long[cells];
    int[] ofDraw = new int[cells];
    for (int d = 0; d < draws.length; d++) {
      ranksInOrder(scores(draws[d]), keys, ofDraw);
      for (int i = 0; i < cells; i++) {
        drawn[i][d] = ofDraw[i];
      }
    }
    Sureness[] sureness = new Sureness[cells];
    int[] drawsByRank = new int[cells + 1];
    for (int i = 0; i < cells; i++) {
      Arrays.fill(drawsByRank, 0);
      for (int rank : drawn[i]) {
        drawsByRank[rank]++;
      }
      sureness[i] = sureness(drawsByRank, draws.length);
    }
    return sureness;
  }

  /**
   * @param drawsByRank how many draws give the cell a rank, by rank
   */
  private static Sureness sureness(int[] drawsByRank, int draws) {
    double last = draws - 1;
    int top = 0;
    for (int rank = 1; rank <= TOP && rank < drawsByRank.length; rank++) {
      top += drawsByRank[rank];
    }
    return new Sureness(
        rankAt(drawsByRank, (int) Math.round(0.5 * last)),
        rankAt(drawsByRank, (int) Math.floor(0.05 * last)),
        rankAt(drawsByRank, (int) Math.ceil(0.95 * last)),
        (double) top / draws);
  }

  /** The rank that stands at a place among all draws, the best first. */
  private static int rankAt(int[] drawsByRank, int place) {
    int rank = 0;
    for (int passed = 0; passed <= place; passed += drawsByRank[rank]) {
      rank++;
    }
    return rank;
  }

  /** Each cell's worst rank with any one component left out; its own where there is only one. */
  int[] worstWithoutOne() {
    int[] worst = new int[cells];
    for (int c = 0; c < components; c++) {
      double[] without = weights.clone();
      without[c] = 0;
      if (weights[c] > 0 && Arrays.stream(without).sum() > 0) {
        int[] ranks = ranks(scores(without));
        for (int i = 0; i < cells; i++) {
          worst[i] = Math.max(worst[i], ranks[i]);
        }
      }
    }
    return worst;
  }
}
