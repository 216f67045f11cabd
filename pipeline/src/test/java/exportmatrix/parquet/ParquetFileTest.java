package exportmatrix.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.testing.SparkTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are handed over in bulk are the rows that are read. */
class ParquetFileTest {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message kinds {
            required binary code (STRING) = 1;
            optional binary word (STRING) = 2;
            required int64 whole = 3;
            optional int32 small = 4;
            optional double number = 5;
            optional boolean truth = 6;
            required int64 kilograms (DECIMAL(18,3)) = 7;
          }
          """);

  private static final byte[][] WORDS =
      Stream.of("zero", "uno", "due", "tré")
          .map(word -> word.getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  /** More than a page. */
  private static final int ROWS = 30_000;

  @TempDir Path folder;

  @Test
  void columnsAreRows() throws IOException {
    Path path = folder.resolve("kinds.parquet");
    RowGroup group = new RowGroup(SCHEMA, Set.of("code", "small"));
    try (ParquetFile file = new ParquetFile(new LocalOutputFile(path), SCHEMA)) {
      fill(group, 1);
      file.write(group);
      fill(group, 2);
      file.write(group);
      file.write(group);
      file.finish();
      assertThat(file.bytes()).isEqualTo(Files.size(path));
    }

    List<Row> read = SparkTest.session().read().parquet(path.toString()).collectAsList();
    List<Row> expected = Stream.concat(rows(1).stream(), rows(2).stream()).toList();
    assertThat(read).isEqualTo(expected);
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(path))) {
      assertThat(file.getRowGroups()).hasSize(2);
      var columns = file.getRowGroups().get(0).getColumns();
      assertThat(columns.get(0).getStatistics().minAsString()).isEqualTo("due");
      assertThat(columns.get(0).getStatistics().maxAsString()).isEqualTo("zero");
      assertThat(columns.get(3).getStatistics().getNumNulls()).isEqualTo(ROWS / 5);
      assertThat(columns.get(3).getStatistics().maxAsString())
          .isEqualTo(String.valueOf(ROWS - 1 - (ROWS - 1) / 5 - 1));
      assertThat(columns.get(2).getStatistics().hasNonNullValue()).isFalse();
      assertThat(file.getFileMetaData().getSchema()).isEqualTo(SCHEMA);
    }
  }

  @Test
  void encodingsStandInTheOrderOfTheFormat() throws IOException {
    Path path = folder.resolve("kinds.parquet");
    RowGroup group = new RowGroup(SCHEMA, Set.of());
    fill(group, 1);
    try (ParquetFile file = new ParquetFile(new LocalOutputFile(path), SCHEMA)) {
      file.write(group);
      file.finish();
    }

    byte[] bytes = Files.readAllBytes(path);
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));
    assertThat(footer.getRow_groups().get(0).getColumns())
        .allSatisfy(
            column ->
                assertThat(column.getMeta_data().getEncodings())
                    .extracting(Encoding::getValue)
                    .isSorted());
  }

  @Test
  void aRowHasAllColumns() {
    RowGroup group = new RowGroup(SCHEMA, Set.of());
    fill(group, 1);
    ((NumberColumn) group.columns().get(2)).add(7L);

    assertThatThrownBy(group::rows)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("code has 30000 rows, and whole 30001");
  }

  @Test
  void anOptionalColumnHasAValueForEachRowThatIsPresent() throws IOException {
    RowGroup group = new RowGroup(SCHEMA, Set.of());
    fill(group, 1);
    ((NumberColumn) group.columns().get(3)).add(7L);

    try (ParquetFile file =
        new ParquetFile(new LocalOutputFile(folder.resolve("no.parquet")), SCHEMA)) {
      assertThatThrownBy(() -> file.write(group))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("small has 24001 values in 24000 rows");
    }
  }

  /** Every fifth row has no small number, no row of the second half a word. */
  private static void fill(RowGroup group, int seed) {
    List<Column> columns = group.columns();
    int half = ROWS / 2;
    TextColumn code = (TextColumn) columns.get(0);
    code.add(new byte[half], 0, half, WORDS);
    code.add(numbers(seed), half, ROWS, WORDS);
    TextColumn word = (TextColumn) columns.get(1);
    word.present(half);
    word.add("w", 10);
    for (int row = 10; row < half; row++) {
      word.add("w" + (row + seed));
    }
    word.absent(half);
    long[] wholes = IntStream.range(0, ROWS).mapToLong(row -> (long) row << seed).toArray();
    ((NumberColumn) columns.get(2)).add(wholes, 0, 10);
    ((NumberColumn) columns.get(2)).add(wholes, 10, ROWS);
    BitSet holes = new BitSet();
    IntStream.range(0, ROWS).filter(row -> row % 5 == 0).forEach(holes::set);
    columns.get(3).rows(holes, 0, 7);
    columns.get(3).rows(holes, 7, ROWS);
    int[] small = IntStream.range(0, ROWS - ROWS / 5).toArray();
    ((NumberColumn) columns.get(3)).add(small, 0, small.length);
    columns.get(4).present(ROWS);
    double[] doubles = IntStream.range(0, ROWS).mapToDouble(row -> row / 7.0).toArray();
    ((NumberColumn) columns.get(4)).add(doubles, 0, ROWS);
    columns.get(5).present(ROWS);
    byte[] truths = new byte[ROWS];
    IntStream.range(0, ROWS).forEach(row -> truths[row] = (byte) (row % 3 == 0 ? 1 : 0));
    ((TruthColumn) columns.get(5)).add(truths, 0, ROWS);
    ByteBuffer plain = ByteBuffer.allocate(8 * ROWS).order(ByteOrder.LITTLE_ENDIAN);
    LongStream.of(wholes).forEach(plain::putLong);
    ((NumberColumn) columns.get(6)).addPlain(plain.array(), 0, 8 * ROWS);
  }

  private static int[] numbers(int seed) {
    Random lot = new Random(seed);
    return IntStream.range(0, ROWS).map(row -> lot.nextInt(WORDS.length)).toArray();
  }

  private static List<Row> rows(int seed) {
    int[] numbers = numbers(seed);
    return IntStream.range(0, ROWS)
        .mapToObj(
            row ->
                RowFactory.create(
                    new String(WORDS[row < ROWS / 2 ? 0 : numbers[row]], StandardCharsets.UTF_8),
                    row < 10 ? "w" : row < ROWS / 2 ? "w" + (row + seed) : null,
                    (long) row << seed,
                    row % 5 == 0 ? null : (Integer) (row - row / 5 - 1),
                    row / 7.0,
                    row % 3 == 0,
                    BigDecimal.valueOf((long) row << seed, 3)))
        .toList();
  }
}
