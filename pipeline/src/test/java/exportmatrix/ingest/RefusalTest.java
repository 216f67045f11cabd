package exportmatrix.ingest;

import static exportmatrix.ingest.Readings.ISTAT_HEADER;
import static exportmatrix.ingest.Readings.istat;
import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.ingest.Ingest.Refusal;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.FileRecord;
import exportmatrix.model.Frequency;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of which nothing enters; the others of the same reading do. */
class RefusalTest {

  private static final DatasetSpec STRICT = SpecDraft.istat().maxRejectedShare(0.01).spec();

  @TempDir Path folder;

  @Test
  void eachBrokenFileIsOneClearLineAndTheGoodOneEnters() {
    String good = ISTAT_HEADER + "\n" + istat("ITC4", "EV", "ALL", "WORLD", "2023", "100") + "\n";
    byte[] packed = Readings.gzip((good + good.repeat(2000)).getBytes(StandardCharsets.UTF_8));
    byte[] junk = new byte[50_000];
    new Random(1).nextBytes(junk);
    junk[0] = 'j';
    Map<Path, String> expected = new TreeMap<>();
    expected.put(
        Readings.bytes(folder, "cut.csv.gz", Arrays.copyOf(packed, packed.length / 2)),
        "cut.csv.gz: its gzip data end too early: the file was cut off; fetch it again");
    expected.put(
        Readings.bytes(folder, "empty.csv", new byte[0]),
        "empty.csv: is empty; expected a header and rows");
    expected.put(
        Readings.bytes(folder, "empty.csv.gz", Readings.gzip(new byte[0])),
        "empty.csv.gz: is empty once unpacked; expected a header and rows");
    expected.put(
        Readings.write(folder, "header.csv", ISTAT_HEADER),
        "header.csv: has a header and no rows; fetch it again");
    expected.put(Readings.bytes(folder, "junk.csv", junk), "junk.csv: ");
    expected.put(
        Readings.write(folder, "page.csv", "<!DOCTYPE html>", "<html></html>"),
        "page.csv: header in line 1: no column for the territory");
    expected.put(
        Readings.write(folder, "plain.csv.gz", good),
        "plain.csv.gz: is named .gz, but its first bytes are not gzip's");
    expected.put(
        Readings.bytes(folder, "packed.csv", new byte[] {'P', 'K', 3, 4, 0, 0}),
        "packed.csv: is a zip archive; unpack it");
    expected.put(
        Readings.bytes(folder, "wide.csv", good.getBytes(StandardCharsets.UTF_16)),
        "wide.csv: is UTF-16 text; save it as UTF-8");
    expected.put(
        Readings.bytes(folder, "endless.csv", new byte[2 * ByteLines.LONGEST]),
        "endless.csv: line 1 is longer than");
    expected.put(folder.resolve("gone.csv"), "gone.csv: is not there any more");
    expected.put(folder, folder.getFileName() + ": is a folder; expected a file");
    Path right = Readings.bytes(folder, "good.csv", good.getBytes(StandardCharsets.UTF_8));

    Path[] all = new Path[expected.size() + 1];
    expected.keySet().toArray(all);
    all[expected.size()] = right;
    Reading<?> reading = Readings.read(STRICT, all);
    assertThat(reading.files()).extracting(FileRecord::name).containsExactly("good.csv");
    assertThat(Readings.observations(reading))
        .containsExactly("export 2023 ITC4 WORLD ALL 10000 NORMAL");
    assertThat(reading.refused()).hasSize(expected.size());
    assertThat(reading.refused())
        .allSatisfy(
            refusal ->
                assertThat(refusal.message())
                    .startsWith(expected.get(refusal.file()))
                    .doesNotContain("\n")
                    .doesNotContain("Exception"));
  }

  @Test
  void tooManyRejectedRowsAreCountedByReasonAndTheFirstThreeShown() {
    Path bad =
        Readings.write(
            folder,
            "bad.csv",
            ISTAT_HEADER,
            istat("ITC4", "EV", "ALL", "WORLD", "2023", "100"),
            istat("ITC4", "EV", "C", "WORLD", "2023", "1,5"),
            istat("ITC9", "EV", "ALL", "WORLD", "2023", "-1"),
            istat("ITC4", "EV", "A", "WORLD", "2023", "x"),
            istat("ITC4", "EV", "B", "WORLD", "2023", "y"));
    Path good =
        Readings.write(
            folder, "good.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "WORLD", "2023", "200"));
    Reading<?> reading = Readings.read(STRICT, bad, good);
    assertThat(reading.refused())
        .containsExactly(
            new Refusal(
                bad,
                "bad.csv: 4 of 5 rows rejected (80.0 %, at most 1.0 % may be): MALFORMED_ROW 1,"
                    + " BAD_VALUE 2, NEGATIVE_VALUE 1, UNKNOWN_TERRITORY 1; first: line 3"
                    + " MALFORMED_ROW 'X,A,ITC4,EV,N,C,WORLD,2023,1,5,,', line 4 NEGATIVE_VALUE"
                    + " UNKNOWN_TERRITORY 'X,A,ITC9,EV,N,ALL,WORLD,2023,-1,,', line 5 BAD_VALUE"
                    + " 'X,A,ITC4,EV,N,A,WORLD,2023,x,,'; correct the file, the dataset or"
                    + " max_rejected_share"));
    assertThat(Readings.observations(reading))
        .as("the refused file's other value of that key conflicts with nothing")
        .containsExactly("export 2023 ITC4 WORLD ALL 20000 NORMAL");
  }

  @Test
  void filesThatContradictEachOtherAreBothRefused() {
    Path one =
        Readings.write(
            folder, "1.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "WORLD", "2023", "1"));
    Path two =
        Readings.write(
            folder, "2.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "WORLD", "2023", "2"));
    Reading<?> reading = Readings.read(STRICT, two, one);
    assertThat(reading.files()).isEmpty();
    assertThat(reading.refused()).extracting(Refusal::file).containsExactly(one, two);
    assertThat(reading.refused().get(0).message())
        .startsWith(
            "1.csv: 1 of 1 rows rejected (100.0 %, at most 1.0 % may be):"
                + " CONFLICTING_DUPLICATE with other files 1; first: line 2 CONFLICTING_DUPLICATE;");
    assertThat(reading.observations().count()).isZero();
    assertThat(reading.rejected().count()).isZero();
  }

  @Test
  void theSameBytesTwiceAreOneFile() {
    String row = istat("ITC4", "EV", "ALL", "WORLD", "2023", "1");
    Path one = Readings.write(folder, "1.csv", ISTAT_HEADER, row);
    Path two = Readings.write(folder, "2.csv", ISTAT_HEADER, row);
    Reading<?> reading = Readings.read(STRICT, two, one);
    assertThat(reading.refused()).isEmpty();
    assertThat(reading.files()).hasSize(1);
    assertThat(reading.files().get(0).name()).isEqualTo("1.csv");
    assertThat(reading.files().get(0).file()).isEqualTo(SourceFile.of(two).sha256());
    assertThat(reading.files().get(0).rows().duplicate()).isZero();
  }

  @Test
  void anEditionIsStatedOnceOrTheFileIsRefused() {
    String header =
        "LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE";
    Path two =
        Readings.write(
            folder,
            "two.csv",
            header,
            "13/02/26 11:00:00,M,IT,DE,48064010,2,VALUE_IN_EUROS,2023-01,52.0",
            "14/02/26 11:00:00,M,IT,DE,48064010,2,VALUE_IN_EUROS,2023-02,52.0");
    Path none =
        Readings.write(
            folder, "none.csv", header, ",M,IT,DE,48064010,2,VALUE_IN_EUROS,2023-01,52.0");
    DatasetSpec spec =
        SpecDraft.comext(Layout.SDMX_CSV).edition(new EditionRule(null, null)).spec();
    Reading<?> reading = Readings.read(spec, two, none);
    assertThat(reading.refused())
        .extracting(Refusal::message)
        .containsExactly(
            "none.csv: nothing says its edition; state it with --edition, in the file's name"
                + " (edition_from_name) or in the dataset (edition)",
            "two.csv: line 3 states the edition '14/02/26 11:00:00', the lines before it"
                + " '13/02/26 11:00:00'; expected one edition in a file: split it");
  }

  @Test
  void aSeriesDeclaredSingleThatGrowsLikeACumulatedOne() {
    String[] lines = new String[13];
    lines[0] = ISTAT_HEADER;
    for (int i = 0; i < 12; i++) {
      lines[i + 1] =
          "X,Q,ITC4,EV,N,ALL,WORLD,%d-Q%d,%d,,"
              .formatted(2013 + i / 4, i % 4 + 1, 100 * (i % 4 + 1));
    }
    Path file = Readings.write(folder, "a.csv", lines);
    SpecDraft draft = SpecDraft.istat().frequency(Frequency.Q);
    Reading<?> reading = Readings.read(draft.spec(), file);
    assertThat(reading.refused())
        .extracting(Refusal::message)
        .containsExactly(
            "a.csv: declared single (period_type), but 3 of 3 whole years grow from January like"
                + " cumulated ones (export of ITC4 in 2013); correct the dataset's period_type,"
                + " or leave the file out");
    Reading<?> asStated = Readings.read(draft.periodType(PeriodType.CUMULATED).spec(), file);
    assertThat(asStated.refused()).isEmpty();
    assertThat(Readings.observations(asStated))
        .contains("export 2013-Q4 ITC4 WORLD ALL 40000 NORMAL")
        .hasSize(12);
  }
}
