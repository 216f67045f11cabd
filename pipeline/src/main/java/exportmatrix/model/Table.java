package exportmatrix.model;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The contract of one table: what a row is, its columns in order, its key and its invariants.
 *
 * @param grain one sentence: "one row per ..."
 * @param key columns whose values together occur once
 */
public record Table(
    String name, String grain, List<Field> fields, List<String> key, List<Check> checks)
    implements Serializable {

  public Table {
    List<String> names = fields.stream().map(Field::name).toList();
    if (names.stream().distinct().count() != names.size() || !names.containsAll(key)) {
      throw new IllegalArgumentException(name + ": a column twice, or a key that is no column");
    }
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    checks = List.copyOf(checks);
  }

  public StructType schema() {
    return DataTypes.createStructType(
        fields.stream()
            .map(f -> DataTypes.createStructField(f.name(), f.type(), f.nullable()))
            .toArray(StructField[]::new));
  }

  public List<String> columns() {
    return fields.stream().map(Field::name).toList();
  }
}
