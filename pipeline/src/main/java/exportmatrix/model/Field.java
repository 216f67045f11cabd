package exportmatrix.model;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One column of a table.
 *
 * @param nullable whether the column may be null; {@code meaning} says what null means
 * @param meaning one sentence for a reader who has only the table
 */
public record Field(String name, DataType type, Unit unit, boolean nullable, String meaning)
    implements Serializable {

  public static Field code(String name, String meaning) {
    return new Field(name, DataTypes.StringType, Unit.CODE, false, meaning);
  }

  public static Field text(String name, String meaning) {
    return new Field(name, DataTypes.StringType, Unit.TEXT, false, meaning);
  }

  /** Codes of {@link Status}, separated by a blank. */
  public static Field statuses(String name, String meaning) {
    return new Field(name, DataTypes.StringType, Unit.STATUSES, false, meaning);
  }

  public static Field count(String name, String meaning) {
    return new Field(name, DataTypes.LongType, Unit.COUNT, false, meaning);
  }

  public static Field cents(String name, String meaning) {
    return new Field(name, DataTypes.LongType, Unit.EUR_CENT, false, meaning);
  }

  public static Field euros(String name, String meaning) {
    return new Field(name, DataTypes.createDecimalType(18, 2), Unit.EUR, false, meaning);
  }

  public static Field number(String name, Unit unit, String meaning) {
    return new Field(name, DataTypes.DoubleType, unit, false, meaning);
  }

  public static Field integer(String name, Unit unit, String meaning) {
    return new Field(name, DataTypes.IntegerType, unit, false, meaning);
  }

  /** The same field, where null is allowed and means what {@code nullMeaning} says. */
  public Field orNull(String nullMeaning) {
    return new Field(name, type, unit, true, meaning + "; null: " + nullMeaning);
  }
}
