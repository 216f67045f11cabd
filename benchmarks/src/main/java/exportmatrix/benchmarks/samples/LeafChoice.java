package exportmatrix.benchmarks.samples;

import exportmatrix.benchmarks.samples.Setting.Market;
import exportmatrix.benchmarks.samples.Setting.ProductGroup;
import exportmatrix.benchmarks.samples.Setting.Territory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the leaves of the cube that trade at all: the assured ones and those with the highest
 * score, so that large provinces trade nearly everything and small ones a few things.
 *
 * <p>Size = territory x market x group x specialisation x luck. The score damps sizes, or a small
 * market would have no leaves at all.
 */
final class LeafChoice {
  private static final double TERRITORY_DAMPING = 0.75;
  private static final double MARKET_DAMPING = 0.35;
  private static final double PRODUCT_DAMPING = 0.45;
  private static final double LUCK_IN_SCORE = 0.7;
  private static final double TERRITORY_PRODUCT_SIGMA = 0.6;
  private static final double MARKET_PRODUCT_SIGMA = 0.4;
  private static final double STRENGTH_OF_ASSURED = 0.5;
  private static final double LUCK_SIGMA = 0.8;

  private final Setting setting;
  private final long seed;

  LeafChoice(Setting setting, long seed) {
    this.setting = setting;
    this.seed = seed;
  }

  private record Candidate(
      Territory territory, Market market, ProductGroup product, double size, double score) {}

  /**
   * The leaves of one flow.
   *
   * @param count how many leaves trade beside the assured ones
   */
  List<LeafSeries> choose(Flow flow, int count) {
    List<Candidate> candidates = candidates(flow);
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    List<LeafSeries> leaves = new ArrayList<>();
    int chosen = 0;
    for (Candidate candidate : candidates) {
      boolean assured =
          setting.assured().stream()
              .anyMatch(
                  rule ->
                      rule.contains(
                          flow, candidate.territory(), candidate.market(), candidate.product()));
      if (assured || chosen < count) {
        double strength = Math.max(assured ? STRENGTH_OF_ASSURED : 0, 1 - (double) chosen / count);
        leaves.add(
            new LeafSeries(
                flow,
                candidate.territory(),
                candidate.market(),
                candidate.product(),
                assured,
                strength,
                candidate.size()));
      }
      if (!assured) {
        chosen++;
      }
    }
    return leaves;
  }

  private List<Candidate> candidates(Flow flow) {
    List<Candidate> candidates = new ArrayList<>();
    for (Territory territory : setting.territories()) {
      double weight = territory.weights().get(flow);
      for (ProductGroup product : setting.products()) {
        double affinity =
            product.shares().get(flow)
                * setting.specialisation(territory, product.code())
                * draws(flow, territory.code(), product.code()).around1(TERRITORY_PRODUCT_SIGMA);
        for (Market market : setting.markets()) {
          double share =
              market.shares().get(flow) * setting.specialisation(territory, market.code());
          double taste = draws(flow, market.code(), product.code()).around1(MARKET_PRODUCT_SIGMA);
          double luck = draws(flow, territory.code(), market.code(), product.code()).normal();
          double size = weight * share * affinity * taste * StrictMath.exp(LUCK_SIGMA * luck);
          double score =
              TERRITORY_DAMPING * StrictMath.log(weight)
                  + MARKET_DAMPING * StrictMath.log(share)
                  + PRODUCT_DAMPING * StrictMath.log(affinity * taste)
                  + LUCK_IN_SCORE * luck;
          candidates.add(new Candidate(territory, market, product, size, score));
        }
      }
    }
    return candidates;
  }

  private Draws draws(Flow flow, String... codes) {
    return Draws.of(seed, "size " + flow.code() + " " + String.join(" ", codes));
  }
}
