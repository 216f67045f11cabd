package exportmatrix.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check of the code lists refuses the list that breaks it, and says where and why. */
class FaultyListsTest {

  @TempDir Path folder;

  record Fault(String situation, String list, String mode, String content, String message) {
    @Override
    public String toString() {
      return situation;
    }
  }

  static List<Fault> faults() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream in = FaultyListsTest.class.getResourceAsStream("faults.csv");
        CSVParser rows = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return rows.stream().map(FaultyListsTest::fault).toList();
    }
  }

  private static Fault fault(CSVRecord row) {
    return new Fault(
        row.get("situation"),
        row.get("list"),
        row.get("mode"),
        row.get("content"),
        row.get("message"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isRefusedWithItsMessageAndNoOther(Fault fault) throws IOException {
    Path file = folder.resolve("user.csv");
    Files.writeString(file, content(fault));
    Map<String, String> byName = Map.of(fault.list(), file.toString());
    CodeFiles files =
        fault.mode().equals("extend")
            ? new CodeFiles(Map.of(), byName)
            : new CodeFiles(byName, Map.of());

    int problems = fault.message().split(" \\| ", -1).length;
    String count = problems == 1 ? "1 problem" : problems + " problems";
    String expected =
        Pattern.quote(
                "code lists, " + count + ": " + fault.message().replace("{file}", file.toString()))
            .replace("{any}", "\\E.*\\Q");
    assertThatThrownBy(() -> Codes.load(files))
        .isInstanceOf(ConfigException.class)
        .message()
        .matches(expected);
  }

  @Test
  void allProblemsOfAllListsAreNamedAtOnceInOneLine() throws IOException {
    Path markets =
        Files.writeString(folder.resolve("m.csv"), "code,kind\nXX,planet\n\"Y\nY\",country\n");
    Path aliases = Files.writeString(folder.resolve("a.csv"), "kind,alias,code\nmarket,UK,GBR\n");
    Path header = Files.writeString(folder.resolve("p.csv"), "code;level\n");
    CodeFiles files =
        new CodeFiles(
            Map.of(
                "products", header.toString(), "programmes", folder.resolve("gone.csv").toString()),
            Map.of("markets", markets.toString(), "aliases", aliases.toString()));

    assertThatThrownBy(() -> Codes.load(files))
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith("code lists, 5 problems: ")
        .doesNotContain("\n")
        .contains(
            header + ":1: expected the columns",
            folder.resolve("gone.csv")
                + ": expected a CSV file, found no such file; correct the path",
            markets + ":2: kind: ",
            markets
                + ":3: code: expected letters, digits, _ and -, and not UNALLOCATED, found 'Y Y'",
            aliases + ":2: code: ");
  }

  @Test
  void aFileThatIsNoUtf8IsRefused() throws IOException {
    Path file =
        Files.write(
            folder.resolve("latin1.csv"),
            "kind,alias,code\nmarket,é,FR".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(
            () -> Codes.load(new CodeFiles(Map.of(), Map.of("aliases", file.toString()))))
        .hasMessage(
            "code lists, 1 problem: "
                + file
                + ": expected UTF-8 text, found other bytes; save the file as UTF-8");
  }

  @Test
  void aFolderInPlaceOfAFileIsRefused() {
    assertThatThrownBy(
            () -> Codes.load(new CodeFiles(Map.of(), Map.of("aliases", folder.toString()))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(folder + ": expected a CSV file that can be read, found ");
  }

  @Test
  void theBundledListsHaveNoFault() {
    assertThat(Codes.load(CodeFiles.BUNDLED).fingerprint()).matches("[0-9a-f]{64}");
  }

  private static String content(Fault fault) throws IOException {
    if (!fault.content().equals("{bundled without green_economy}")) {
      return fault.content();
    }
    try (InputStream in = Codes.class.getResourceAsStream("sectors.csv")) {
      String bundled = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return bundled.replaceAll("(?m)^green_economy,.*\n", "");
    }
  }
}
