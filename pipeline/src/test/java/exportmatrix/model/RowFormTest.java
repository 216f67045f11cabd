package exportmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.testing.SparkTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

/** Rows packed, read, dealt and held are the rows that there were. */
class RowFormTest {

  private static final List<Double> NUMBERS =
      List.of(0.0, -0.0, -1.5, 1e-300, Double.MAX_VALUE, 100.0 / 3);

  private static final List<BigDecimal> EUROS =
      List.of(
          new BigDecimal("0.00"),
          new BigDecimal("-0.01"),
          new BigDecimal("9999999999999999.99"),
          new BigDecimal("-12345.60"));

  private static final List<String> TEXTS = List.of("", "Valle d’Aosta", "a|b\nc", "𝄞");

  private static Row row(Table table, Random random) {
    return RowFactory.create(
        table.fields().stream()
            .map(field -> random.nextInt(5) == 0 ? null : value(field.type(), random))
            .toArray());
  }

  private static Object value(DataType type, Random random) {
    if (type instanceof DecimalType) {
      return EUROS.get(random.nextInt(EUROS.size()));
    }
    if (type instanceof DoubleType) {
      return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }
    if (type instanceof IntegerType) {
      return random.nextInt();
    }
    return type instanceof BooleanType
        ? (Object) random.nextBoolean()
        : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static List<Row> rows(int many, Table... tables) {
    Random random = new Random(7);
    return IntStream.range(0, many)
        .mapToObj(i -> row(tables[random.nextInt(tables.length)], random))
        .toList();
  }

  @Test
  void rowsOfTwoTablesComeBackInTheirOrder() {
    List<Row> rows = rows(500, MatrixTables.CELLS, MatrixTables.GROUPS);
    RowForm form = RowForm.of(MatrixTables.CELLS, MatrixTables.GROUPS);
    Packing packing = new Packing();
    rows.forEach(row -> form.write(row, packing));
    Packing.Unpacking unpacking = new Packing.Unpacking(packing.pack());
    List<Row> read = new ArrayList<>();
    while (unpacking.more()) {
      read.add(form.read(unpacking));
    }
    assertThat(read).isEqualTo(rows);
    assertThat(read).anyMatch(MatrixTables::isCell).anyMatch(row -> !MatrixTables.isCell(row));
  }

  @Test
  void eurosOfAnotherScaleKeepTheirValueAndPartsOfACentAreRefused() {
    RowForm form = RowForm.of(SeasonalTables.FIGURES);
    int value = SeasonalTables.FIGURES.columns().indexOf("value_eur");
    Object[] values = new Object[SeasonalTables.FIGURES.fields().size()];
    values[value] = new BigDecimal("7.1");
    Packing packing = new Packing();
    form.write(RowFactory.create(values), packing);
    Row read = form.read(new Packing.Unpacking(packing.pack()));
    assertThat(read.getDecimal(value)).isEqualTo(new BigDecimal("7.10"));
    values[value] = new BigDecimal("7.001");
    assertThatThrownBy(() -> form.write(RowFactory.create(values), new Packing()))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void namedRowsKnowTheirColumns() {
    Row row = rows(1, SeasonalTables.FIGURES).get(0);
    RowForm form = RowForm.named(SeasonalTables.FIGURES.schema());
    Packing packing = new Packing();
    form.write(row, packing);
    Row read = form.read(new Packing.Unpacking(packing.pack()));
    assertThat(SeasonalTables.FIGURES.columns())
        .allSatisfy(
            column -> assertThat(read.<Object>getAs(column)).isEqualTo(row.get(place(column))));
  }

  private static int place(String column) {
    return SeasonalTables.FIGURES.columns().indexOf(column);
  }

  @Test
  void tablesThatCannotBeToldApartAreRefused() {
    assertThatThrownBy(() -> RowForm.of(MatrixTables.CELLS, MatrixTables.CELLS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> RowForm.of(MatrixTables.CELLS).write(RowFactory.create("one"), new Packing()))
        .hasMessageContaining("1 columns");
  }

  @Test
  void heldRowsAreMadeOnceAndReadInTheirOrder() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());
    List<Row> rows = rows(3_000, MatrixTables.CELLS, MatrixTables.GROUPS);
    LongAccumulator made = spark.sc().longAccumulator();
    JavaRDD<Row> counted =
        spark
            .parallelize(rows, 3)
            .map(
                row -> {
                  made.add(1);
                  return row;
                });
    Exchange.Held<Row> held =
        Exchange.hold(counted, RowForm.of(MatrixTables.CELLS, MatrixTables.GROUPS));
    assertThat(held.records().collect()).isEqualTo(rows);
    assertThat(held.records().filter(MatrixTables::isCell).count())
        .isEqualTo(rows.stream().filter(MatrixTables::isCell).count());
    assertThat(made.value()).isEqualTo(rows.size());
    held.release();
    assertThat(Collections.max(held.records().glom().map(List::size).collect()))
        .isEqualTo(rows.size() / 3);
    assertThat(made.value()).isEqualTo(2L * rows.size());
  }
}
