package exportmatrix.model;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * The table through which totals reach the indicators: one row per cell, its whole history in one
 * row, with the relatives along the territory dimension that other rows hold. Series are {@link
 * Series} encoded along the collection's {@link Timeline}.
 */
public final class FamilyTable {

  public static final Table TABLE =
      new Table(
          "families",
          "one row per flow, territory, market and product",
          List.of(
              Field.code("flow", "export or import"),
              Field.code("territory", "who trades"),
              Field.code("market", "the partner"),
              Field.code("product", "what is traded"),
              series("own", "the cell's values"),
              series("parent", "the cell of the territory one level up").orNull("it has none"),
              series("italy", "the cell of Italy").orNull("it has none"),
              series("children", "sum of the cells of the territories one level down")
                  .orNull("it has none"),
              new Field(
                  "ranks",
                  DataTypes.BinaryType,
                  Unit.COUNT,
                  false,
                  "rank among the sibling territories at every slot, 0 where not ranked")),
          List.of("flow", "territory", "market", "product"),
          List.of());

  private FamilyTable() {}

  private static Field series(String name, String meaning) {
    return new Field(name, DataTypes.BinaryType, Unit.EUR_CENT, false, meaning);
  }
}
