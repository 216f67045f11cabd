package exportmatrix.matrix;

import exportmatrix.codes.Codes;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.Runs;
import exportmatrix.model.Span;
import exportmatrix.model.Table;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * The sector/market matrix of some territories: exports by sector (or section) and country, scored
 * among the cells that are large enough to matter, with a rank that says how sure it is.
 */
public final class Matrix implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * What the matrix is made of.
   *
   * @param level the level of its products: sector, or section where the sources are no finer
   * @param territories those that have a matrix
   * @param names of every code in the cube
   * @param frequency of the sources
   */
  public record Setting(
      Codes codes,
      CollectionSpec collection,
      MatrixRules rules,
      Rules thresholds,
      ProductLevel level,
      Set<String> territories,
      Table cube,
      Nomenclature names,
      Frequency frequency)
      implements Serializable {}

  /** Where the columns of {@link MatrixTables#CELLS} stand that a matrix is one of. */
  private static final List<Integer> PLACE =
      Stream.of("span", "period", "territory").map(MatrixTables.CELLS.columns()::indexOf).toList();

  private final Setting setting;

  public Matrix(Setting setting) {
    this.setting = setting;
  }

  /**
   * @param packs the cube's cells; those of a flow, span, period and territory are neighbours
   * @return rows of {@link MatrixTables#CELLS}, not yet scored, and of its groups, see {@link
   *     MatrixTables#isCell}; those of a span, period and territory are neighbours
   */
  public JavaRDD<Row> figures(JavaRDD<Pack> packs) {
    Set<String> spans = new HashSet<>(setting.rules().spans().stream().map(Span::code).toList());
    Setting shipped = setting;
    return packs
        .filter(
            pack ->
                pack.flow() == Flow.EXPORT
                    && spans.contains(pack.span())
                    && shipped.territories().contains(pack.territory()))
        .mapPartitions(
            all ->
                Runs.of(
                    all,
                    pack -> List.of(pack.span(), pack.period(), pack.territory()),
                    new MatrixPass(shipped, programmeTerritories(shipped))::rows));
  }

  /**
   * @param cells {@link MatrixTables#CELLS}, scored before or not; those of a span, period and
   *     territory are neighbours
   * @param seasonal rows of {@link exportmatrix.model.SeasonalTables}, of all periods
   * @return the same cells, scored
   */
  public JavaRDD<Row> scored(JavaRDD<Row> cells, JavaRDD<Row> seasonal) {
    Momentum momentum = Momentum.of(seasonal, setting.territories(), setting.frequency());
    MatrixRules rules = setting.rules();
    return cells.mapPartitions(all -> Runs.of(all, Matrix::place, new Scores(rules, momentum)::of));
  }

  private static List<String> place(Row cell) {
    return PLACE.stream().map(cell::getString).toList();
  }

  /** The territories whose firms a regional programme is for: the home region and its provinces. */
  private static Set<String> programmeTerritories(Setting setting) {
    String home = setting.collection().homeRegion();
    Set<String> all = new HashSet<>();
    if (home != null && !home.equals(Wording.ITALY)) {
      all.add(home);
      all.addAll(setting.codes().territories().childrenOf(home));
    }
    return all;
  }
}
