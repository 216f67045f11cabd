package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Series;
import exportmatrix.model.Timeline;
import exportmatrix.model.Wording;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums one territory's own figures of one flow: over products for each market, then over markets
 * for each product.
 *
 * <p>Stated cells in, stated and summed cells out. At each base period a cell is what the source
 * reports; else the sum of the finest complete product level; else, for the world and our groups,
 * the sum of the countries; else, in a slice that speaks of its levels completely, zero; else it
 * does not exist. Groups take the members of the period's first day.
 */
final class WithinTerritory {

  private final Plan plan;
  private final Levels levels;
  private final Silence silence;
  private final int length;
  private final Map<String, Map<String, BitSet>> members = new HashMap<>();

  WithinTerritory(Plan plan) {
    this.plan = plan;
    this.levels = plan.levels();
    this.silence = new Silence(plan);
    this.length = plan.timeline().length();
  }

  /**
   * @param stated what the source says, unknown codes under {@link Wording#UNPLACED}
   * @return every cell that can be known from these, without the unknown codes
   */
  Map<CellKey, Series> cells(Flow flow, String territory, Map<CellKey, Series> stated) {
    Map<CellKey, Series> cells = new HashMap<>(stated);
    overProducts(flow, territory, stated, cells);
    overMarkets(flow, territory, cells);
    cells
        .keySet()
        .removeIf(
            key -> key.market().equals(Wording.UNPLACED) || key.product().equals(Wording.UNPLACED));
    cells.forEach((key, series) -> fill(flow, territory, key, series));
    cells.values().removeIf(series -> !series.speaks());
    return cells;
  }

  private void overProducts(
      Flow flow, String territory, Map<CellKey, Series> stated, Map<CellKey, Series> cells) {
    ProductLevel finest = levels.finestProduct();
    if (finest == null || levels.summedProductLevels().isEmpty()) {
      return;
    }
    Map<CellKey, Series> sums = new HashMap<>();
    Map<String, Series> unplaced = new HashMap<>();
    stated.forEach(
        (key, series) -> {
          if (key.product().equals(Wording.UNPLACED)) {
            unplaced.put(key.market(), series);
          } else if (levels.ofProduct(key.product()) == finest) {
            for (String node : levels.above(key.product())) {
              addAll(sum(sums, new CellKey(key.market(), node)), series);
            }
          }
        });
    unplaced.forEach(
        (market, hole) -> {
          sum(sums, new CellKey(market, Wording.ALL_PRODUCTS));
          sums.forEach(
              (key, sum) -> {
                if (key.market().equals(market)) {
                  addAll(sum, hole);
                }
              });
        });
    sums.forEach(
        (key, sum) -> {
          Combination leaves = new Combination(levels.ofMarket(key.market()), finest);
          BitSet zero =
              levels.complete(leaves)
                  ? plan.coverage().stated(flow, territory, leaves)
                  : new BitSet();
          complete(cells, key, sum, zero, flow, territory);
        });
  }

  private void overMarkets(Flow flow, String territory, Map<CellKey, Series> cells) {
    if (!levels.countriesComplete()) {
      return;
    }
    Map<CellKey, Series> sums = new HashMap<>();
    cells.forEach(
        (key, series) -> {
          if (levels.ofMarket(key.market()) != MarketLevel.COUNTRY) {
            return;
          }
          addAll(sum(sums, new CellKey(Wording.WORLD, key.product())), series);
          for (String group : levels.groups()) {
            BitSet member = membership(group, key.market(), territory);
            if (!member.isEmpty()) {
              Series sum = sum(sums, new CellKey(group, key.product()));
              member.stream().forEach(i -> sum.add(i, series));
            }
          }
        });
    sums.forEach(
        (key, sum) -> {
          if (!key.product().equals(Wording.UNPLACED)) {
            Combination parts =
                new Combination(MarketLevel.COUNTRY, levels.ofProduct(key.product()));
            BitSet zero = plan.coverage().within(flow, territory, parts);
            completeWhere(cells, key, sum, zero, flow, territory);
          }
        });
  }

  /** Base periods in which the market belongs to the group; an unknown market may be in any. */
  private BitSet membership(String group, String market, String reporter) {
    BitSet member = new BitSet();
    if (market.equals(reporter)) {
      return member;
    }
    if (market.equals(Wording.UNPLACED)) {
      member.set(0, length);
      return member;
    }
    return members(group).getOrDefault(market, member);
  }

  /** Every market that is ever a member, and the base periods in which it is. */
  private Map<String, BitSet> members(String group) {
    return members.computeIfAbsent(
        group,
        g -> {
          Map<String, BitSet> ofGroup = new HashMap<>();
          for (int i = 0; i < length; i++) {
            for (String market : levels.members(g, plan.timeline().period(i).firstDay())) {
              ofGroup.computeIfAbsent(market, m -> new BitSet()).set(i);
            }
          }
          return ofGroup;
        });
  }

  /** Takes the sum where the cell is not reported and a part is there, or all parts are zero. */
  private void complete(
      Map<CellKey, Series> cells,
      CellKey key,
      Series sum,
      BitSet zero,
      Flow flow,
      String territory) {
    Series cell = cells.computeIfAbsent(key, k -> new Series(length));
    for (int i = 0; i < length; i++) {
      if (cell.present(i)) {
        continue;
      }
      if (sum.present(i)) {
        cell.copy(i, sum);
      } else if (zero.get(i)) {
        cell.put(i, 0, Series.PRESENT | Series.FILLED, plan.coverage().edition(flow, territory, i));
      }
    }
  }

  /** As {@link #complete}, but only where the slice speaks of all parts. */
  private void completeWhere(
      Map<CellKey, Series> cells,
      CellKey key,
      Series sum,
      BitSet speaks,
      Flow flow,
      String territory) {
    Series allowed = new Series(length);
    speaks.stream().filter(i -> i < length).forEach(i -> allowed.copy(i, sum));
    complete(cells, key, allowed, speaks, flow, territory);
  }

  /** Zero where the slice speaks of the cell's levels completely and does not name the cell. */
  private void fill(Flow flow, String territory, CellKey key, Series series) {
    Series silent = silence.within(flow, territory, plan.combination(key));
    for (int i = 0; i < length; i++) {
      if (!series.present(i)) {
        series.copy(i, silent);
      }
    }
  }

  private Series sum(Map<CellKey, Series> sums, CellKey key) {
    return sums.computeIfAbsent(key, k -> new Series(length));
  }

  private void addAll(Series sum, Series part) {
    for (int i = 0; i < length; i++) {
      sum.add(i, part);
    }
  }

  /**
   * Turns a series of the year so far into one of single periods; where the step is unknown, so is
   * the value.
   */
  static Series decumulated(Series cumulated, Timeline timeline) {
    Series single = new Series(cumulated.length());
    for (int i = 0; i < cumulated.length(); i++) {
      if (!cumulated.present(i)) {
        continue;
      }
      boolean first = timeline.period(i).place() == 1;
      boolean known =
          cumulated.whole(i)
              && (first || (i > 0 && cumulated.whole(i - 1)))
              && (first || cumulated.cents(i) >= cumulated.cents(i - 1));
      if (known) {
        long before = first ? 0 : cumulated.cents(i - 1);
        single.put(i, cumulated.cents(i) - before, cumulated.flags(i), cumulated.edition(i));
      } else {
        int flags = cumulated.flags(i) & (Series.CONFIDENTIAL | Series.PRESENT | Series.REPORTED);
        single.put(i, 0, flags | Series.INCOMPLETE, cumulated.edition(i));
      }
    }
    return single;
  }
}
