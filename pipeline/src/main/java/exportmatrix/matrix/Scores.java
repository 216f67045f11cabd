package exportmatrix.matrix;

import static exportmatrix.model.MatrixTables.CELLS;
import static java.util.stream.Collectors.joining;

import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.MatrixTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Scores and ranks the eligible cells of one territory, span and period. */
final class Scores {

  private static final MatrixComponent[] COMPONENTS = MatrixComponent.values();
  private static final int[] FIGURES =
      Arrays.stream(COMPONENTS).mapToInt(component -> place(component.column())).toArray();
  private static final int[] POINTS =
      Arrays.stream(COMPONENTS).mapToInt(of -> place(MatrixTables.points(of))).toArray();
  private static final int PERIOD = place("period");
  private static final int TERRITORY = place("territory");
  private static final int MARKET = place("market");
  private static final int PRODUCT = place("product");
  private static final int SCORE = place("score");
  private static final int RANK = place("rank");
  private static final int RANK_MEDIAN = place("rank_median");
  private static final int RANK_LOW = place("rank_low");
  private static final int RANK_HIGH = place("rank_high");
  private static final int TOP_TEN_PERCENT = place("top_ten_percent");
  private static final int RANK_WITHOUT_ONE = place("rank_without_one");
  private static final int MISSING_COMPONENTS = place("missing_components");
  private static final int ELIGIBLE = place("eligible");
  private static final int MOMENTUM = place(MatrixComponent.MOMENTUM.column());

  /** Sums are the same to the last bit only if they are taken in the same order. */
  private static final Comparator<Object[]> ORDER =
      Comparator.comparing((Object[] cell) -> (String) cell[PRODUCT])
          .thenComparing(cell -> (String) cell[MARKET]);

  private final MatrixRules rules;
  private final Momentum momentum;
  private final double[] weights;
  private double[][] draws;

  Scores(MatrixRules rules, Momentum momentum) {
    this.rules = rules;
    this.momentum = momentum;
    this.weights = Arrays.stream(COMPONENTS).mapToDouble(rules::share).toArray();
  }

  private static int place(String column) {
    return CELLS.columns().indexOf(column);
  }

  /**
   * @param cells of one territory, span and period: {@link MatrixTables#CELLS}, in any order,
   *     scored before or not
   * @return the same cells in the order of their key, with momentum, scores, ranks and reasons
   */
  Iterator<Row> of(Iterator<Row> cells) {
    List<Object[]> all = new ArrayList<>();
    while (cells.hasNext()) {
      Object[] cell = values(cells.next());
      cell[MOMENTUM] =
          momentum.of(
              (String) cell[PERIOD],
              (String) cell[TERRITORY],
              (String) cell[MARKET],
              (String) cell[PRODUCT]);
      all.add(cell);
    }
    all.sort(ORDER);
    List<Object[]> eligible =
        all.stream().filter(cell -> Boolean.TRUE.equals(cell[ELIGIBLE])).toList();
    if (!eligible.isEmpty()) {
      score(eligible);
    }
    return all.stream().map(RowFactory::create).iterator();
  }

  private static Object[] values(Row row) {
    return IntStream.range(0, row.length()).mapToObj(row::get).toArray();
  }

  private void score(List<Object[]> eligible) {
    double[][] figures = new double[eligible.size()][COMPONENTS.length];
    for (int i = 0; i < figures.length; i++) {
      for (int c = 0; c < COMPONENTS.length; c++) {
        double figure =
            eligible.get(i)[FIGURES[c]] instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
        figures[i][c] = COMPONENTS[c].moreIsBetter() ? figure : -figure;
      }
    }
    if (draws == null) {
      draws = Draws.of(rules);
    }
    Scoring scoring = new Scoring(figures, weights);
    double[] scores = scoring.scores();
    int[] ranks = Scoring.ranks(scores);
    int[] worst = scoring.worstWithoutOne();
    Scoring.Sureness[] sureness = scoring.sureness(draws);
    for (int i = 0; i < figures.length; i++) {
      Object[] cell = eligible.get(i);
      cell[SCORE] = scores[i];
      cell[RANK] = ranks[i];
      cell[RANK_MEDIAN] = sureness[i].median();
      cell[RANK_LOW] = sureness[i].low();
      cell[RANK_HIGH] = sureness[i].high();
      cell[TOP_TEN_PERCENT] = 100 * sureness[i].topTen();
      cell[RANK_WITHOUT_ONE] = Math.max(worst[i], ranks[i]);
      cell[MISSING_COMPONENTS] = missing(figures[i]);
    }
    reasons(eligible, scoring.parts());
  }

  private String missing(double[] figures) {
    return IntStream.range(0, COMPONENTS.length)
        .filter(c -> weights[c] > 0 && Double.isNaN(figures[c]))
        .mapToObj(c -> COMPONENTS[c].code())
        .collect(joining(" "));
  }

  /** What each component adds beyond its mean: a cell's points sum to score minus mean score. */
  private static void reasons(List<Object[]> eligible, double[][] parts) {
    for (int c = 0; c < COMPONENTS.length; c++) {
      double mean = 0;
      for (double[] part : parts) {
        mean += part[c] / parts.length;
      }
      for (int i = 0; i < parts.length; i++) {
        eligible.get(i)[POINTS[c]] = parts[i][c] - mean;
      }
    }
  }
}
