package exportmatrix.aggregate;

import exportmatrix.codes.Territory;
import exportmatrix.model.TerritoryLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The territories of one level that together make up another: in each of the administrative
 * geographies there have been (a source may write the past in today's provinces), and the residuals
 * without which Italy is not whole.
 *
 * @param vintages each one a full set; one of them must be in the data
 * @param residuals at least one of them must be in the data; empty: none is needed
 * @param all every part of any vintage, and the residuals
 */
record TerritoryParts(
    String whole,
    TerritoryLevel level,
    List<Set<String>> vintages,
    List<String> residuals,
    List<String> all)
    implements Serializable {

  /** Every way to sum a territory from a level, finest level first. */
  static List<TerritoryParts> of(Territory whole, List<TerritoryLevel> levels, Levels codes) {
    List<TerritoryParts> ways = new ArrayList<>();
    for (TerritoryLevel level : levels) {
      if (level.compareTo(whole.level()) > 0) {
        List<Set<String>> vintages = codes.codes().territories().partsOf(whole.code(), level);
        if (!vintages.isEmpty()) {
          List<String> residuals = codes.codes().territories().residualsOf(whole.code());
          Set<String> all = new LinkedHashSet<>();
          vintages.forEach(all::addAll);
          all.addAll(residuals);
          ways.add(new TerritoryParts(whole.code(), level, vintages, residuals, List.copyOf(all)));
        }
      }
    }
    return ways;
  }

  /** The territories one level down, along which growth is decomposed. */
  static List<TerritoryParts> children(Territory whole, Levels codes) {
    TerritoryLevel level =
        whole.level() == TerritoryLevel.REGION ? TerritoryLevel.PROVINCE : TerritoryLevel.REGION;
    return of(whole, List.of(level), codes);
  }

  /**
   * Where the known territories are a full set.
   *
   * @param known base periods in which a part is known, by code
   */
  BitSet fullIn(Map<String, BitSet> known) {
    BitSet full = new BitSet();
    for (Set<String> vintage : vintages) {
      BitSet of = null;
      for (String part : vintage) {
        if (of == null) {
          of = (BitSet) known.get(part).clone();
        } else {
          of.and(known.get(part));
        }
      }
      full.or(of);
    }
    if (!residuals.isEmpty()) {
      BitSet any = new BitSet();
      residuals.forEach(residual -> any.or(known.get(residual)));
      full.and(any);
    }
    return full;
  }
}
