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
 * territory is what it states or sums of its own; else the sum of the finest complete level of
 * which all parts are known; else, where some are, their sum, flagged PARTIAL; else it does not
 * exist.
 */
final class AcrossTerritories {

  private final Plan plan;
  private final int length;

  AcrossTerritories(Plan plan) {
    this.plan = plan;
    this.length = plan.timeline().length();
  }

  /** All territories' cells, the given ones included, by code. */
  Map<String, Series> cells(Flow flow, CellKey key, Map<String, Series> own) {
    Map<String, Series> cells = new LinkedHashMap<>(own);
    BitSet holes = plan.holes().reaching(flow, key, plan.levels());
    plan.ways()
        .forEach(
            (upper, ways) -> {
              Series cell = upper(flow, key, own, own.get(upper), ways, holes);
              if (cell.speaks()) {
                cells.put(upper, cell);
              }
            });
    return cells;
  }

  private Series upper(
      Flow flow,
      CellKey key,
      Map<String, Series> own,
      Series stated,
      List<TerritoryParts> ways,
      BitSet holes) {
    Series cell = new Series(length);
    Series partial = new Series(length);
    for (TerritoryParts way : ways) {
      Sum sum = sum(flow, key, own, way);
      for (int i = 0; i < length; i++) {
        if (sum.full.get(i) && !cell.present(i)) {
          cell.copy(i, sum.series);
        } else if (sum.series.present(i) && !partial.present(i)) {
          partial.copy(i, sum.series);
        }
      }
    }
    for (int i = 0; i < length; i++) {
      if (!cell.present(i) && partial.present(i)) {
        cell.copy(i, partial);
        cell.mark(i, Series.PARTIAL);
      }
      if (cell.present(i) && holes.get(i)) {
        cell.mark(i, Series.INCOMPLETE);
      }
      if (stated != null && stated.present(i)) {
        cell.copy(i, stated);
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
      Sum sum = sum(flow, key, cells, way);
      children = new Series(length);
      for (int i = 0; i < length; i++) {
        if (sum.full.get(i)) {
          children.copy(i, sum.series);
        }
      }
    }
    return children;
  }

  private record Sum(Series series, BitSet full) {}

  private Sum sum(Flow flow, CellKey key, Map<String, Series> own, TerritoryParts way) {
    Combination combination =
        new Combination(
            plan.levels().ofMarket(key.market()), plan.levels().ofProduct(key.product()));
    Series series = new Series(length);
    if (way.all().stream().noneMatch(own::containsKey)) {
      return new Sum(series, new BitSet());
    }
    Map<String, BitSet> known = new HashMap<>();
    for (String part : way.all()) {
      Series value = own.get(part);
      BitSet covered = plan.coverage().covered(flow, part, combination);
      BitSet here = new BitSet(length);
      for (int i = 0; i < length; i++) {
        if (value != null && value.present(i)) {
          here.set(i);
          series.add(i, value);
        } else if (covered.get(i)) {
          here.set(i);
          series.addNothing(i, plan.coverage().edition(flow, part, i));
        }
      }
      known.put(part, here);
    }
    return new Sum(series, way.fullIn(known));
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
