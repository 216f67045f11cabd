package exportmatrix.benchmarks.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.Status;
import exportmatrix.seasonal.Adjustment;
import exportmatrix.seasonal.KeptModel;
import exportmatrix.seasonal.RawSeries;
import exportmatrix.seasonal.SeasonalAdjustment;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How long it takes to adjust invented quarterly series on all processors: first with nothing kept,
 * then with the models that the first pass found and a quarter more.
 */
public final class AdjustSeries {

  private static final int QUARTERS = 40;

  private AdjustSeries() {}

  /**
   * @param args how many series, then TRAMO_SEATS or X13
   */
  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    SeasonalAdjustment adjusting =
        new SeasonalAdjustment(SaMethod.valueOf(args[1]), RevisionPolicy.KEEP_PARAMETERS);
    KeptModel[] models = new KeptModel[count];
    report("nothing kept", count, adjusting, QUARTERS, new KeptModel[count], models);
    report("models kept", count, adjusting, QUARTERS + 1, models, new KeptModel[count]);
  }

  private static void report(
      String pass,
      int count,
      SeasonalAdjustment adjusting,
      int quarters,
      KeptModel[] kept,
      KeptModel[] found) {
    Status[] statuses = new Status[count];
    long start = System.nanoTime();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              Adjustment adjusted = adjusting.adjust(series(i, quarters), kept[i]);
              statuses[i] = adjusted.status();
              found[i] = adjusted.model();
            });
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<Status, Integer> outcomes = new TreeMap<>();
    for (Status status : statuses) {
      outcomes.merge(status, 1, Integer::sum);
    }
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%-13s %6d series of %d quarters  %6.1f s  %5.2f ms a series and processor  %s  heap used %d MiB%n",
        pass,
        count,
        quarters,
        seconds,
        1000 * seconds * runtime.availableProcessors() / count,
        outcomes,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /** Growing by fits and starts, with a season (four of five), noise, and now and then an outlier. */
  private static RawSeries series(int number, int quarters) {
    Random random = new Random(number);
    double swing = number % 5 == 0 ? 0 : 0.05 + 0.2 * random.nextDouble();
    double noise = 0.01 + 0.05 * random.nextDouble();
    double[] season = random.doubles(4, -swing, Math.max(swing, 1e-9)).toArray();
    double level = Math.log(1e10);
    long[] cents = new long[quarters];
    for (int i = 0; i < quarters; i++) {
      level += 0.01 + 0.5 * noise * random.nextGaussian();
      double outlier = random.nextInt(50) == 0 ? 6 * noise : 0;
      double value = level + season[i % 4] + noise * random.nextGaussian() + outlier;
      cents[i] = Math.round(Math.exp(value));
    }
    return RawSeries.of(Period.of(Frequency.Q, 2014, 1), cents);
  }
}
