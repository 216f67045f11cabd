package exportmatrix.testing;

import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** Packed cells as a row each. */
public final class Cells {

  private Cells() {}

  /**
   * @param cube the cells' contract
   * @param names of their codes
   */
  public static List<Row> of(JavaRDD<Pack> packs, Table cube, Nomenclature names) {
    return of(packs.collect(), cube, names);
  }

  /** The same, of packs at hand. */
  public static List<Row> of(List<Pack> packs, Table cube, Nomenclature names) {
    List<Row> rows = new ArrayList<>();
    Unpacker cells = new Unpacker(cube, names);
    StructType schema = cube.schema();
    for (Pack pack : packs) {
      cells.open(pack);
      while (cells.next()) {
        Object[] values = new Object[cells.fields()];
        for (int f = 0; f < values.length; f++) {
          values[f] = cells.isNull(f) ? null : value(cells, f);
        }
        rows.add(new GenericRowWithSchema(values, schema));
      }
    }
    return rows;
  }

  private static Object value(Unpacker cells, int field) {
    return switch (cells.kind(field)) {
      case TEXT, STATUS, STATUSES -> cells.string(field);
      case EUROS -> BigDecimal.valueOf(cells.whole(field), 2);
      case NUMBER -> (Object) cells.number(field);
      case LONG -> cells.whole(field);
      case INTEGER -> (int) cells.whole(field);
      case TRUTH -> cells.whole(field) != 0;
    };
  }
}
