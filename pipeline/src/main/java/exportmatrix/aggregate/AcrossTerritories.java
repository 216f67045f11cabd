package exportmatrix.aggregate;

import exportmatrix.codes.Territories;
import exportmatrix.codes.Territory;
import exportmatrix.model.Flow;
import exportmatrix.model.Ranking;
import exportmatrix.model.Series;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums one cell (market x product) of one flow over territories: region, macro-area, Italy.
 *
 * <p>The territories' own cells in, every territory's cell out. At each base period an upper
 * territory is what it states or sums of its own; else the sum of the finest level that names the
 * cell and of which all parts are known; else, where some are, their sum, flagged PARTIAL. Where
 * nobody names the cell it is as {@link Silence} says. What a period gives depends on what is said
 * of that period alone, so that a cell that is named for the first time changes no earlier figure.
 */
final class AcrossTerritories {

  private final Plan plan;
  private final Silence silence;
  private final int length;

  AcrossTerritories(Plan plan, Silence silence) {
    this.plan = plan;
    this.silence = silence;
    this.length = plan.timeline().length();
  }

  /** All territories' cells, the given ones included, by code. */
  Map<String, Series> cells(Flow flow, CellKey key, Map<String, Series> own) {
    Map<String, Series> cells = new LinkedHashMap<>(own);
    BitSet holes = plan.holes().reaching(flow, key, plan.levels());
    plan.ways()
        .forEach(
            (upper, ways) -> {
              Series cell = upper(flow, key, upper, own, own.get(upper), ways, holes);
              if (cell.speaks()) {
                cells.put(upper, cell);
              }
            });
    return cells;
  }

  private Series upper(
      Flow flow,
      CellKey key,
      String upper,
      Map<String, Series> own,
      Series stated,
      List<TerritoryParts> ways,
      BitSet holes) {
    Series cell = new Series(length);
    Series partial = new Series(length);
    for (TerritoryParts way : ways) {
      if (way.all().stream().noneMatch(own::containsKey)) {
        continue;
      }
      Sum sum = sum(flow, key, own, way, plan.coverage()::within);
      for (int i = sum.named.nextSetBit(0); i >= 0; i = sum.named.nextSetBit(i + 1)) {
        if (sum.full.get(i) && !cell.present(i)) {
          cell.copy(i, sum.series);
        } else if (!partial.present(i)) {
          partial.copy(i, sum.series);
        }
      }
    }
    Series silent = silence.of(flow, upper, plan.combination(key));
    for (int i = 0; i < length; i++) {
      if (!cell.present(i) && partial.present(i)) {
        cell.copy(i, partial);
        cell.mark(i, Series.PARTIAL);
      }
      boolean summed = cell.present(i);
      boolean said = stated != null && (summed ? stated.named(i) : stated.present(i));
      if (said) {
        cell.copy(i, stated);
      } else if (!summed && silent.present(i)) {
        cell.copy(i, silent);
      }
      if (cell.present(i) && holes.get(i) && !said) {
        cell.mark(i, Series.INCOMPLETE);
      }
    }
    return cell;
  }

  /**
   * The sum of an upper territory's direct children: what its growth decomposes into.
   *
   * @param cells every territory's cell, as {@link #cells} gives them
   * @return null where the territory has no children; an index at which not all are known is not
   *     there
   */
  Series children(Flow flow, CellKey key, String upper, Map<String, Series> cells) {
    Series children = null;
    for (TerritoryParts way : plan.children(upper)) {
      if (way.all().stream().noneMatch(cells::containsKey)) {
        return silence.of(flow, way, plan.combination(key));
      }
      Sum sum = sum(flow, key, cells, way, plan.coverage()::covered);
      children = new Series(length);
      for (int i = 0; i < length; i++) {
        if (sum.full.get(i)) {
          children.copy(i, sum.series);
        }
      }
    }
    return children;
  }

  /**
   * The sum of a level's territories.
   *
   * @param full base periods in which all of them are known
   * @param named base periods in which one of them is named
   */
  private record Sum(Series series, BitSet full, BitSet named) {}

  /** Base periods in which an unnamed cell of a territory is zero. */
  private interface Known {
    BitSet zero(Flow flow, String territory, Combination combination);
  }

  private Sum sum(
      Flow flow, CellKey key, Map<String, Series> own, TerritoryParts way, Known coverage) {
    Combination combination = plan.combination(key);
    Series series = new Series(length);
    BitSet named = new BitSet(length);
    Map<String, BitSet> known = new HashMap<>();
    for (String part : way.all()) {
      Series value = own.get(part);
      BitSet covered = coverage.zero(flow, part, combination);
      BitSet here = new BitSet(length);
      for (int i = 0; i < length; i++) {
        if (value != null && value.present(i)) {
          here.set(i);
          series.add(i, value);
          if (value.named(i)) {
            named.set(i);
          }
        } else if (covered.get(i)) {
          here.set(i);
          series.addNothing(i, plan.coverage().edition(flow, part, i));
        }
      }
      known.put(part, here);
    }
    return new Sum(series, way.fullIn(known), named);
  }

  /**
   * Ranks every territory among its siblings (the same parent and level) at every slot.
   *
   * @param overSlots every territory's values along the slots
   * @return rank from 1, ties share the better one; 0 where it is not ranked: residuals, zeros and
   *     figures that are not whole
   */
  Map<String, short[]> ranks(Map<String, Series> overSlots) {
    Territories territories = plan.levels().codes().territories();
    Map<String, List<String>> families = new HashMap<>();
    for (String code : overSlots.keySet()) {
      Territory territory = territories.find(code).orElseThrow();
      if (territory.level() != TerritoryLevel.RESIDUAL && !territory.overlap()) {
        String parent =
            code.equals(Wording.ITALY) ? "" : territories.parentForShares(code).orElse("");
        families
            .computeIfAbsent(territory.level() + "@" + parent, f -> new ArrayList<>())
            .add(code);
      }
    }
    Map<String, short[]> ranks = new HashMap<>();
    for (List<String> siblings : families.values()) {
      short[][] ofSiblings =
          Ranking.of(siblings.stream().map(overSlots::get).toList(), plan.slots().count());
      for (int i = 0; i < ofSiblings.length; i++) {
        ranks.put(siblings.get(i), ofSiblings[i]);
      }
    }
    return ranks;
  }
}
