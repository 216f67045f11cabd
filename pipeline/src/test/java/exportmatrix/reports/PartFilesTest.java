package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Field;
import exportmatrix.model.Table;
import exportmatrix.model.Unit;
import exportmatrix.testing.SparkTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what is read, by Spark and by us, over pages, row groups and files. */
class PartFilesTest {

  private static final Table TABLE =
      new Table(
          "kinds",
          "one row per key",
          List.of(
              Field.code("key", "ascending"),
              Field.text("few", "of a handful"),
              Field.text("many", "all different, and too many for a dictionary"),
              Field.text("maybe", "a text or nothing").orNull("nothing"),
              Field.euros("money", "euros").orNull("unknown"),
              Field.number("number", Unit.PERCENT, "any double").orNull("unknown"),
              Field.count("count", "a long"),
              Field.integer("small", Unit.COUNT, "an integer").orNull("unknown"),
              new Field("truth", DataTypes.BooleanType, Unit.NONE, true, "yes, no or unknown"),
              new Field("never", DataTypes.BooleanType, Unit.NONE, true, "always unknown"),
              Field.text("silent", "never a text").orNull("always")),
          List.of("key"),
          List.of());

  private static final Limits LIMITS = new Limits(70_000, 45_000, 1, 1);

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<Row> rows = rows(100_000);
    try (PartFiles file =
        new PartFiles(new PartFiles.Format(TABLE, List.of(), LIMITS), folder, folder)) {
      TableFiles.RowValues values = new TableFiles.RowValues();
      for (Row row : rows) {
        file.write(values.at(row));
      }
      file.finish();
    }

    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()).sorted())
          .containsExactly("part-0.parquet", "part-1.parquet");
    }
    List<Row> ours = new ArrayList<>();
    StoredColumns.rows(folder, TABLE).forEachRemaining(ours::add);
    assertThat(ours).isEqualTo(rows);
    List<Row> sparks =
        SparkTest.session()
            .read()
            .schema(TABLE.schema())
            .parquet(folder.toString())
            .orderBy("key")
            .collectAsList();
    assertThat(sparks).isEqualTo(rows);
    // Pages of keys say what they span: readers may skip the others.
    assertThat(
            SparkTest.session()
                .read()
                .schema(TABLE.schema())
                .parquet(folder.toString())
                .where("key = 'k00054321'")
                .collectAsList())
        .containsExactly(rows.get(54_321));
  }

  private static List<Row> rows(int count) {
    Random lot = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          RowFactory.create(
              "k%08d".formatted(i),
              List.of("uno", "due", "tré").get(lot.nextInt(3)),
              "tutto diverso " + Long.toString(lot.nextLong(), 36),
              lot.nextInt(4) == 0 ? null : "m" + lot.nextInt(300),
              lot.nextInt(5) == 0 ? null : BigDecimal.valueOf(lot.nextLong() >> 8, 2),
              lot.nextInt(5) == 0 ? null : (Double) (lot.nextGaussian() * 1e6),
              lot.nextLong(),
              lot.nextInt(5) == 0 ? null : (Integer) lot.nextInt(),
              lot.nextInt(3) == 0 ? null : (Boolean) lot.nextBoolean(),
              null,
              null));
    }
    return rows;
  }
}
