package exportmatrix.aggregate;

import exportmatrix.codes.Territories;
import exportmatrix.codes.Territory;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Need;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Slots;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Timeline;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every task must know to sum one collection: calendar, levels, coverage, and which ways each
 * upper territory can be summed.
 */
final class Plan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final CollectionSpec collection;
  private final Timeline timeline;
  private final Slots slots;
  private final Levels levels;
  private final Coverage coverage;
  private final Holes holes;
  private final Set<Need> needs;
  private final List<String> datasets;
  private final Set<String> cumulated = new HashSet<>();
  private final Map<String, List<TerritoryParts>> ways = new LinkedHashMap<>();
  private final Map<String, List<TerritoryParts>> children = new LinkedHashMap<>();

  Plan(
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      Timeline timeline,
      Levels levels,
      Coverage coverage,
      Holes holes,
      Set<Need> needs) {
    this.collection = collection;
    this.timeline = timeline;
    this.slots = new Slots(timeline, EnumSet.copyOf(collection.spans()));
    this.levels = levels;
    this.coverage = coverage;
    this.holes = holes;
    this.needs = needs;
    this.datasets = datasets.stream().map(DatasetSpec::id).toList();
    datasets.stream()
        .filter(d -> d.periodType() == DatasetSpec.PeriodType.CUMULATED)
        .forEach(d -> cumulated.add(d.id()));
    Territories territories = levels.codes().territories();
    for (Territory upper : levels.upperTerritories()) {
      ways.put(
          upper.code(),
          TerritoryParts.of(upper, levels.completeTerritories(), territories, timeline));
      children.put(upper.code(), TerritoryParts.children(upper, territories, timeline));
    }
    for (Territory area : levels.constantAreas()) {
      List<TerritoryParts> provinces =
          TerritoryParts.of(area, List.of(TerritoryLevel.PROVINCE), territories, timeline);
      if (provinces.stream().anyMatch(this::isNamed)) {
        ways.put(area.code(), provinces);
      }
    }
    deriveCoverage();
  }

  private boolean isNamed(TerritoryParts parts) {
    return Stream.of(Flow.values())
        .anyMatch(flow -> !Collections.disjoint(coverage.territories(flow), parts.all()));
  }

  /**
   * From what sources state to what follows: levels above complete ones, then upper territories.
   */
  private void deriveCoverage() {
    for (Flow flow : Flow.values()) {
      Set<String> territories = new HashSet<>(coverage.territories(flow));
      for (String territory : territories) {
        deriveWithin(flow, territory);
      }
      // Regions before macro-areas before Italy: each may stand on the one before.
      List<String> upward = new ArrayList<>(ways.keySet());
      Collections.reverse(upward);
      for (String upper : upward) {
        deriveAcross(flow, upper);
      }
    }
  }

  private void deriveWithin(Flow flow, String territory) {
    Map<Combination, BitSet> stated = coverage.statedBy(flow, territory);
    ProductLevel finest = levels.finestProduct();
    stated.forEach(
        (combination, where) -> {
          if (levels.complete(combination)) {
            coverage.coverWithin(flow, territory, combination, where);
          }
          boolean bySum = combination.product() == finest;
          if (bySum && sumsOver(combination.market())) {
            for (ProductLevel level : levels.summedProductLevels()) {
              coverage.coverWithin(
                  flow, territory, new Combination(combination.market(), level), where);
            }
          }
        });
    if (!levels.countriesComplete()) {
      return;
    }
    Map.copyOf(coverage.coveredBy(flow, territory))
        .forEach(
            (combination, where) -> {
              if (combination.market() == MarketLevel.COUNTRY) {
                for (MarketLevel market : List.of(MarketLevel.WORLD, MarketLevel.GROUP)) {
                  coverage.coverWithin(
                      flow, territory, new Combination(market, combination.product()), where);
                }
              }
            });
  }

  /** Whether an unnamed sum over products is zero: only where an unnamed market would be, too. */
  private boolean sumsOver(MarketLevel market) {
    return levels.complete(new Combination(market, levels.finestProduct()));
  }

  private void deriveAcross(Flow flow, String upper) {
    for (TerritoryParts way : ways.get(upper)) {
      Set<Combination> combinations = new HashSet<>();
      for (String part : way.all()) {
        combinations.addAll(coverage.coveredBy(flow, part).keySet());
      }
      for (Combination combination : combinations) {
        List<BitSet> unknown =
            way.all().stream().map(part -> but(coverage.covered(flow, part, combination))).toList();
        coverage.coverAcross(flow, upper, combination, way.fullBut(unknown));
      }
    }
  }

  private BitSet but(BitSet covered) {
    BitSet others = new BitSet();
    others.set(0, timeline.length());
    others.andNot(covered);
    return others;
  }

  CollectionSpec collection() {
    return collection;
  }

  Timeline timeline() {
    return timeline;
  }

  Slots slots() {
    return slots;
  }

  Levels levels() {
    return levels;
  }

  Coverage coverage() {
    return coverage;
  }

  Holes holes() {
    return holes;
  }

  boolean cumulated(String dataset) {
    return cumulated.contains(dataset);
  }

  /** Datasets in the order of precedence. */
  List<String> datasets() {
    return datasets;
  }

  /** Upper territories and constant areas and the ways to sum each, finest level first. */
  Map<String, List<TerritoryParts>> ways() {
    return ways;
  }

  /** The direct children of an upper territory; empty for the others. */
  List<TerritoryParts> children(String territory) {
    return children.getOrDefault(territory, List.of());
  }

  /** Whether the collection publishes the countries' cells of a product level. */
  boolean publishesCountries(ProductLevel level) {
    return collection.products().contains(level);
  }

  /** What is computed beside the totals. */
  Set<Need> needs() {
    return needs;
  }

  /**
   * Whether the cell is published, or others that are published are compared with it or made of it.
   */
  boolean keeps(CellKey key) {
    return keeps(combination(key));
  }

  /** Whether cells of a product are kept, be it of some markets only. */
  boolean keepsAny(String product) {
    ProductLevel level = levels.ofProduct(product);
    return Stream.of(MarketLevel.values())
        .anyMatch(market -> keeps(new Combination(market, level)));
  }

  private boolean keeps(Combination of) {
    return publishes(of)
        || levels.directlyBelow(of.product()).stream()
            .anyMatch(level -> publishes(new Combination(of.market(), level)))
        || (needs.contains(Need.LEAVES) && levels.detail().isLeaf(of.market(), of.product()));
  }

  /** Whether the collection publishes the cell. */
  boolean publishes(CellKey key) {
    return publishes(combination(key));
  }

  /** Whether the collection publishes a market's cells of a product level. */
  boolean publishes(String market, ProductLevel level) {
    return publishes(new Combination(levels.ofMarket(market), level));
  }

  private boolean publishes(Combination of) {
    return collection.products().contains(of.product())
        || (collection.worldProducts().contains(of.product())
            && of.market() != MarketLevel.COUNTRY);
  }

  /** The levels of a cell. */
  Combination combination(CellKey key) {
    return new Combination(levels.ofMarket(key.market()), levels.ofProduct(key.product()));
  }
}
