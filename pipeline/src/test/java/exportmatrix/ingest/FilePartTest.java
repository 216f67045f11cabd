package exportmatrix.ingest;

import static exportmatrix.ingest.Readings.ISTAT_HEADER;
import static exportmatrix.ingest.Readings.istat;
import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.ingest.BulkReader.RawStatements;
import exportmatrix.ingest.Parse.RawText;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.testing.SparkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is read by parts says, line by line, what it says as a whole. */
class FilePartTest {

  private static final DatasetSpec ISTAT = SpecDraft.istat().spec();
  private static final DatasetSpec COMEXT =
      SpecDraft.comext(Layout.SDMX_CSV).edition(new EditionRule(null, null)).spec();
  private static final String COMEXT_HEADER =
      "LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE";
  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void partsReadTheLinesOfTheWhole(int seed) throws IOException {
    Random random = new Random(seed);
    String ends = seed % 2 == 0 ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder(seed % 3 == 0 ? "\uFEFF" : "").append(ISTAT_HEADER);
    for (int line = 0; line < 3000; line++) {
      text.append(ends).append(row(random, ends));
    }
    text.append(random.nextBoolean() ? ends : "");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length / 2] = (byte) 0xff;
    InputFile file = new InputFile(Readings.bytes(folder, "a.csv", bytes));
    List<String> whole = statements(file, FilePart.WHOLE);
    assertThat(whole).hasSizeGreaterThan(2500).anyMatch(one -> one.contains("malformed"));
    for (int size : new int[] {2_000, 7_001, 30_000}) {
      List<FilePart> parts = FilePart.of(file, size);
      assertThat(parts).hasSizeBetween(bytes.length / size / 4, bytes.length / size + 1);
      assertThat(parts.stream().map(FilePart::number))
          .containsExactlyElementsOf(IntStream.range(0, parts.size()).boxed().toList());
      List<String> together = new ArrayList<>();
      for (FilePart part : parts) {
        together.addAll(statements(file, part));
      }
      assertThat(together).as("parts of %d bytes", size).isEqualTo(whole);
    }
  }

  /** Mostly plain; some lines are broken, some records span lines, some lines are empty. */
  private static String row(Random random, String ends) {
    String market = random.nextInt(3) == 0 ? "\"DE: Germania, \"\"RFT\"\"\"" : "DE";
    String value = Integer.toString(random.nextInt(1000));
    String plain = istat("ITC4", "EV", "ALL", market, "2023", value);
    return switch (random.nextInt(200)) {
      case 0 -> plain.replace("EV", "\"EV");
      case 1 -> plain.replace("ALL", "\"ALL: all" + ends + "items\"");
      case 2 -> plain.replace("ALL", "\"ALL: " + ("more" + ends).repeat(9) + "\"");
      case 3 -> "";
      case 4 -> plain + ",1";
      default -> plain;
    };
  }

  private static List<String> statements(InputFile file, FilePart part) throws IOException {
    try (RawStatements statements = Parse.reader(ISTAT).open(file, part)) {
      List<String> read = new ArrayList<>();
      for (RawStatement raw = statements.next(); raw != null; raw = statements.next()) {
        read.add(
            raw.line()
                + (raw.malformed() ? " malformed " : raw.badEncoding() ? " encoding " : " ")
                + raw.cell(Role.VALUE)
                + " "
                + raw.raw());
      }
      return read;
    }
  }

  @Test
  void aPackedFileIsNotCut() throws IOException {
    byte[] packed = Readings.gzip(new byte[100_000]);
    InputFile file = new InputFile(Readings.bytes(folder, "a.csv", packed));
    assertThat(FilePart.of(file, 10)).containsExactly(FilePart.WHOLE);
  }

  @Test
  void aFileWhoseQuotesNeverCloseIsNotCut() throws IOException {
    InputFile file = new InputFile(table("a.csv", ISTAT_HEADER, "\"a".repeat(3) + ",1", 500));
    assertThat(FilePart.of(file, 100)).hasSize(1);
    assertThat(statements(file, FilePart.of(file, 100).get(0)))
        .isEqualTo(statements(file, FilePart.WHOLE))
        .hasSize(500);
  }

  @Test
  void aFileEndsOnceWithAllThatWasLeftOut() {
    DatasetSpec some = SpecDraft.istat().keep("ADJUSTMENT", "N").spec();
    String kept = istat("ITC4", "EV", "ALL", "DE", "2023", "7");
    String leftOut = kept.replace(",N,", ",Y,");
    Path file = table("a.csv", ISTAT_HEADER, kept + "\n" + leftOut, 300);
    FileEnd whole = end(parsed(some, file, Long.MAX_VALUE));
    assertThat(whole.filteredRows()).isEqualTo(300);
    assertThat(whole.filteredCents()).isEqualTo(300 * 700L);
    assertThat(ends(parsed(some, file, 1000))).hasSizeGreaterThan(10);
    assertThat(end(parsed(some, file, 1000))).isEqualTo(whole);
  }

  @Test
  void whatIsLeftOutAddsUpToNoNumberWhereItExceedsOne() {
    DatasetSpec some = SpecDraft.istat().keep("ADJUSTMENT", "N").spec();
    String leftOut = istat("ITC4", "EV", "ALL", "DE", "2023", "90000000000000");
    Path file = table("a.csv", ISTAT_HEADER, leftOut.replace(",N,", ",Y,"), 1100);
    assertThat(end(parsed(some, file, Long.MAX_VALUE)).filteredCents()).isNull();
    assertThat(end(parsed(some, file, 1000)).filteredCents()).isNull();
  }

  @Test
  void theFirstFaultOfAFileIsTheOneThatIsSaid() {
    String row = "%s,M,IT,DE,48064010,2,VALUE_IN_EUROS,2024-01,5";
    StringBuilder rows = new StringBuilder();
    for (int line = 2; line < 400; line++) {
      String day = line == 250 || line == 390 ? "14" : "13";
      rows.append(row.formatted(day + "/02/26 11:00:00")).append('\n');
    }
    Path file = table("a.csv", COMEXT_HEADER, rows.toString(), 1);
    FileEnd whole = end(parsed(COMEXT, file, Long.MAX_VALUE));
    assertThat(whole.failure()).contains("line 250 states the edition '14/02/26 11:00:00'");
    List<FileEnd> ends = ends(parsed(COMEXT, file, 1000));
    assertThat(ends.stream().filter(end -> end.failure() != null)).hasSizeGreaterThan(1);
    assertThat(end(ends).failure()).isEqualTo(whole.failure());
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsRefused() throws IOException {
    Path path = table("a.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "DE", "2023", "7"), 300);
    Parse parse = parse(ISTAT, path);
    FilePart part = FilePart.of(new InputFile(path), 1000).get(1);
    Files.writeString(path, Files.readString(path) + istat("IT", "EV", "ALL", "DE", "2023", "7"));
    List<Parsed> read = new ArrayList<>();
    parse.call(new Parse.Share(0, part)).forEachRemaining(read::add);
    assertThat(end(read).failure()).isEqualTo("a.csv: has changed since it was found; run again");
  }

  @Test
  void aFileThatIsWrittenAnewWithAsManyBytesIsRefused() throws IOException {
    Path path = table("a.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "DE", "2023", "7"), 3);
    Parse parse = parse(ISTAT, path);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
    List<Parsed> read = new ArrayList<>();
    parse.call(new Parse.Share(0, FilePart.WHOLE)).forEachRemaining(read::add);
    assertThat(end(read).failure()).isEqualTo("a.csv: has changed since it was found; run again");
  }

  private Path table(String name, String header, String row, int times) {
    return Readings.write(folder, name, (header + "\n" + (row + "\n").repeat(times)).split("\n"));
  }

  private static Parse parse(DatasetSpec spec, Path file) {
    Edition edition = new Edition(spec.edition(), null);
    return new Parse(spec, CODES, edition, List.of(SourceFile.of(file)), RawText.OF_REJECTED);
  }

  private static List<Parsed> parsed(DatasetSpec spec, Path file, long bytes) {
    return Parse.of(SparkTest.session(), parse(spec, file), bytes).collect();
  }

  private static List<FileEnd> ends(List<? extends Parsed> parsed) {
    return parsed.stream()
        .filter(FileEnd.class::isInstance)
        .map(FileEnd.class::cast)
        .sorted(Comparator.comparing(FileEnd::part).reversed())
        .toList();
  }

  private static FileEnd end(List<? extends Parsed> parsed) {
    return ends(parsed).stream().reduce(FileEnd::plus).orElseThrow();
  }
}
