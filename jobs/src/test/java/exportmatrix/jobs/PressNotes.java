package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The notes that tell again, from the synthetic provinces, what the press once told. */
final class PressNotes {

  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("--period=2016-H1", "--market=MA,KE"),
          List.of("--period=2019-Q1", "--market=JP"),
          List.of("--period=2020", "--programme=2020"),
          List.of("--period=2021", "--market=AE,CA"),
          List.of("--period=2024,2025-H1"));

  private final List<String> notes = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();

  PressNotes(Office office, Path folder) {
    for (int i = 0; i < QUESTIONS.size(); i++) {
      Path to = folder.resolve("note-" + i);
      List<String> arguments = new ArrayList<>(QUESTIONS.get(i));
      arguments.addAll(
          List.of(
              "--collection=synthetic-provinces", "--territory=ITC4", "--lang=it", "--to=" + to));
      Office.Ended ended = office.execute("quarterly", arguments.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isZero();
      files.add(to.resolve("note.md"));
      notes.add(read(to.resolve("note.md")));
    }
  }

  /** The Markdown of every note. */
  List<String> notes() {
    return notes;
  }

  /** Where the notes lie. */
  List<Path> files() {
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exact values in the lists at the notes' ends, by the address of the cell. */
  Map<String, String> figures() {
    Map<String, String> figures = new HashMap<>();
    for (String note : notes) {
      note.lines()
          .filter(line -> line.startsWith("| <a id="))
          .map(line -> line.split(" \\| ", -1))
          .forEach(
              cells ->
                  figures.put(
                      cells[cells.length - 1].replace("\\", "").replace(" |", ""), cells[2]));
    }
    return figures;
  }

  /** The address of the figure that a published claim is about. */
  static String address(CSVRecord claim) {
    String period = claim.get("period");
    boolean half = claim.get("span").equals("half");
    String indicator =
        switch (claim.get("measure")) {
          case "value", "sum" -> "value_eur";
          case "yoy" -> "yoy_percent";
          case "share" -> "share_of_italy_percent";
          case "rank" -> "rank_in_territory";
          default -> throw new IllegalArgumentException(claim.get("measure"));
        };
    return String.join(
        "/",
        "synthetic-provinces",
        claim.get("flow").equals("trade") ? "interchange" : claim.get("flow"),
        half ? "year_to_date" : claim.get("span"),
        half ? period.replace("-H1", "-Q2") : period,
        claim.get("territory"),
        claim.get("market"),
        "ALL",
        indicator);
  }

  /**
   * The sum of a file's own lines, term by term, as somebody would add them up by hand.
   *
   * @param lines what {@code explain --format csv} says
   * @param inputs the folder of the input files
   */
  static Map<String, BigDecimal> addedUp(String lines, Path inputs) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    Map<String, List<String>> files = new HashMap<>();
    for (CSVRecord line : format.parse(new StringReader(lines)).getRecords()) {
      List<String> file =
          files.computeIfAbsent(line.get("file"), name -> linesOf(inputs.resolve(name)));
      String raw = file.get(Integer.parseInt(line.get("line")) - 1);
      assertThat(raw)
          .contains("," + line.get("territory").replaceAll("^IT$", "ITTOT") + ":")
          .contains("," + line.get("market") + ":")
          .contains("," + line.get("period") + ",")
          .contains(line.get("product") + ":");
      String value = raw.substring(raw.indexOf("," + line.get("period") + ",")).split(",")[2];
      sums.merge(line.get("term"), new BigDecimal(value), BigDecimal::add);
    }
    return sums;
  }

  private static List<String> linesOf(Path file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
