package exportmatrix.jobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark when it is first asked for, and stops what it started. */
final class SparkStart implements Supplier<SparkSession>, AutoCloseable {

  /** Settings on which published figures depend; a configuration may not touch them. */
  static final Map<String, String> FIXED =
      new TreeMap<>(
          Map.of(
              "spark.sql.session.timeZone", "UTC",
              "spark.sql.ansi.enabled", "true",
              "spark.sql.caseSensitive", "false",
              "spark.sql.parquet.writeLegacyFormat", "false",
              // The JVM never compiles a method above this: a wide row would be interpreted.
              "spark.sql.codegen.hugeMethodLimit", "8000"));

  private final Configuration.Spark settings;
  private SparkSession session;

  SparkStart(Configuration.Spark settings) {
    this.settings = settings;
  }

  @Override
  public synchronized SparkSession get() {
    if (session == null) {
      session = SparkSession.builder().config(conf()).getOrCreate();
    }
    return session;
  }

  /** What spark-submit says of the master wins over the configuration. */
  SparkConf conf() {
    SparkConf conf =
        new SparkConf()
            .setAppName("export-matrix")
            .setIfMissing("spark.master", settings.master())
            .set("spark.ui.enabled", String.valueOf(settings.ui() == Configuration.Ui.ON))
            .set("spark.ui.showConsoleProgress", "false")
            .set("spark.sql.shuffle.partitions", String.valueOf(settings.shufflePartitions()));
    if (conf.get("spark.master").startsWith("local")) {
      // One machine needs no name that a network resolves.
      conf.set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1");
    }
    settings.properties().forEach(conf::set);
    FIXED.forEach(conf::set);
    return conf;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
