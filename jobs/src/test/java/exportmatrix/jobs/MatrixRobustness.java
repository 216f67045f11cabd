package exportmatrix.jobs;

import exportmatrix.matrix.ScoredAgain;
import exportmatrix.matrix.ScoredAgain.Interval;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * How much the ranks of published matrices hang on weights and seed.
 *
 * @param cells those that are eligible
 * @param within by change of one weight, named "component x factor": cells whose rank stays within
 *     the published interval
 * @param steady cells of which another seed moves no end of the interval by more than the larger of
 *     2 and 3 % of the matrix's cells
 */
record MatrixRobustness(int cells, Map<String, Integer> within, int steady) {

  static final MatrixRobustness NONE = new MatrixRobustness(0, Map.of(), 0);

  private static final MatrixRules OTHER_SEED =
      new MatrixRules(Map.of(), List.of(), List.of(), MatrixRules.DEFAULT.draws(), 2);

  /**
   * @param eligible rows of the table {@code matrix}, of one span, period and territory
   */
  static MatrixRobustness of(List<Row> eligible) {
    Number[][] figures = figures(eligible);
    Interval[] published =
        eligible.stream().map(MatrixRobustness::interval).toArray(Interval[]::new);
    Map<String, Integer> within = new TreeMap<>();
    for (MatrixComponent component : MatrixComponent.values()) {
      for (double factor : new double[] {0.5, 2}) {
        int[] ranks = new ScoredAgain(figures, changed(component, factor)).ranks();
        int held = 0;
        for (int i = 0; i < ranks.length; i++) {
          held += published[i].holds(ranks[i]) ? 1 : 0;
        }
        within.put(component.code() + " x " + factor, held);
      }
    }
    double most = Math.max(2, 0.03 * published.length);
    Interval[] other = new ScoredAgain(figures, OTHER_SEED).intervals();
    int steady = 0;
    for (int i = 0; i < other.length; i++) {
      steady += published[i].movedTo(other[i]) <= most ? 1 : 0;
    }
    return new MatrixRobustness(published.length, within, steady);
  }

  /** Whether ranks and intervals are those of the figures beside them, by default rules. */
  static boolean repeats(List<Row> eligible) {
    ScoredAgain again = new ScoredAgain(figures(eligible), MatrixRules.DEFAULT);
    int[] ranks = eligible.stream().mapToInt(row -> row.<Integer>getAs("rank")).toArray();
    Interval[] intervals =
        eligible.stream().map(MatrixRobustness::interval).toArray(Interval[]::new);
    return Arrays.equals(ranks, again.ranks()) && Arrays.equals(intervals, again.intervals());
  }

  /** Both together. */
  MatrixRobustness and(MatrixRobustness other) {
    Map<String, Integer> both = new TreeMap<>(within);
    other.within.forEach((change, held) -> both.merge(change, held, Integer::sum));
    return new MatrixRobustness(cells + other.cells, both, steady + other.steady);
  }

  /** Share of the cells that stay within, of the change of a weight that does most. */
  double withinPercent() {
    return 100.0 * within.values().stream().mapToInt(Integer::intValue).min().orElse(0) / cells;
  }

  double steadyPercent() {
    return 100.0 * steady / cells;
  }

  private static Interval interval(Row row) {
    return new Interval(row.getAs("rank_low"), row.getAs("rank_high"));
  }

  private static MatrixRules changed(MatrixComponent component, double factor) {
    return new MatrixRules(
        Map.of(component, factor * component.defaultWeight()), List.of(), List.of(), 0, 0);
  }

  private static Number[][] figures(List<Row> eligible) {
    return eligible.stream()
        .map(
            row ->
                Arrays.stream(MatrixComponent.values())
                    .map(component -> row.<Number>getAs(component.column()))
                    .toArray(Number[]::new))
        .toArray(Number[][]::new);
  }
}
