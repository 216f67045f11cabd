package exportmatrix.testing;

import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test JVM, small and deterministic. */
public final class SparkTest {

  private SparkTest() {}

  /** The session; made on first use, stopped with the JVM. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("export-matrix tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.sql.ansi.enabled", "true")
        // Small tables: compiling a plan costs more than running it.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate();
  }

  /** Waits for the tasks that a failed job leaves behind: they may still write into its folder. */
  public static void awaitTasks() throws InterruptedException {
    while (Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getClassName().endsWith("Executor$TaskRunner"))) {
      Thread.sleep(10);
    }
  }
}
