package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.FileRecord.Ends;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row to one end. A scenario is a file as a source writes it, with a column {@code ends_as}
 * before it: {@code accepted}, {@code accepted} and its status, {@code duplicate}, {@code
 * filtered}, or all its reasons to be rejected.
 */
class ScenarioTest {

  @TempDir Path folder;

  static Stream<Path> istat() throws IOException, URISyntaxException {
    return scenarios("istat");
  }

  static Stream<Path> eurostat() throws IOException, URISyntaxException {
    return scenarios("eurostat");
  }

  @ParameterizedTest
  @MethodSource
  void istat(Path scenario) throws IOException {
    check(scenario, SpecDraft.istat().spec());
  }

  @ParameterizedTest
  @MethodSource
  void eurostat(Path scenario) throws IOException {
    check(scenario, SpecDraft.comext(Layout.SDMX_CSV).spec());
  }

  private void check(Path scenario, DatasetSpec spec) throws IOException {
    StringBuilder input = new StringBuilder();
    Map<Long, String> rejected = new TreeMap<>();
    Map<Long, String> statuses = new TreeMap<>();
    long[] ends = new long[4];
    long number = 0;
    for (String line : Files.readAllLines(scenario)) {
      String expected = line.substring(0, line.indexOf(','));
      input.append(line, expected.length() + 1, line.length()).append('\n');
      number++;
      if (number == 1) {
        continue;
      }
      if (expected.startsWith("accepted")) {
        ends[0]++;
        if (!line.contains("QUANTITY")) {
          statuses.put(number, (expected + " NORMAL").split(" ")[1]);
        }
      } else if (expected.equals("duplicate")) {
        ends[1]++;
      } else if (expected.equals("filtered")) {
        ends[2]++;
      } else {
        ends[3]++;
        rejected.put(number, expected);
      }
    }
    Path file = Files.writeString(folder.resolve("input.csv"), input);
    Reading<?> reading = Readings.read(spec, file);
    assertThat(reading.refused()).isEmpty();
    assertThat(Readings.reasons(reading)).isEqualTo(rejected);
    assertThat(reading.files().get(0).rows())
        .isEqualTo(new Ends(number - 1, ends[0], ends[1], ends[2], ends[3]));
    Map<Long, String> found = new TreeMap<>();
    for (Row row :
        Readings.observationTable(reading)
            .where("status <> 'REJECTED'")
            .select("line", "status")
            .collectAsList()) {
      found.put(row.getLong(0), row.getString(1));
    }
    assertThat(found).isEqualTo(statuses);
  }

  private static Stream<Path> scenarios(String layout) throws IOException, URISyntaxException {
    Path folder = Path.of(ScenarioTest.class.getResource("/ingest/" + layout).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }
}
