package exportmatrix.model;

import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Packing.Unpacking;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How rows of tables are packed: column by column, by the columns' types. */
public final class RowForm implements Exchange.Form<Row> {

  private static final long serialVersionUID = 1L;

  private final Kind[][] kinds;

  /** Of rows that know their columns by name; else null. */
  private final StructType named;

  private RowForm(Stream<StructType> tables, StructType named) {
    this.kinds = tables.map(RowForm::kinds).toArray(Kind[][]::new);
    this.named = named;
  }

  private static Kind[] kinds(StructType columns) {
    return Arrays.stream(columns.fields())
        .map(StructField::dataType)
        .map(Kind::of)
        .toArray(Kind[]::new);
  }

  /**
   * @param tables to which the rows belong, told apart by how many columns they have
   */
  public static RowForm of(Table... tables) {
    if (Arrays.stream(tables).map(table -> table.fields().size()).distinct().count()
        < tables.length) {
      throw new IllegalArgumentException("two of the tables have as many columns");
    }
    return new RowForm(Arrays.stream(tables).map(Table::schema), null);
  }

  /** Rows that arrive know their columns by name. */
  public static RowForm named(StructType columns) {
    return new RowForm(Stream.of(columns), columns);
  }

  @Override
  public void write(Row row, Packing to) {
    int table = table(row.length());
    to.octet(table);
    Kind[] columns = kinds[table];
    for (int f = 0; f < columns.length; f++) {
      if (columns[f] == Kind.TEXT) {
        to.text(row.getString(f));
        continue;
      }
      to.octet(row.isNullAt(f) ? 0 : 1);
      if (!row.isNullAt(f)) {
        switch (columns[f]) {
          case EUROS -> to.whole(row.getDecimal(f).movePointRight(2).longValueExact());
          case NUMBER -> to.whole(Double.doubleToRawLongBits(row.getDouble(f)));
          case LONG -> to.whole(row.getLong(f));
          case INTEGER -> to.integer(row.getInt(f));
          default -> to.octet(row.getBoolean(f) ? 1 : 0);
        }
      }
    }
  }

  private int table(int columns) {
    for (int table = 0; table < kinds.length; table++) {
      if (kinds[table].length == columns) {
        return table;
      }
    }
    throw new IllegalArgumentException("no table has " + columns + " columns");
  }

  @Override
  public Row read(Unpacking from) {
    Kind[] columns = kinds[from.octet()];
    Object[] values = new Object[columns.length];
    for (int f = 0; f < columns.length; f++) {
      if (columns[f] == Kind.TEXT) {
        values[f] = from.text();
      } else if (from.octet() != 0) {
        values[f] =
            switch (columns[f]) {
              case EUROS -> BigDecimal.valueOf(from.whole(), 2);
              case NUMBER -> (Object) Double.longBitsToDouble(from.whole());
              case LONG -> (Object) from.whole();
              case INTEGER -> (Object) from.integer();
              default -> (Object) (from.octet() != 0);
            };
      }
    }
    return named == null ? RowFactory.create(values) : new GenericRowWithSchema(values, named);
  }
}
