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
  private final Map<String, String> siblings = new HashMap<>();

  AcrossTerritories(Plan plan, Silence silence) {
    this.plan = plan;
    this.silence = silence;
    this.length = plan.timeline().length();
  }

  /** All territories' cells, the given ones included, by code. */
  Map<String, Series> cells(Flow flow, CellKey key, Map<String, Series> own) {
    Map<String, Series> cells = new HashMap<>(own);
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
      Sum sum = sum(own, way, silence.within(flow, way, plan.combination(key)));
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
      Sum sum = sum(cells, way, silence.covered(flow, way, plan.combination(key)));
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

  /**
   * @param silent what is known of each part where it is not named
   */
  private Sum sum(Map<String, Series> own, TerritoryParts way, List<Series> silent) {
    Series series = new Series(length);
    BitSet named = new BitSet(length);
    List<BitSet> unknown = new ArrayList<>(silent.size());
    for (int part = 0; part < silent.size(); part++) {
      Series value = own.get(way.all().get(part));
      BitSet neither = new BitSet();
      for (int i = 0; i < length; i++) {
        if (value != null && value.present(i)) {
          series.add(i, value);
          if (value.named(i)) {
            named.set(i);
          }
        } else if (silent.get(part).present(i)) {
          series.add(i, silent.get(part));
        } else {
          neither.set(i);
        }
      }
      unknown.add(neither);
    }
    return new Sum(series, way.fullBut(unknown), named);
  }

  /**
   * Ranks every territory among its siblings (the same parent and level) at every slot.
   *
   * @param overSlots every territory's values along the slots
   * @return rank from 1, ties share the better one; 0 where it is not ranked: residuals, zeros and
   *     figures that are not whole
   */
  Map<String, short[]> ranks(Map<String, Series> overSlots) {
    Map<String, List<String>> families = new HashMap<>();
    for (String code : overSlots.keySet()) {
      String family = siblings.computeIfAbsent(code, this::siblings);
      if (!family.isEmpty()) {
        families.computeIfAbsent(family, f -> new ArrayList<>()).add(code);
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

  /** What a territory has in common with those it is ranked among; empty: it is not ranked. */
  private String siblings(String code) {
    Territories territories = plan.levels().codes().territories();
    Territory territory = territories.find(code).orElseThrow();
    if (territory.level() == TerritoryLevel.RESIDUAL || territory.overlap()) {
      return "";
    }
    String parent = code.equals(Wording.ITALY) ? "" : territories.parentForShares(code).orElse("");
    return territory.level() + "@" + parent;
  }
}
