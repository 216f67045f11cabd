package exportmatrix.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.Aside;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.Frequency;
import exportmatrix.model.InputException;
import exportmatrix.model.Observation;
import exportmatrix.model.Period;
import exportmatrix.model.Tables;
import exportmatrix.testing.Rows;
import exportmatrix.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTest {

  private static final DatasetSpec BY_ROW = spec("by-row", Set.of());
  private static final DatasetSpec BY_RELEASE = spec("by-release", Set.of("flow", "period"));

  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new Warehouse(SPARK, folder.toString(), Map.of());
    warehouse.recover();
  }

  @Test
  void aNewerReleaseReplacesItsWholeScopeAndTheOldOneIsKept() {
    ingest(BY_RELEASE, "2025-01-01", "2024-Q1 DE 100", "2024-Q1 FR 50", "2024-Q2 DE 7");
    ingest(BY_RELEASE, "2025-02-01", "2024-Q1 DE 110", "2024-Q1 KE 3");

    assertThat(now(BY_RELEASE)).containsExactly("2024-Q1 DE 110", "2024-Q1 KE 3", "2024-Q2 DE 7");
    assertThat(asOf(BY_RELEASE, "2025-01-31"))
        .containsExactly("2024-Q1 DE 100", "2024-Q1 FR 50", "2024-Q2 DE 7");
    assertThat(asOf(BY_RELEASE, "2024-12-31")).isEmpty();
    assertThat(revisions(BY_RELEASE))
        .containsExactly(
            "2024-Q1 DE changed 100.00 110.00 10.00 2025-01-01 2025-02-01",
            "2024-Q1 FR deleted 50.00 null -50.00 2025-01-01 2025-02-01",
            "2024-Q1 KE added null 3.00 3.00 2025-01-01 2025-02-01");
  }

  @Test
  void rowByRowANewerEditionLeavesAloneWhatItDoesNotName() {
    ingest(BY_ROW, "2025-01-01", "2024-Q1 DE 100", "2024-Q1 FR 50");
    ingest(BY_ROW, "2025-02-01", "2024-Q1 DE 110");

    assertThat(now(BY_ROW)).containsExactly("2024-Q1 DE 110", "2024-Q1 FR 50");
    assertThat(revisions(BY_ROW))
        .containsExactly("2024-Q1 DE changed 100.00 110.00 10.00 2025-01-01 2025-02-01");
  }

  @Test
  void theOrderInWhichEditionsArriveDoesNotMatter() {
    ingest(BY_RELEASE, "2025-03-01", "2024-Q1 DE 120");
    ingest(BY_RELEASE, "2025-01-01", "2024-Q1 DE 100", "2024-Q1 FR 50");
    ingest(BY_RELEASE, "2025-02-01", "2024-Q1 DE 110", "2024-Q1 IT 1");

    assertThat(now(BY_RELEASE)).containsExactly("2024-Q1 DE 120");
    assertThat(asOf(BY_RELEASE, "2025-02-28")).containsExactly("2024-Q1 DE 110", "2024-Q1 IT 1");
    assertThat(asOf(BY_RELEASE, "2025-01-15")).containsExactly("2024-Q1 DE 100", "2024-Q1 FR 50");
    assertThat(revisions(BY_RELEASE))
        .contains(
            "2024-Q1 FR deleted 50.00 null -50.00 2025-01-01 2025-02-01",
            "2024-Q1 IT deleted 1.00 null -1.00 2025-02-01 2025-03-01");
  }

  @Test
  void withdrawingAnEditionBringsBackWhatItReplaced() {
    ingest(BY_RELEASE, "2025-01-01", "2024-Q1 DE 100", "2024-Q1 FR 50");
    List<String> before = now(BY_RELEASE);
    ingest(BY_RELEASE, "2025-02-01", "2024-Q1 DE 110");

    warehouse.withdraw(List.of(BY_RELEASE), "2025-02-01");

    assertThat(now(BY_RELEASE)).isEqualTo(before);
    assertThat(revisions(BY_RELEASE)).isEmpty();
    assertThat(warehouse.files())
        .extracting(FileState::state)
        .containsExactly(FileState.INGESTED, FileState.WITHDRAWN);
    assertThatThrownBy(() -> warehouse.withdraw(List.of(BY_RELEASE), "2025-02-01"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2025-02-01");
  }

  @Test
  void twoFilesOfOneEditionThatContradictEachOtherLeaveAHoleInEitherOrder() {
    for (List<String> values : List.of(List.of("100", "101"), List.of("101", "100"))) {
      DatasetSpec spec = spec("contradiction-" + values.get(0), Set.of());
      ingest(spec, "2025-01-01", "2024-Q1 DE " + values.get(0), "2024-Q1 FR 5");
      ingest(spec, "2025-01-01", "2024-Q1 DE " + values.get(1), "2024-Q1 FR 5");
      assertThat(now(spec)).containsExactly("2024-Q1 DE null REJECTED", "2024-Q1 FR 5");
    }
  }

  @Test
  void aTotalThatJumpsByTwoOrdersOfMagnitudeStopsTheIngestion() {
    ingest(BY_ROW, "2025-01-01", "2024-Q1 DE 100", "2024-Q1 FR 50");

    assertThatThrownBy(() -> ingest(BY_ROW, "2025-02-01", "2024-Q1 DE 100000", "2024-Q1 FR 50000"))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("2024-Q1")
        .hasMessageContaining("ITC4");
    assertThat(now(BY_ROW)).containsExactly("2024-Q1 DE 100", "2024-Q1 FR 50");
    ingest(BY_ROW, "2025-03-01", "2024-Q1 DE 9000");
    assertThat(now(BY_ROW)).contains("2024-Q1 DE 9000");
  }

  @Test
  void anIngestionThatDiedBeforeItsLastCommitNeverHappened() {
    ingest(BY_RELEASE, "2025-01-01", "2024-Q1 DE 100", "2024-Q1 FR 50");
    List<String> before = now(BY_RELEASE);
    Catalog catalog = new Catalog(SPARK, folder.toString(), Map.of());
    List<Row> half = rows(BY_RELEASE, "2025-02-01", "x", "2024-Q1 DE 999");
    catalog.append(Tables.OBSERVATIONS, half, "died");
    catalog.append(
        Tables.SUPERSEDED,
        half.stream()
            .map(row -> new ArrayList<>(scala.jdk.javaapi.CollectionConverters.asJava(row.toSeq())))
            .peek(values -> values.add("2025-03-01"))
            .map(values -> RowFactory.create(values.toArray()))
            .toList(),
        "died");

    warehouse.recover();

    assertThat(now(BY_RELEASE)).isEqualTo(before);
    assertThat(revisions(BY_RELEASE)).isEmpty();
    ingest(BY_RELEASE, "2025-02-01", "2024-Q1 DE 110");
    assertThat(now(BY_RELEASE)).containsExactly("2024-Q1 DE 110");
  }

  @Test
  void upkeepMakesManyFilesFewForgetsOldStatesAndChangesNoFigure() throws IOException {
    for (int month = 1; month <= 9; month++) {
      ingest(BY_RELEASE, "2025-0%d-01".formatted(month), "2024-Q1 DE " + (100 + month));
    }
    List<String> before = now(BY_RELEASE);
    List<String> revisions = revisions(BY_RELEASE);
    Path left = Files.writeString(folder.resolve("exports/files/data/left.parquet"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(5))));

    Map<String, Warehouse.Upkeep> done =
        warehouse.maintain(Warehouse.Thoroughness.FULL).stream()
            .collect(Collectors.toMap(Warehouse.Upkeep::table, upkeep -> upkeep));

    assertThat(done.get("files").filesBefore()).isEqualTo(9);
    assertThat(done.get("files").filesAfter()).isEqualTo(1);
    assertThat(done.get("files").statesAfter()).isLessThan(done.get("files").statesBefore());
    assertThat(done.get("files").orphans()).isEqualTo(1);
    assertThat(left).doesNotExist();
    warehouse.recover();
    assertThat(now(BY_RELEASE)).isEqualTo(before);
    assertThat(revisions(BY_RELEASE)).isEqualTo(revisions);
    assertThat(asOf(BY_RELEASE, "2025-03-15")).containsExactly("2024-Q1 DE 103");
    assertThat(warehouse.files()).hasSize(9);
    warehouse.withdraw(List.of(BY_RELEASE), "2025-09-01");
    assertThat(now(BY_RELEASE)).containsExactly("2024-Q1 DE 108");
  }

  @Test
  void yearsThatComeMixedLieApart() {
    ingest(
        BY_RELEASE,
        "2025-01-01",
        "2024-Q1 DE 1",
        "2023-Q4 DE 2",
        "2024-Q1 FR 3",
        "2022-Q1 DE 4",
        "2023-Q4 FR 5",
        "2024-Q2 DE 6");
    assertThat(now(BY_RELEASE)).hasSize(6);
    assertThat(shown(warehouse.figuresFrom(List.of(BY_RELEASE.id()), 2023)))
        .containsExactly(
            "2023-Q4 DE 2", "2023-Q4 FR 5", "2024-Q1 DE 1", "2024-Q1 FR 3", "2024-Q2 DE 6");
    assertThat(shown(warehouse.figuresFrom(List.of(BY_RELEASE.id()), 2024)))
        .containsExactly("2024-Q1 DE 1", "2024-Q1 FR 3", "2024-Q2 DE 6");
  }

  @Test
  void figuresAreReadWithAndWithoutDictionaries() {
    List<String> first = List.of("2024-Q1 DE 100", "2024-Q1 FR 5", "2024-Q2 DE 7", "2024-Q2 FR 0");
    ingest(BY_ROW, "2025-01-01", first.toArray(String[]::new));
    ingest(BY_ROW, "2025-01-01", "2024-Q1 DE 101");
    List<Observation> read = warehouse.figures(List.of(BY_ROW.id())).collect();
    UpdateProperties plain =
        new Catalog(SPARK, folder.toString(), Map.of())
            .iceberg(Tables.OBSERVATIONS)
            .updateProperties();
    Tables.OBSERVATIONS
        .columns()
        .forEach(
            column ->
                plain.set(
                    TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX + column, "false"));
    plain.commit();
    warehouse.withdraw(List.of(BY_ROW), "file-2");
    ingest(BY_ROW, "2025-01-01", "2024-Q1 DE 101");

    assertThat(now(BY_ROW))
        .containsExactly(
            "2024-Q1 DE null REJECTED", "2024-Q1 FR 5", "2024-Q2 DE 7", "2024-Q2 FR 0");
    assertThat(warehouse.figures(List.of(BY_ROW.id())).collect())
        .containsExactlyInAnyOrderElementsOf(read)
        .allSatisfy(
            figure -> {
              assertThat(figure.territory()).isEqualTo("ITC4");
              assertThat(figure.edition()).isEqualTo("2025-01-01");
              assertThat(figure.file()).isNull();
            });
  }

  private int files;

  private void ingest(DatasetSpec spec, String edition, String... rows) {
    String hash = "file-" + ++files;
    Ends ends = new Ends(rows.length, rows.length, 0, 0, 0);
    JavaRDD<Observation> observations = Rows.observations(rows(spec, edition, hash, rows));
    Aside<Uncommitted> aside = warehouse.aside();
    warehouse.ingest(
        spec,
        Optional.of(
            observations.mapPartitions(all -> List.of(aside.put(all)).iterator()).collect()),
        observations,
        Rows.of(List.of()),
        List.of(new FileRecord(hash, hash + ".csv", spec.id(), edition, "", "", 1, ends, ends)));
  }

  private static List<Row> rows(
      DatasetSpec spec, String edition, String hash, String... statements) {
    List<Row> rows = new ArrayList<>();
    for (String statement : statements) {
      String[] parts = statement.split(" ");
      Period period = Period.parse(parts[0]).orElseThrow();
      rows.add(
          RowFactory.create(
              spec.id(),
              "export",
              "Q",
              period.text(),
              period.ordinal(),
              "ITC4",
              parts[1],
              "ALL",
              Long.parseLong(parts[2]) * 100,
              null,
              "NORMAL",
              edition,
              hash,
              (long) rows.size()));
    }
    return rows;
  }

  private List<String> now(DatasetSpec spec) {
    return shown(warehouse.figures(List.of(spec.id())));
  }

  private List<String> asOf(DatasetSpec spec, String day) {
    return shown(warehouse.observationsAsOf(List.of(spec.id()), LocalDate.parse(day)));
  }

  private static List<String> shown(JavaRDD<Observation> observations) {
    return observations.collect().stream()
        .map(
            o ->
                "%s %s %s"
                    .formatted(
                        o.period().text(),
                        o.market(),
                        o.cents() == null ? "null " + o.status() : o.cents() / 100))
        .sorted()
        .toList();
  }

  private List<String> revisions(DatasetSpec spec) {
    return Rows.table(warehouse.revisions(List.of(spec), List.of()), Tables.REVISIONS)
        .collectAsList()
        .stream()
        .map(
            r ->
                "%s %s %s %s %s %s %s %s"
                    .formatted(
                        r.getAs("period"),
                        r.getAs("market"),
                        r.getAs("kind"),
                        r.getAs("old_value_eur"),
                        r.getAs("new_value_eur"),
                        r.getAs("difference_eur"),
                        r.getAs("old_edition"),
                        r.getAs("new_edition")))
        .sorted()
        .toList();
  }

  private static DatasetSpec spec(String id, Set<String> replaces) {
    return new DatasetSpec(
        id,
        DatasetSpec.Layout.SDMX_CSV,
        List.of(),
        Frequency.Q,
        1,
        DatasetSpec.PeriodType.SINGLE,
        DatasetSpec.ProductScheme.CPA,
        new DatasetSpec.Complete(List.of(), List.of(), List.of()),
        replaces,
        new DatasetSpec.EditionRule(null, null),
        0.01,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null);
  }
}
