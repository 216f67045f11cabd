package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.Pipeline;
import exportmatrix.Progress;
import exportmatrix.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All indicators of a collection are computed in one pass: publishing takes as many Spark jobs for
 * one as for all of them, and no more for more territories, products, periods or drawn weights.
 */
class SparkJobsTest {

  /** Slices, the cube, momentum, the other tables, dashboards, and the documents of the matrix. */
  private static final int MOST_TO_PUBLISH = 6;

  /** Digest, slices and observations; once more where something is known already. */
  private static final int MOST_TO_INGEST = 4;

  private static final String YAML =
      """
      matrix: {draws: %d}
      datasets:
        - id: quarters
          layout: delimited
          input: in/*.csv
          frequency: quarterly
          unit: euro
          edition_from_name: '_(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})\\.csv$'
          replaces: [flow, period]
          complete: {territory: [province], market: [country], product: [group]}
          columns: {territory: t, market: m, product: p, period: q, flow: f, value: v}
          delimited: {}
      collections:
        - {id: one, label_en: One, synthetic: true, datasets: quarters, indicators: [value_eur]}
        - {id: all, label_en: All, synthetic: true, datasets: quarters, groups: [OPEC]}
      """;

  private static final List<String> PROVINCES =
      List.of("ITC11", "ITC20", "ITC31", "ITC32", "ITC33", "ITC34", "ITC45", "ITC47");

  private static final List<String> PRODUCTS = List.of("CA101", "CB141", "CG221", "CK281");

  private static final List<String> MARKETS = List.of("DE", "SA", "MA");

  @TempDir Path folder;

  private static String rows(int territories, int products, int from, int quarters) {
    StringBuilder rows = new StringBuilder("t,m,p,q,f,v\n");
    for (int quarter = from; quarter < from + quarters; quarter++) {
      for (String flow : List.of("export", "import")) {
        for (String territory : PROVINCES.subList(0, territories)) {
          for (String market : MARKETS) {
            for (String product : PRODUCTS.subList(0, products)) {
              rows.append(
                  "%s,%s,%s,%d-Q%d,%s,%d\n"
                      .formatted(
                          territory,
                          market,
                          product,
                          quarter / 4,
                          quarter % 4 + 1,
                          flow,
                          2_000_000 + 1_000 * rows.length()));
            }
          }
        }
      }
    }
    return rows.toString();
  }

  /** How many jobs each phase of a run took. */
  private static Map<String, Integer> jobs(Office office) {
    Map<String, Integer> jobs = new TreeMap<>();
    Configuration configuration = ConfigurationFile.read(office.folder.resolve("c.yaml"));
    try (SparkStart start = new SparkStart(configuration.spark())) {
      SparkSession spark = start.get();
      AtomicInteger started = new AtomicInteger();
      spark
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onJobStart(SparkListenerJobStart job) {
                  started.incrementAndGet();
                }
              });
      Progress progress =
          new Progress() {
            @Override
            public void phases(List<String> names) {}

            @Override
            public void begin(String phase) {
              started(spark, started);
            }

            @Override
            public void note(String text) {}

            @Override
            public void end(String phase) {
              jobs.put(phase, started(spark, started));
            }
          };
      new Pipeline(configuration.pipeline(), start, progress)
          .run(new RunOptions(Optional.empty(), RunOptions.Rebuild.WHAT_IS_NEW, Set.of()));
    }
    return jobs;
  }

  /** The jobs started since this was asked last; a listener hears of them a little later. */
  private static int started(SparkSession spark, AtomicInteger started) {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    return started.getAndSet(0);
  }

  @Test
  void publishingTakesAsManyJobsForOneIndicatorAsForAllHoweverMuchThereIs() {
    Office small = new Office(folder.resolve("small"), YAML.formatted(100));
    small.input("a_2018-03-01.csv", rows(4, 2, 2014 * 4, 8));
    Map<String, Integer> few = jobs(small);

    assertThat(few.get("publish one")).isBetween(1, MOST_TO_PUBLISH);
    assertThat(few.get("publish all")).isEqualTo(few.get("publish one"));
    assertThat(few.get("ingest")).isBetween(1, MOST_TO_INGEST);
    assertThat(small.release("one").resolve("matrix")).isNotEmptyDirectory();
    assertThat(small.release("all").resolve("matrix_groups")).isNotEmptyDirectory();

    Office large = new Office(folder.resolve("large"), YAML.formatted(200));
    large.input("a_2018-03-01.csv", rows(8, 4, 2012 * 4, 16));
    assertThat(jobs(large)).isEqualTo(few);

    large.input("b_2018-06-01.csv", rows(8, 4, 2016 * 4, 1));
    Map<String, Integer> nightly = jobs(large);
    assertThat(nightly.get("publish all")).isBetween(1, MOST_TO_PUBLISH);
    assertThat(nightly.get("publish one")).isEqualTo(nightly.get("publish all"));
    assertThat(nightly.get("ingest")).isBetween(1, MOST_TO_INGEST);
  }
}
