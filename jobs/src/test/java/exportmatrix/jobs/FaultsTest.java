package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.Office.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What goes wrong in the night: whatever it is, the last release stands and the next run works. */
class FaultsTest extends BetweenEditions {

  @Test
  void ofTwoRunsAtOnceTheSecondExits6() throws Exception {
    office.input(SECOND, EditionsRunTest.SECOND);
    Process first = start(office, office.folder.resolve("out.txt"));
    Path said = office.folder.resolve("out.txt");
    while (first.isAlive() && !Files.readString(said).contains("[ingest] begins")) {
      Thread.sleep(50);
    }

    Ended second = office.execute("run");

    assertThat(second.code()).as(second.err()).isEqualTo(6);
    assertThat(second.err()).startsWith("export-matrix: ").contains(".lock").hasLineCount(1);
    assertThat(first.waitFor()).isZero();
    assertThat(Office.figuresIn(office.release("quarters"))).isEqualTo(after);
  }

  @Test
  void aFolderFullOfJunkIsRefusedFileByFile() throws IOException {
    byte[] junk = new byte[5_000];
    new Random(1).nextBytes(junk);
    Files.write(office.folder.resolve("in/noise_2025-06-11.csv"), junk);
    office.input("page_2025-06-11.csv", "<!DOCTYPE html>\n<html><body>503</body></html>\n");
    office.input("empty_2025-06-11.csv", "");
    office.input("folder_2025-06-11.csv/inside.csv", EditionsRunTest.SECOND);
    office.input(".hidden_2025-06-11.csv", "of an editor");

    Ended ended = office.execute("run");

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("export-matrix: "))
        .anyMatch(line -> line.contains("noise_2025-06-11.csv"))
        .anyMatch(line -> line.contains("page_2025-06-11.csv"))
        .anyMatch(line -> line.contains("empty_2025-06-11.csv"));
    assertThat(Office.figuresIn(office.release("quarters"))).isEqualTo(before);
  }

  @Test
  void aFileRewrittenWithItsSizeAndTimeIsReadAgainByARebuildAlone() throws IOException {
    Path file = office.folder.resolve("in").resolve(FIRST);
    Path note = office.folder.resolve("warehouse/.known-files");
    FileTime longAgo = FileTime.from(Instant.parse("2025-03-11T10:00:00Z"));
    Files.setLastModifiedTime(file, longAgo);
    office.run();
    String noted = Files.readString(note);
    assertThat(noted).contains(FIRST);
    Files.writeString(file, EditionsRunTest.FIRST.replace('1', '2'));
    Files.setLastModifiedTime(file, longAgo);

    office.run();
    assertThat(Files.readString(note)).isEqualTo(noted);
    office.execute("run", "--rebuild");
    assertThat(Files.readString(note)).contains(FIRST).isNotEqualTo(noted);
  }

  @Test
  void aFileWithAnotherHeaderIsRefusedByName() {
    office.input("other_2025-06-11.csv", "a,b,c\n1,2,3\n");

    refused("other_2025-06-11.csv");
  }

  @Test
  void aFileCutInTheMiddleIsRefusedByName() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write(EditionsRunTest.SECOND.getBytes(StandardCharsets.UTF_8));
    }
    configure("input: in/*.csv", "input: [in/*.csv, in/*.gz]");
    configure("csv$", "csv(\\.gz)?$");
    Files.write(
        office.folder.resolve("in/cut_2025-06-11.csv.gz"),
        Arrays.copyOf(whole.toByteArray(), whole.size() / 2));

    refused("cut_2025-06-11.csv.gz");
  }

  @Test
  void aFileThatIsGoneIsMissed() {
    configure("input: in/*.csv", "input: [in/*.csv, in/gone_2025-06-11.csv]");

    refused("gone_2025-06-11.csv");
  }

  @Test
  void aFolderThatIsGoneIsMissed() {
    configure("input: in/*.csv", "input: nowhere/quarters");

    refused("nowhere");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() {
    office.input(SECOND, EditionsRunTest.SECOND);
    configure("location: reports", "location: /proc/reports");

    Ended ended = office.execute("run");

    assertThat(ended.code()).as(ended.err()).isEqualTo(7);
    assertThat(ended.err()).startsWith("export-matrix: ").contains("/proc/reports").hasLineCount(1);
  }

  @Test
  void aFullDiskLeavesTheLastRelease() throws Exception {
    empty(office.folder);
    String disk = office.folder.toString();
    Assumptions.assumeTrue(
        exit("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk) == 0,
        "skipped: a small disk can be mounted by root only");
    try {
      asAfterTheFirstEdition();
      office.input(SECOND, EditionsRunTest.SECOND);
      Path filler = office.folder.resolve("filler");
      long room = Files.getFileStore(office.folder).getUsableSpace() / 1024 - 40;
      assertThat(exit("dd", "if=/dev/zero", "of=" + filler, "bs=1k", "count=" + room)).isZero();

      Process full = start(office, folder.resolve("full.txt"));
      int code = full.waitFor();

      String said = Files.readString(folder.resolve("full.txt"));
      assertThat(code).as(said).isEqualTo(7);
      assertThat(said.lines().filter(line -> line.startsWith("export-matrix: "))).hasSize(1);
      assertThat(Office.figuresIn(office.release("quarters"))).isEqualTo(before);
      Files.delete(filler);
      office.run();
      assertThat(Office.figuresIn(office.release("quarters"))).isEqualTo(after);
    } finally {
      exit("umount", "-l", disk);
    }
  }

  /** Exit 4, one line that names it, and the last release stays; mended, the next run publishes. */
  private void refused(String name) {
    Ended ended = office.execute("run");

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).startsWith("export-matrix: ").contains(name).hasLineCount(1);
    assertThat(Office.figuresIn(office.release("quarters"))).isEqualTo(before);
  }

  private void configure(String from, String to) {
    Path config = office.folder.resolve("c.yaml");
    try {
      String yaml = Files.readString(config);
      assertThat(yaml).contains(from);
      Files.writeString(config, yaml.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int exit(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
