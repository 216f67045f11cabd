package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.Series;
import exportmatrix.model.TerritoryLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a cell that nobody names: zero where slices that are complete speak of its
 * levels, a PARTIAL zero where only some of the territories below do, and nothing elsewhere. The
 * same for all cells of a flow, territory and combination of levels.
 */
final class Silence {

  private final Plan plan;
  private final int length;
  private final Map<Unnamed, Series> known = new HashMap<>();
  private final Map<Unnamed, Series> within = new HashMap<>();
  private final Map<Parts, Series> sums = new HashMap<>();
  private final Map<Parts, List<Series>> partsWithin = new HashMap<>();
  private final Map<Parts, List<Series>> partsCovered = new HashMap<>();

  Silence(Plan plan) {
    this.plan = plan;
    this.length = plan.timeline().length();
  }

  private record Unnamed(Flow flow, String territory, Combination combination) {

    @Override
    public int hashCode() {
      return Hashes.of(flow, territory, combination);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unnamed that
          && flow == that.flow
          && territory.equals(that.territory)
          && combination.equals(that.combination);
    }
  }

  /** Along the timeline; not to be changed. */
  Series of(Flow flow, String territory, Combination combination) {
    Unnamed cells = new Unnamed(flow, territory, combination);
    Series silent = known.get(cells);
    if (silent == null) {
      silent = new Series(length);
      Series own = within(flow, territory, combination);
      for (int i = 0; i < length; i++) {
        silent.copy(i, own);
      }
      for (TerritoryParts way : plan.ways().getOrDefault(territory, List.of())) {
        across(cells, way, silent);
      }
      for (TerritoryParts way : plan.ways().getOrDefault(territory, List.of())) {
        partial(cells, way, silent);
      }
      known.put(cells, silent);
    }
    return silent;
  }

  /** The same; null where nothing is known of such cells. */
  Series orNull(Flow flow, String territory, Combination combination) {
    Series silent = of(flow, territory, combination);
    for (int i = 0; i < length; i++) {
      if (silent.present(i)) {
        return silent;
      }
    }
    return null;
  }

  /** What the territory's own slices alone say of such cells; not to be changed. */
  Series within(Flow flow, String territory, Combination combination) {
    Unnamed cells = new Unnamed(flow, territory, combination);
    Series silent = within.get(cells);
    if (silent == null) {
      Series zero = new Series(length);
      Coverage coverage = plan.coverage();
      BitSet stated = coverage.stated(flow, territory, combination);
      coverage.within(flow, territory, combination).stream()
          .filter(i -> i < length)
          .forEach(
              i ->
                  zero.put(
                      i,
                      0,
                      Series.PRESENT | Series.FILLED | (stated.get(i) ? Series.REPORTED : 0),
                      coverage.edition(flow, territory, i)));
      within.put(cells, zero);
      silent = zero;
    }
    return silent;
  }

  private void across(Unnamed cells, TerritoryParts way, Series silent) {
    Series sum = of(cells.flow, way, cells.combination);
    for (int i = 0; i < length; i++) {
      if (sum.present(i) && !silent.present(i)) {
        silent.copy(i, sum);
      }
    }
  }

  private void partial(Unnamed cells, TerritoryParts way, Series silent) {
    Series some = new Series(length);
    covered(cells.flow, way, cells.combination).forEach(some::add);
    for (int i = 0; i < length; i++) {
      if (some.present(i) && !silent.present(i)) {
        silent.copy(i, some);
        silent.mark(i, Series.PARTIAL);
      }
    }
  }

  private record Parts(Flow flow, String whole, TerritoryLevel level, Combination combination) {

    @Override
    public int hashCode() {
      return Hashes.of(Hashes.of(flow, level), whole, combination);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Parts that
          && flow == that.flow
          && level == that.level
          && whole.equals(that.whole)
          && combination.equals(that.combination);
    }
  }

  /** The sum of territories of one level, where all of them are known; not to be changed. */
  Series of(Flow flow, TerritoryParts way, Combination combination) {
    Parts parts = new Parts(flow, way.whole(), way.level(), combination);
    Series silent = sums.get(parts);
    if (silent == null) {
      Series sum = new Series(length);
      List<BitSet> unknown = new ArrayList<>();
      for (Series part : covered(flow, way, combination)) {
        sum.add(part);
        unknown.add(absent(part));
      }
      Series whole = new Series(length);
      way.fullBut(unknown).stream().forEach(i -> whole.copy(i, sum));
      sums.put(parts, whole);
      silent = whole;
    }
    return silent;
  }

  private static BitSet absent(Series series) {
    BitSet absent = new BitSet();
    for (int i = 0; i < series.length(); i++) {
      absent.set(i, !series.present(i));
    }
    return absent;
  }

  /** What {@link #within} says of each part of a territory; not to be changed. */
  List<Series> within(Flow flow, TerritoryParts way, Combination combination) {
    return partsWithin.computeIfAbsent(
        new Parts(flow, way.whole(), way.level(), combination),
        parts -> way.all().stream().map(part -> within(flow, part, combination)).toList());
  }

  /** Zeros of each part of a territory, as far as territories below it are known, too. */
  List<Series> covered(Flow flow, TerritoryParts way, Combination combination) {
    return partsCovered.computeIfAbsent(
        new Parts(flow, way.whole(), way.level(), combination),
        parts -> way.all().stream().map(part -> covered(flow, part, combination)).toList());
  }

  private Series covered(Flow flow, String part, Combination combination) {
    Series zero = new Series(length);
    plan.coverage().covered(flow, part, combination).stream()
        .filter(i -> i < length)
        .forEach(i -> zero.addNothing(i, plan.coverage().edition(flow, part, i)));
    return zero;
  }
}
