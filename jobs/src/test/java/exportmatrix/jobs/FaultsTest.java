package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.Office.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the night: whatever it is, the last release stands and the next run works. */
class FaultsTest {

  private static final String FIRST = "first_2025-03-11.csv";
  private static final String SECOND = "second_2025-06-11.csv";

  @TempDir static Path folder;
  private static Map<String, String> before;
  private static Map<String, String> after;
  private static Office office;

  /** What a run of the second edition takes in a process of its own. */
  private static long millis;

  /** One state with the first edition published, and what the second edition comes to. */
  @BeforeAll
  static void publish() throws Exception {
    office = new Office(folder.resolve("office"), EditionsRunTest.YAML);
    office.input(FIRST, EditionsRunTest.FIRST);
    office.run();
    before = Office.figuresIn(office.release("quarters"));
    // A warehouse knows its files by their whole paths: it is put back where it was.
    copy(office.folder, folder.resolve("kept"));
    office.input(SECOND, EditionsRunTest.SECOND);
    Instant began = Instant.now();
    Path said = folder.resolve("out.txt");
    int code = start(office, said).waitFor();
    millis = Duration.between(began, Instant.now()).toMillis();
    assertThat(code).as(Files.readString(said)).isZero();
    after = Office.figuresIn(office.release("quarters"));
    assertThat(after).isNotEqualTo(before);
  }

  @BeforeEach
  void asAfterTheFirstEdition() throws IOException {
    empty(office.folder);
    copy(folder.resolve("kept"), office.folder);
  }

  @Test
  void killedAtFiveMomentsARunLosesNothing() throws Exception {
    killAt(5, 20261122L);
  }

  @Test
  @Tag("faults")
  void killedAtTwentyFiveMomentsARunLosesNothing() throws Exception {
    killAt(25, System.nanoTime());
  }

  private void killAt(int moments, long seed) throws Exception {
    Random random = new Random(seed);
    for (int kill = 0; kill < moments; kill++) {
      asAfterTheFirstEdition();
      office.input(SECOND, EditionsRunTest.SECOND);
      long moment = millis / 4 + random.nextLong(millis * 3 / 4);
      String where = "seed %d, kill %d after %d of %d ms".formatted(seed, kill, moment, millis);
      Process process = start(office, office.folder.resolve("out.txt"));
      process.waitFor(moment, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();

      Map<String, String> seen = Office.figuresIn(office.release("quarters"));
      assertThat(seen).as(where).isIn(before, after);
      Ended next = office.execute("run");
      assertThat(next.code()).as(where + ": " + next.err()).isZero();
      assertThat(Office.figuresIn(office.release("quarters"))).as(where).isEqualTo(after);
      assertThat(Office.content(office.folder.resolve("reports")).keySet())
          .as(where)
          .noneMatch(path -> path.contains(".staging-"));
    }
  }

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
  void aFileThatIsNoTableIsRefusedByName() throws IOException {
    byte[] junk = new byte[5_000];
    new Random(1).nextBytes(junk);
    Files.write(office.folder.resolve("in/junk_2025-06-11.csv"), junk);

    refused("junk_2025-06-11.csv");
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

  /** A run in a process of its own. */
  private static Process start(Office office, Path said) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TieredStopAtLevel=1",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            ExportMatrix.class.getName(),
            "run",
            "--config=" + office.folder.resolve("c.yaml")));
    Files.writeString(said, "");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private static int exit(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        if (!Files.isDirectory(path)) {
          Files.copy(path, target);
        }
      }
    }
  }
}
