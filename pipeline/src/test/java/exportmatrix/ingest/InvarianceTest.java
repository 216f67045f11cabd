package exportmatrix.ingest;

import static exportmatrix.ingest.Readings.ISTAT_HEADER;
import static exportmatrix.ingest.Readings.istat;
import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.testing.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of rows and the files they stand in change nothing but where a row is said to be. */
class InvarianceTest {

  private static final DatasetSpec SPEC = SpecDraft.istat().spec();
  private static final String SHUFFLE = "spark.sql.shuffle.partitions";

  @TempDir Path folder;

  private record Outcome(List<String> observations, List<String> rejected, Ends rows, Ends cents) {}

  @AfterEach
  void restore() {
    SparkTest.session().conf().set(SHUFFLE, "2");
  }

  @Test
  void shuffledAndSplitFilesSayTheSame() {
    List<String> rows = rows(new Random(42), 1500);
    Outcome whole = outcome(List.of(rows), 1);
    assertThat(whole.rows().duplicate()).isPositive();
    assertThat(whole.rejected())
        .anyMatch(row -> row.startsWith("CONFLICTING_DUPLICATE X,A,"))
        .anyMatch(row -> row.startsWith("NEGATIVE_VALUE CONFLICTING_DUPLICATE X,A,"))
        .anyMatch(row -> row.startsWith("BAD_PERIOD X,A,"));
    for (int files : new int[] {2, 7}) {
      List<String> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, new Random(files));
      List<List<String>> parts = new ArrayList<>();
      for (int part = 0; part < files; part++) {
        parts.add(
            shuffled.subList(part * shuffled.size() / files, (part + 1) * shuffled.size() / files));
      }
      assertThat(outcome(parts, 8)).isEqualTo(whole);
    }
  }

  private Outcome outcome(List<List<String>> parts, int partitions) {
    SparkTest.session().conf().set(SHUFFLE, Integer.toString(partitions));
    Path[] files = new Path[parts.size()];
    for (int i = 0; i < files.length; i++) {
      List<String> lines = new ArrayList<>(List.of(ISTAT_HEADER));
      lines.addAll(parts.get(i));
      files[i] =
          Readings.write(
              folder, "part-" + files.length + "-" + i + ".csv", lines.toArray(String[]::new));
    }
    Reading<?> reading = Readings.read(SPEC, files);
    assertThat(reading.refused()).isEmpty();
    return new Outcome(
        Readings.observations(reading),
        Readings.texts(Readings.rejectedTable(reading).selectExpr("concat_ws(' ', reasons, raw)")),
        total(reading, FileRecord::rows),
        total(reading, FileRecord::cents));
  }

  private static Ends total(Reading<?> reading, Function<FileRecord, Ends> of) {
    return reading.files().stream()
        .map(of)
        .reduce(
            new Ends(0, 0, 0, 0, 0),
            (a, b) ->
                new Ends(
                    a.read() + b.read(),
                    a.accepted() + b.accepted(),
                    a.duplicate() + b.duplicate(),
                    a.filtered() + b.filtered(),
                    a.rejected() + b.rejected()));
  }

  private static List<String> rows(Random random, int count) {
    String[] territories = {"ITC4", "ITC1", "ITTOT", "IT", "ITD10", "ITD1"};
    String[] types = {"EV", "EV", "IV", "TBV"};
    String[] markets = {"DE", "FR", "EL", "GR", "WORLD"};
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String year = Integer.toString(1995 + random.nextInt(30));
      String value = Integer.toString(random.nextInt(8) == 0 ? 2 : 1);
      int fault = random.nextInt(60);
      rows.add(
          istat(
              territories[random.nextInt(6)],
              types[random.nextInt(4)],
              fault == 0 ? "CK999" : "ALL",
              fault == 1 ? "Q9" : markets[random.nextInt(5)],
              fault == 2 ? "soon" : year,
              fault == 3 ? "-" + value : fault == 4 ? "...." : value));
    }
    return rows;
  }
}
