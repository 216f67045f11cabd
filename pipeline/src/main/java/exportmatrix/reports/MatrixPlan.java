package exportmatrix.reports;

import exportmatrix.model.MatrixRules;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.ProductLevel;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/**
 * The sector/market matrix of a release.
 *
 * @param level the level of its products; empty: the collection has no matrix
 * @param missing why it has none
 * @param rules how its cells are chosen and scored
 * @param figures from packs, those of a flow, span, period and territory being neighbours, to the
 *     rows of both tables of {@link exportmatrix.model.MatrixTables}, cells not yet scored; those
 *     of a matrix stay neighbours
 * @param scored from cells, those of a matrix being neighbours, and the rows of {@link
 *     exportmatrix.model.SeasonalTables} to the same cells, scored
 */
public record MatrixPlan(
    Optional<ProductLevel> level,
    Optional<Missing> missing,
    MatrixRules rules,
    Function<JavaRDD<Pack>, JavaRDD<Row>> figures,
    BinaryOperator<JavaRDD<Row>> scored) {

  /** No matrix, and why. */
  public static MatrixPlan none(Missing missing, MatrixRules rules) {
    return new MatrixPlan(
        Optional.empty(),
        Optional.of(missing),
        rules,
        packs -> JavaSparkContext.fromSparkContext(packs.context()).emptyRDD(),
        (cells, seasonal) -> cells);
  }

  /** Why a collection has no matrix. */
  public enum Missing {
    MARKET_LEVEL_MISSING("the sources of this collection do not state every partner country"),
    PRODUCT_LEVEL_MISSING("the sources of this collection state totals of all products only"),
    NOT_PUBLISHED("the collection's configuration leaves out sectors by country"),
    INDICATOR_MISSING("the release's indicators leave out value_eur"),
    NOT_WANTED("the configuration asks for no matrix");

    private final String meaning;

    Missing(String meaning) {
      this.meaning = meaning;
    }

    String meaning() {
      return meaning;
    }
  }
}
