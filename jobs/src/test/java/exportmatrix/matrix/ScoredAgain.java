package exportmatrix.matrix;

import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import java.util.Arrays;

/** The eligible cells of one published matrix, scored once more by rules of the test's choice. */
public final class ScoredAgain {

  private final Scoring scoring;
  private final MatrixRules rules;

  /**
   * @param figures as published, by cell and {@link MatrixComponent}; null where missing
   */
  public ScoredAgain(Number[][] figures, MatrixRules rules) {
    MatrixComponent[] components = MatrixComponent.values();
    double[][] largerIsBetter = new double[figures.length][components.length];
    for (int i = 0; i < figures.length; i++) {
      for (int c = 0; c < components.length; c++) {
        double figure = figures[i][c] == null ? Double.NaN : figures[i][c].doubleValue();
        largerIsBetter[i][c] = components[c].moreIsBetter() ? figure : -figure;
      }
    }
    this.scoring =
        new Scoring(largerIsBetter, Arrays.stream(components).mapToDouble(rules::share).toArray());
    this.rules = rules;
  }

  public int[] ranks() {
    return Scoring.ranks(scoring.scores());
  }

  /** The two ends of each rank's interval over drawn weights. */
  public record Interval(int low, int high) {

    public boolean holds(int rank) {
      return low <= rank && rank <= high;
    }

    /** By how many ranks the end that differs more differs. */
    public int movedTo(Interval other) {
      return Math.max(Math.abs(low - other.low), Math.abs(high - other.high));
    }
  }

  public Interval[] intervals() {
    return Arrays.stream(scoring.sureness(Draws.of(rules)))
        .map(sureness -> new Interval(sureness.low(), sureness.high()))
        .toArray(Interval[]::new);
  }
}
