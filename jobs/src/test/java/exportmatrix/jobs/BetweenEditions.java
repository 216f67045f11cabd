package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An office in which the first edition is published and the second is about to come. */
abstract class BetweenEditions {

  static final String FIRST = "first_2025-03-11.csv";
  static final String SECOND = "second_2025-06-11.csv";

  @TempDir static Path folder;
  static Map<String, String> before;
  static Map<String, String> after;
  static Office office;

  /** What a run of the second edition takes in a process of its own. */
  static long millis;

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

  /** A run in a process of its own. */
  static Process start(Office office, Path said) throws IOException {
    List<String> command = Office.java();
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

  static void empty(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
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
