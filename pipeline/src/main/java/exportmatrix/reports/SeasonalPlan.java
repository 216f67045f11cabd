package exportmatrix.reports;

import exportmatrix.model.ProductLevel;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.SeriesPoint;
import exportmatrix.model.Span;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/**
 * The seasonally adjusted series of a release.
 *
 * @param span month or quarter: the one that is adjusted; empty: none is
 * @param sectors the level of its sectors (or sections); empty: totals of all products only
 * @param missing why there is none
 * @param rows from the points of all series of that span, in any order, to the rows of both tables
 *     of {@link exportmatrix.model.SeasonalTables}
 */
public record SeasonalPlan(
    Optional<Span> span,
    Optional<ProductLevel> sectors,
    Optional<Missing> missing,
    SeasonalRules rules,
    Function<JavaRDD<SeriesPoint>, JavaRDD<Row>> rows) {

  /** No adjusted series, and why. */
  public static SeasonalPlan none(Missing missing, SeasonalRules rules) {
    return new SeasonalPlan(
        Optional.empty(),
        Optional.empty(),
        Optional.of(missing),
        rules,
        points -> JavaSparkContext.fromSparkContext(points.context()).emptyRDD());
  }

  /** Why a collection has no adjusted series. */
  public enum Missing {
    ANNUAL("annual figures have no season"),
    NOT_PUBLISHED("the collection's configuration leaves out months, or quarters, by themselves"),
    INDICATOR_MISSING("the release's indicators leave out value_eur"),
    NOT_WANTED("the configuration asks for no seasonal adjustment");

    private final String meaning;

    Missing(String meaning) {
      this.meaning = meaning;
    }

    String meaning() {
      return meaning;
    }
  }
}
