package exportmatrix.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.Period;
import exportmatrix.model.Stood;
import exportmatrix.model.Tables;
import exportmatrix.model.ValueStatus;
import exportmatrix.testing.SparkTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our data files are Iceberg's: what is written is read back by it, and found by what it knows. */
class ObservationFilesTest {

  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new Warehouse(SPARK, folder.toString(), Map.of());
    warehouse.recover();
  }

  private static Observation observation(int no, int year) {
    ValueStatus status = no % 5 == 3 ? ValueStatus.CONFIDENTIAL : ValueStatus.NORMAL;
    return new Observation(
        no % 2 == 0 ? "one" : "other",
        no % 3 == 0 ? Flow.IMPORT : Flow.EXPORT,
        Frequency.Q,
        Period.of(Frequency.Q, year, 1 + no % 4).ordinal(),
        "ITC" + no % 4,
        "M" + no % 250,
        "P" + no,
        status == ValueStatus.NORMAL ? (Long) (no * 1_000_000_007L) : null,
        no % 7 == 0 ? (Long) (no * 1_001L) : null,
        status,
        "2025-01-0" + (1 + no % 3),
        "file-" + no % 2,
        5_000_000_000L + no);
  }

  private List<Uncommitted> written(List<Observation> observations) {
    ObservationFiles files =
        new ObservationFiles(
            new Catalog(SPARK, folder.toString(), Map.of()).shipped(Tables.OBSERVATIONS));
    return SPARK
        .parallelize(observations, 1)
        .mapPartitions(all -> List.of(files.put(all)).iterator())
        .collect();
  }

  @Test
  void whatIsWrittenIsRead() {
    List<Observation> observations =
        IntStream.range(0, 3_000).mapToObj(no -> observation(no, 2020 + no % 3)).toList();
    new Catalog(SPARK, folder.toString(), Map.of())
        .appendFiles(
            Tables.OBSERVATIONS,
            written(observations).stream().flatMap(task -> task.files().stream()).toList(),
            "ingestion");
    assertThat(
            warehouse
                .said(List.of("one", "other"), List.of("2020", "2021", "2022"))
                .map(Stood::said)
                .collect())
        .containsExactlyInAnyOrderElementsOf(observations);
    assertThat(warehouse.said(List.of("other"), List.of("2021")).map(Stood::said).collect())
        .containsExactlyInAnyOrderElementsOf(
            observations.stream()
                .filter(o -> o.dataset().equals("other") && o.year() == 2021)
                .toList());
  }

  @Test
  void aFileKnowsItsRowsItsGroupsAndWhatItsPeriodsSpan() throws Exception {
    List<Observation> observations = new ArrayList<>();
    for (int no = 0; no < 520_000; no += 2) {
      observations.add(observation(no, 2021));
    }
    List<Uncommitted> written = written(observations);
    assertThat(written).hasSize(1);
    assertThat(written.get(0).files()).hasSize(1);
    DataFile file = written.get(0).files().get(0);
    assertThat(file.recordCount()).isEqualTo(260_000);
    assertThat(file.partition().get(0, String.class)).isEqualTo("one");
    assertThat(file.partition().get(1, String.class)).isEqualTo("2021");
    Path path = Path.of(file.location());
    assertThat(file.fileSizeInBytes()).isEqualTo(Files.size(path));
    int period = 1 + Tables.OBSERVATIONS.columns().indexOf("period");
    assertThat(
            Conversions.fromByteBuffer(Types.StringType.get(), file.lowerBounds().get(period))
                .toString())
        .isEqualTo("2021-Q1");
    assertThat(
            Conversions.fromByteBuffer(Types.StringType.get(), file.upperBounds().get(period))
                .toString())
        .isEqualTo("2021-Q3");
    try (ParquetFileReader reader =
        new ParquetFileReader(new LocalInputFile(path), ParquetReadOptions.builder().build())) {
      assertThat(reader.getRowGroups()).hasSize(2);
      assertThat(file.splitOffsets())
          .containsExactlyElementsOf(
              reader.getRowGroups().stream().map(group -> group.getStartingPos()).toList());
    }
  }

  @Test
  void columnsHaveTheTypesAndNumbersThatIcebergGivesThem() throws Exception {
    Path ours = Path.of(written(List.of(observation(0, 2021))).get(0).files().get(0).location());
    List<DataFile> icebergs =
        DataFiles.write(
            new Catalog(SPARK, folder.toString(), Map.of()).iceberg(Tables.OBSERVATIONS),
            7,
            7,
            "test",
            List.of(observation(0, 2021).row()).iterator());
    assertThat(schema(ours)).isEqualTo(schema(Path.of(icebergs.get(0).location())));
  }

  private static MessageType schema(Path file) throws Exception {
    try (ParquetFileReader reader =
        new ParquetFileReader(new LocalInputFile(file), ParquetReadOptions.builder().build())) {
      return reader.getFileMetaData().getSchema();
    }
  }

  @Test
  void whatIsDroppedIsGone() {
    List<Uncommitted> written = written(List.of(observation(0, 2021), observation(2, 2022)));
    List<Path> files =
        written.stream()
            .flatMap(task -> task.files().stream())
            .map(file -> Path.of(file.location()))
            .toList();
    assertThat(files).hasSize(2).allMatch(Files::exists);
    warehouse.aside().drop(written);
    assertThat(files).noneMatch(Files::exists);
  }

  @Test
  void withoutObservationsThereIsNoFile() {
    assertThat(written(List.of()).get(0).files()).isEmpty();
  }
}
