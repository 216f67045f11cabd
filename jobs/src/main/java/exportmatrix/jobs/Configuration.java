package exportmatrix.jobs;

import exportmatrix.PipelineConfig;
import java.nio.file.Path;
import java.util.Map;

/**
 * A configuration file, read and found good.
 *
 * @param file where it was read
 */
record Configuration(Path file, PipelineConfig pipeline, Spark spark, Path logs) {

  Configuration withMaster(String master) {
    return new Configuration(
        file,
        pipeline,
        new Spark(master, spark.shufflePartitions(), spark.ui(), spark.properties()),
        logs);
  }

  /**
   * How Spark is started.
   *
   * @param properties further {@code spark.*} settings
   */
  record Spark(String master, int shufflePartitions, Ui ui, Map<String, String> properties) {}

  /** Whether Spark serves its web page while a job runs. */
  enum Ui {
    OFF,
    ON
  }
}
