package exportmatrix.aggregate;

import exportmatrix.model.Field;
import exportmatrix.model.Table;
import exportmatrix.model.Unit;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The table that aggregation hands to the indicators. */
final class Families {

  private Families() {}

  private static Field series(String name, String meaning) {
    return new Field(name, DataTypes.BinaryType, Unit.EUR_CENT, true, meaning);
  }

  /** One cell's own series, before its relatives are known. */
  static final Table SERIES =
      new Table(
          "series",
          "one row per flow, territory, market and product",
          List.of(
              Field.code("flow", "export or import"),
              Field.code("territory", "who trades"),
              Field.code("market", "the partner"),
              Field.code("product", "what is traded"),
              series("own", "the cell's values along the timeline")),
          List.of("flow", "territory", "market", "product"),
          List.of());
}
