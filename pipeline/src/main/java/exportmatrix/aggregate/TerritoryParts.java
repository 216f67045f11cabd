package exportmatrix.aggregate;

import exportmatrix.codes.Territories;
import exportmatrix.codes.Territory;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Timeline;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The territories of one level that together make up another: in each of the administrative
 * geographies there have been (a source may write the past in today's provinces), and the residuals
 * without which Italy is not whole.
 *
 * @param vintages one of them must be in the data
 * @param residuals at least one of them must be in the data; empty: none is needed
 * @param all every part of any vintage, and the residuals
 */
record TerritoryParts(
    String whole,
    TerritoryLevel level,
    List<Vintage> vintages,
    List<String> residuals,
    List<String> all)
    implements Serializable {

  /**
   * A full set of parts.
   *
   * @param enough base periods in which they are all that there is to know
   */
  record Vintage(Set<String> parts, BitSet enough) implements Serializable {}

  /** Every way to sum a territory from a level, finest level first. */
  static List<TerritoryParts> of(
      Territory whole, List<TerritoryLevel> levels, Territories territories, Timeline timeline) {
    List<TerritoryParts> ways = new ArrayList<>();
    for (TerritoryLevel level : levels) {
      if (level.compareTo(whole.level()) > 0) {
        List<Set<String>> sets = territories.partsOf(whole.code(), level);
        if (!sets.isEmpty()) {
          List<Vintage> vintages =
              whole.level() == TerritoryLevel.CONSTANT_AREA
                  ? ofTheTimeOrLater(sets, territories, timeline)
                  : ofAnyTime(sets, timeline);
          List<String> residuals = territories.residualsOf(whole.code());
          Set<String> all = new LinkedHashSet<>();
          sets.forEach(all::addAll);
          all.addAll(residuals);
          ways.add(new TerritoryParts(whole.code(), level, vintages, residuals, List.copyOf(all)));
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

  private static List<Vintage> ofAnyTime(List<Set<String>> sets, Timeline timeline) {
    BitSet everywhere = new BitSet();
    everywhere.set(0, timeline.length());
    return sets.stream().map(set -> new Vintage(set, everywhere)).toList();
  }

  /** A province that a later one was taken from is not the whole area any more. */
  private static List<Vintage> ofTheTimeOrLater(
      List<Set<String>> sets, Territories territories, Timeline timeline) {
    List<Vintage> vintages = new ArrayList<>();
    sets.forEach(set -> vintages.add(new Vintage(set, new BitSet())));
    Set<String> all = new LinkedHashSet<>();
    sets.forEach(all::addAll);
    for (int i = 0; i < timeline.length(); i++) {
      LocalDate day = timeline.period(i).firstDay();
      Set<String> valid =
          all.stream()
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
   * @param known base periods in which a part is known, by code
   */
  BitSet fullIn(Map<String, BitSet> known) {
    BitSet full = new BitSet();
    for (Vintage vintage : vintages) {
      BitSet of = (BitSet) vintage.enough().clone();
      vintage.parts().forEach(part -> of.and(known.get(part)));
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
