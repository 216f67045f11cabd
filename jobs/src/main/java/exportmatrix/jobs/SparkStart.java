package exportmatrix.jobs;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  private static final Pattern NOT_SPARKS =
      Pattern.compile("(pipeline|jobs|iceberg|commons-csv|json-schema-validator|itu)-.*\\.jar");

  private final Configuration.Spark settings;
  private SparkSession session;

  SparkStart(Configuration.Spark settings) {
    this.settings = settings;
  }

  @Override
  public synchronized SparkSession get() {
    if (session == null) {
      // Asked of SparkSession itself, Scala's reflection takes half a second to find this one.
      session = org.apache.spark.sql.classic.SparkSession.builder().config(conf()).getOrCreate();
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
            // By default a task creates a file per partition, which costs more than what is in it.
            .setIfMissing("spark.shuffle.sort.bypassMergeThreshold", "1")
            .set("spark.sql.shuffle.partitions", String.valueOf(settings.shufflePartitions()));
    if (conf.get("spark.master").startsWith("local")) {
      // One machine needs no name that a network resolves.
      conf.set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1");
      conf.set("spark.hadoop.fs.file.impl", LocalFiles.class.getName());
    }
    if (conf.get("spark.master").startsWith("spark://")) {
      conf.setIfMissing("spark.jars", String.join(",", ownJars()));
    }
    settings.properties().forEach(conf::set);
    FIXED.forEach(conf::set);
    return conf;
  }

  /** The jars of our class path that a Spark cluster does not have. */
  private static List<String> ownJars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> NOT_SPARKS.matcher(Path.of(path).getFileName().toString()).matches())
        .toList();
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
