package exportmatrix.model;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/**
 * What one indicator says of itself, in every place where it is named: the cube's schema, the
 * catalog, {@code list indicators} and the documentation.
 *
 * @param id the cube's column; ends in its unit where it has one
 * @param nullable whether the value may be null; then {@code <id>_status} stands beside it
 * @param formula in the notation of the documentation
 * @param source where the formula comes from; empty for plain arithmetic
 * @param nullMeaning when there is no number
 * @param companions further columns that belong to it, such as the number of years compared
 */
public record IndicatorCard(
    String id,
    String labelIt,
    String labelEn,
    Unit unit,
    DataType type,
    boolean nullable,
    String formula,
    String source,
    String nullMeaning,
    List<Field> companions)
    implements Serializable {

  public String statusColumn() {
    return id + "_status";
  }
}
