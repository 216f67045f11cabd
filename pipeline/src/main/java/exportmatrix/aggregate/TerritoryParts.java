package exportmatrix.aggregate;

import exportmatrix.codes.Territories;
import exportmatrix.codes.Territory;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Timeline;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The territories of one level that together make up another: in each of the administrative
 * geographies there have been (a source may write the past in today's provinces), and the residuals
 * without which Italy is not whole.
 *
 * @param vintages one of them must be in the data
 * @param residuals places in {@code all} of which at least one must be in the data; empty: none is
 *     needed
 * @param all every part of any vintage, and the residuals
 */
record TerritoryParts(
    String whole, TerritoryLevel level, List<Vintage> vintages, BitSet residuals, List<String> all)
    implements Serializable {

  /**
   * A full set of parts.
   *
   * @param parts their places in {@link #all}
   * @param enough base periods in which they are all that there is to know
   */
  record Vintage(BitSet parts, BitSet enough) implements Serializable {

    static Vintage of(Set<String> codes, BitSet enough, List<String> all) {
      return new Vintage(places(codes, all), enough);
    }
  }

  private static BitSet places(Collection<String> codes, List<String> all) {
    BitSet places = new BitSet();
    codes.forEach(code -> places.set(all.indexOf(code)));
    return places;
  }

  /** Every way to sum a territory from a level, finest level first. */
  static List<TerritoryParts> of(
      Territory whole, List<TerritoryLevel> levels, Territories territories, Timeline timeline) {
    List<TerritoryParts> ways = new ArrayList<>();
    for (TerritoryLevel level : levels) {
      if (level.compareTo(whole.level()) > 0) {
        List<Set<String>> sets = territories.partsOf(whole.code(), level);
        if (!sets.isEmpty()) {
          List<String> residuals = territories.residualsOf(whole.code());
          Set<String> distinct = new LinkedHashSet<>();
          sets.forEach(distinct::addAll);
          distinct.addAll(residuals);
          List<String> all = List.copyOf(distinct);
          List<Vintage> vintages =
              whole.level() == TerritoryLevel.CONSTANT_AREA
                  ? ofTheTimeOrLater(sets, all, territories, timeline)
                  : ofAnyTime(sets, all, timeline);
          ways.add(new TerritoryParts(whole.code(), level, vintages, places(residuals, all), all));
        }
      }
    }
    return ways;
  }

  /** The territories one level down, along which growth is decomposed. */
  static List<TerritoryParts> children(
      Territory whole, Territories territories, Timeline timeline) {
    return switch (whole.level()) {
      case REGION -> of(whole, List.of(TerritoryLevel.PROVINCE), territories, timeline);
      case COUNTRY, MACRO_AREA -> of(whole, List.of(TerritoryLevel.REGION), territories, timeline);
      case CONSTANT_AREA, PROVINCE, RESIDUAL -> List.of();
    };
  }

  private static List<Vintage> ofAnyTime(
      List<Set<String>> sets, List<String> all, Timeline timeline) {
    BitSet everywhere = new BitSet();
    everywhere.set(0, timeline.length());
    return sets.stream().map(set -> Vintage.of(set, everywhere, all)).toList();
  }

  /** A province that a later one was taken from is not the whole area any more. */
  private static List<Vintage> ofTheTimeOrLater(
      List<Set<String>> sets, List<String> all, Territories territories, Timeline timeline) {
    List<Vintage> vintages = new ArrayList<>();
    sets.forEach(set -> vintages.add(Vintage.of(set, new BitSet(), all)));
    Set<String> parts = new LinkedHashSet<>();
    sets.forEach(parts::addAll);
    for (int i = 0; i < timeline.length(); i++) {
      LocalDate day = timeline.period(i).firstDay();
      Set<String> valid =
          parts.stream()
              .filter(part -> territories.find(part).orElseThrow().validOn(day))
              .collect(Collectors.toSet());
      for (int v = Math.max(sets.indexOf(valid), 0); v < sets.size(); v++) {
        vintages.get(v).enough().set(i);
      }
    }
    return vintages;
  }

  /**
   * Where the known territories are a full set.
   *
   * @param unknown base periods in which a part is not known, in the order of {@link #all}
   */
  BitSet fullBut(List<BitSet> unknown) {
    BitSet full = new BitSet();
    for (Vintage vintage : vintages) {
      BitSet of = (BitSet) vintage.enough().clone();
      for (int i = vintage.parts().nextSetBit(0); i >= 0; i = vintage.parts().nextSetBit(i + 1)) {
        of.andNot(unknown.get(i));
      }
      full.or(of);
    }
    if (!residuals.isEmpty()) {
      BitSet none = (BitSet) full.clone();
      residuals.stream().forEach(residual -> none.and(unknown.get(residual)));
      full.andNot(none);
    }
    return full;
  }
}
