package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Series;
import exportmatrix.model.Timeline;
import exportmatrix.model.Wording;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
  private final Map<String, List<String>> wholes = new HashMap<>();
  private final Map<String, List<Membership>> memberships = new HashMap<>();
  private final Map<String, Boolean> kept = new HashMap<>();

  WithinTerritory(Plan plan) {
    this.plan = plan;
    this.levels = plan.levels();
    this.silence = new Silence(plan);
    this.length = plan.timeline().length();
  }

  /** Whose figures they are. */
  private record Place(Flow flow, String territory) {}

  /**
   * @param stated what the source says, unknown codes under {@link Wording#UNPLACED}; changed
   * @return every cell that can be known from these and that is kept, without the unknown codes
   */
  Stream<CellSeries> cells(Flow flow, String territory, Cells stated) {
    Place place = new Place(flow, territory);
    stated.forEach((market, byProduct) -> overProducts(place, market, byProduct));
    overMarkets(place, stated);
    Stream.Builder<CellSeries> cells = Stream.builder();
    stated.forEach(
        (market, byProduct) ->
            byProduct.forEach(
                (product, series) -> {
                  CellKey key = new CellKey(market, product);
                  if (isKept(product) && !market.equals(Wording.UNPLACED) && plan.keeps(key)) {
                    fill(place, key, series);
                    if (series.speaks()) {
                      cells.add(new CellSeries(flow, territory, key, series));
                    }
                  }
                }));
    return cells.build();
  }

  /** Whether cells of the product are kept; where none are, none need be summed. */
  private boolean isKept(String product) {
    return kept.computeIfAbsent(product, p -> !p.equals(Wording.UNPLACED) && plan.keepsAny(p));
  }

  private void overProducts(Place place, String market, Map<String, Series> byProduct) {
    if (levels.summedProductLevels().isEmpty()) {
      return;
    }
    Map<String, Series> sums = new HashMap<>();
    byProduct.forEach(
        (product, series) -> {
          for (String whole : wholes.computeIfAbsent(product, this::wholes)) {
            sum(sums, whole).add(series);
          }
        });
    Series unplaced = byProduct.get(Wording.UNPLACED);
    if (unplaced != null) {
      sum(sums, Wording.ALL_PRODUCTS);
      sums.values().forEach(sum -> sum.add(unplaced));
    }
    Combination leaves = new Combination(levels.ofMarket(market), levels.finestProduct());
    BitSet zero =
        levels.complete(leaves)
            ? plan.coverage().stated(place.flow, place.territory, leaves)
            : new BitSet();
    sums.forEach((product, sum) -> complete(place, sum(byProduct, product), sum, zero));
  }

  /** The products that are kept and of which the product is a part; none where it is not a leaf. */
  private List<String> wholes(String product) {
    return product.equals(Wording.UNPLACED) || levels.ofProduct(product) != levels.finestProduct()
        ? List.of()
        : levels.above(product).stream().filter(this::isKept).toList();
  }

  private void overMarkets(Place place, Cells cells) {
    if (!levels.countriesComplete()) {
      return;
    }
    Cells sums = new Cells(length);
    cells.forEach(
        (market, byProduct) -> {
          if (levels.ofMarket(market) == MarketLevel.COUNTRY) {
            List<Membership> of = memberships(market, place.territory);
            byProduct.forEach(
                (product, series) -> {
                  if (isKept(product)) {
                    of.forEach(one -> one.add(series, sums.of(one.whole, product)));
                  }
                });
          }
        });
    sums.forEach(
        (whole, byProduct) ->
            byProduct.forEach(
                (product, sum) -> {
                  Combination parts =
                      new Combination(MarketLevel.COUNTRY, levels.ofProduct(product));
                  BitSet zero = plan.coverage().within(place.flow, place.territory, parts);
                  completeWhere(place, cells.of(whole, product), sum, zero);
                }));
  }

  /**
   * That a country is a part of the world or of a group.
   *
   * @param periods base periods in which it is
   */
  private record Membership(String whole, BitSet periods) {

    void add(Series series, Series sum) {
      for (int i = periods.nextSetBit(0); i >= 0; i = periods.nextSetBit(i + 1)) {
        sum.add(i, series);
      }
    }
  }

  /** A reporter is in no group of its own; an unknown market may be in any. */
  private List<Membership> memberships(String market, String reporter) {
    return market.equals(reporter)
        ? List.of(new Membership(Wording.WORLD, always()))
        : memberships.computeIfAbsent(market, this::memberships);
  }

  private List<Membership> memberships(String market) {
    List<Membership> of = new ArrayList<>();
    of.add(new Membership(Wording.WORLD, always()));
    for (String group : levels.groups()) {
      BitSet periods = market.equals(Wording.UNPLACED) ? always() : within(group, market);
      if (!periods.isEmpty()) {
        of.add(new Membership(group, periods));
      }
    }
    return of;
  }

  private BitSet always() {
    BitSet always = new BitSet(length);
    always.set(0, length);
    return always;
  }

  private BitSet within(String group, String market) {
    BitSet within = new BitSet(length);
    for (int i = 0; i < length; i++) {
      within.set(i, levels.members(group, plan.timeline().period(i).firstDay()).contains(market));
    }
    return within;
  }

  /** Takes the sum where the cell is not reported and a part is there, or all parts are zero. */
  private void complete(Place place, Series cell, Series sum, BitSet zero) {
    for (int i = 0; i < length; i++) {
      if (cell.present(i)) {
        continue;
      }
      if (sum.present(i)) {
        cell.copy(i, sum);
      } else if (zero.get(i)) {
        int edition = plan.coverage().edition(place.flow, place.territory, i);
        cell.put(i, 0, Series.PRESENT | Series.FILLED, edition);
      }
    }
  }

  /** As {@link #complete}, but only where the slice speaks of all parts. */
  private void completeWhere(Place place, Series cell, Series sum, BitSet speaks) {
    Series allowed = new Series(length);
    speaks.stream().filter(i -> i < length).forEach(i -> allowed.copy(i, sum));
    complete(place, cell, allowed, speaks);
  }

  /** Zero where the slice speaks of the cell's levels completely and does not name the cell. */
  private void fill(Place place, CellKey key, Series series) {
    Series silent = silence.within(place.flow, place.territory, plan.combination(key));
    for (int i = 0; i < length; i++) {
      if (!series.present(i)) {
        series.copy(i, silent);
      }
    }
  }

  private Series sum(Map<String, Series> sums, String product) {
    return sums.computeIfAbsent(product, p -> new Series(length));
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
