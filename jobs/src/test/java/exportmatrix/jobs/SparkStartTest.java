package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.Configuration.Spark;
import exportmatrix.jobs.Configuration.Ui;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkStartTest {

  @Test
  void setsWhatFiguresDependOn() {
    SparkConf conf = conf(new Spark("local[2]", 3, Ui.OFF, Map.of("spark.ui.port", "4051")));

    assertThat(conf.get("spark.master")).isEqualTo("local[2]");
    assertThat(conf.get("spark.sql.shuffle.partitions")).isEqualTo("3");
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.get("spark.sql.ansi.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.ui.port")).isEqualTo("4051");
    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.hadoop.fs.file.impl")).isEqualTo(LocalFiles.class.getName());
  }

  @Test
  void leavesTheNetworkToACluster() {
    SparkConf conf = conf(new Spark("spark://host:7077", 200, Ui.ON, Map.of()));

    assertThat(conf.contains("spark.driver.host")).isFalse();
    assertThat(conf.contains("spark.hadoop.fs.file.impl")).isFalse();
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
  }

  @Test
  void yieldsToWhatSparkSubmitSays() {
    System.setProperty("spark.master", "yarn");
    try {
      assertThat(conf(new Spark("local[*]", 8, Ui.OFF, Map.of())).get("spark.master"))
          .isEqualTo("yarn");
    } finally {
      System.clearProperty("spark.master");
    }
  }

  private static SparkConf conf(Spark settings) {
    try (SparkStart start = new SparkStart(settings)) {
      return start.conf();
    }
  }
}
