package exportmatrix.benchmarks.samples;

import exportmatrix.benchmarks.samples.Setting.Event;
import java.util.Arrays;

/**
 * Draws the value of a leaf in every quarter: share x Italy's path x season x drift x shocks x
 * autocorrelated noise; leaves that just trade begin late, end early or pause.
 */
final class LeafPaths {
  private static final double LEAF_DRIFT_SIGMA = 0.015;
  private static final double NOISE_OF_STRONGEST = 0.05;
  private static final double NOISE_OF_WEAKEST = 0.30;
  private static final double NOISE_PERSISTENCE = 0.6;
  private static final double SECURE_STRENGTH = 0.6;
  private static final double LATE_ENTRY_CHANCE = 0.40;
  private static final double EARLY_EXIT_CHANCE = 0.25;
  private static final double PAUSE_CHANCE = 0.18;
  private static final int LONGEST_FAREWELL_QUARTERS = 4;

  private final Setting setting;
  private final long seed;

  LeafPaths(Setting setting, long seed) {
    this.setting = setting;
    this.seed = seed;
  }

  /** Sets the values of the leaf in all quarters. */
  void draw(LeafSeries leaf) {
    Draws draws = Draws.of(seed, "path " + leaf.name());
    double drift = leaf.market().drifts().get(leaf.flow()) + LEAF_DRIFT_SIGMA * draws.normal();
    double sigma = NOISE_OF_WEAKEST + (NOISE_OF_STRONGEST - NOISE_OF_WEAKEST) * leaf.strength();
    double innovation = StrictMath.sqrt(1 - NOISE_PERSISTENCE * NOISE_PERSISTENCE);
    double noise = draws.normal();
    for (int i = 0; i < Setting.QUARTERS; i++) {
      Quarter quarter = Setting.FIRST_QUARTER.plus(i);
      noise = NOISE_PERSISTENCE * noise + innovation * draws.normal();
      double growth = drift * quarter.yearsSinceMiddleOf(Setting.BASE_YEAR) + sigma * noise;
      leaf.setValueEur(
          i,
          leaf.share()
              * setting.nationalQuarterEur(leaf.flow(), quarter)
              * leaf.product().season().get(quarter.number() - 1)
              * shocks(leaf, quarter)
              * StrictMath.exp(growth));
    }
    if (!leaf.assured()) {
      boolean[] trades = presence(leaf, Draws.of(seed, "presence " + leaf.name()));
      for (int i = 0; i < Setting.QUARTERS; i++) {
        if (!trades[i]) {
          leaf.setValueEur(i, 0);
        }
      }
    }
  }

  private double shocks(LeafSeries leaf, Quarter quarter) {
    double factor = 1;
    for (Event event : setting.events()) {
      if (event.concerns(leaf.flow(), leaf.market())
          && quarter.compareTo(event.from()) >= 0
          && quarter.compareTo(event.to()) <= 0) {
        factor *= event.factor();
      }
    }
    return factor;
  }

  private boolean[] presence(LeafSeries leaf, Draws draws) {
    int last = Setting.QUARTERS - 1;
    double weakness = Math.max(0, 1 - leaf.strength() / SECURE_STRENGTH);
    boolean[] trades = new boolean[Setting.QUARTERS];
    Arrays.fill(trades, true);
    if (draws.uniform() < LATE_ENTRY_CHANCE * weakness) {
      Arrays.fill(trades, 0, draws.between(1, last), false);
    }
    if (draws.uniform() < EARLY_EXIT_CHANCE * weakness) {
      Arrays.fill(trades, draws.between(1, last), Setting.QUARTERS, false);
    }
    for (int i = 0; i < Setting.QUARTERS; i++) {
      if (draws.uniform() < PAUSE_CHANCE * weakness) {
        trades[i] = false;
      }
    }
    for (Event event : setting.events()) {
      if (event.concerns(leaf.flow(), leaf.market())
          && draws.uniform() < event.exitShare() * (1 - leaf.strength())) {
        int from =
            event.from().minus(Setting.FIRST_QUARTER) + draws.between(0, LONGEST_FAREWELL_QUARTERS);
        int to = event.to().minus(Setting.FIRST_QUARTER) + 1;
        if (from < to) {
          Arrays.fill(trades, from, to, false);
        }
      }
    }
    return trades;
  }
}
