package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exportmatrix.Pipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;

/** A folder in which someone works with the command line: configuration, inputs, what comes out. */
final class Office {

  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  final Path folder;
  private final Path config;

  /** What a command said. */
  record Ended(int code, String out, String err) {}

  /**
   * @param yaml datasets and collections; where it says {@code in/}, files of {@link #input}
   */
  Office(Path folder, String yaml) {
    this(folder, 2, yaml);
  }

  Office(Path folder, int shufflePartitions, String yaml) {
    this.folder = folder;
    this.config = folder.resolve("c.yaml");
    write(
        config,
        "reports: {location: reports, keep_releases: 20}\nwarehouse: {location: warehouse}\n"
            + "log: {folder: logs}\n"
            + "spark: {shuffle_partitions: "
            + shufflePartitions
            + "}\n"
            + yaml);
  }

  /** A real file that the project tests against and does not carry; skipped where it is not. */
  static Path real(String name) {
    String named = System.getenv("EXPORT_MATRIX_REAL_DATA");
    Path root = Path.of(System.getProperty("exportmatrix.root", "..")).toAbsolutePath();
    Path file =
        (named != null ? Path.of(named) : root.resolve("../shared/data").normalize()).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file),
        "skipped: the real file " + name + " is not here; set EXPORT_MATRIX_REAL_DATA");
    return file;
  }

  /** This Java, with the options that open packages to Spark: how a command line begins. */
  static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-"))
        .forEach(command::add);
    return command;
  }

  Path input(String name, String content) {
    Path file = folder.resolve("in").resolve(name);
    write(file, content);
    return file;
  }

  static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends as it should, or says why not. */
  Ended run(String... more) {
    Ended ended = execute("run", more);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  Ended execute(String command, String... more) {
    List<String> line = new ArrayList<>(List.of(command, "--config=" + config));
    line.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ExportMatrix.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(line.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  JsonNode figures(String... more) {
    List<String> all = new ArrayList<>(List.of("--format=json"));
    all.addAll(List.of(more));
    Ended ended = execute("figures", all.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isZero();
    try {
      return JSON.readTree(ended.out());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  <T> T pipeline(Function<Pipeline, T> work) {
    Configuration configuration = ConfigurationFile.read(config);
    try (SparkStart spark = new SparkStart(configuration.spark())) {
      return work.apply(new Pipeline(configuration.pipeline(), spark, new LoggedProgress()));
    }
  }

  String released(String collection) {
    try {
      Path latest = folder.resolve("reports").resolve(collection).resolve("latest.json");
      return JSON.readTree(latest.toFile()).get("release").asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of the release that readers see. */
  Path release(String collection) {
    return folder.resolve("reports").resolve(collection).resolve("release=" + released(collection));
  }

  JsonNode manifest(String collection) {
    try {
      return JSON.readTree(release(collection).resolve("manifest.json").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads tables with a Spark of the test's own, which stops with the work. */
  static <T> T withSpark(Function<SparkSession, T> work) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    try {
      return work.apply(spark);
    } finally {
      spark.stop();
    }
  }

  Dataset<Row> table(SparkSession spark, String collection, String table) {
    return spark.read().parquet(release(collection).resolve(table).toString());
  }

  /** SHA-256 of every file below a folder, by its path. */
  static Map<String, String> content(Path below) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            below.relativize(file).toString(),
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return content;
  }

  /** The same, but for what may differ where the same data came in other files. */
  static Map<String, String> figuresIn(Path release) {
    Map<String, String> content = content(release);
    content.remove("manifest.json");
    content.keySet().removeIf(path -> path.startsWith("rejected"));
    return content;
  }
}
