package exportmatrix.indicators;

import exportmatrix.codes.Break;
import exportmatrix.codes.Breaks;
import exportmatrix.codes.Codes;
import exportmatrix.model.Period;
import exportmatrix.model.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * When the codes of one territory's cells came to mean something else: a market group by its
 * members, any code by the list of breaks. A definition is a number per base period that is equal
 * where the meaning is; worked out once per code.
 */
final class Definitions {

  private final Codes codes;
  private final Timeline timeline;
  private final List<int[]> ofTerritory;
  private final Map<String, List<int[]>> ofMarkets = new HashMap<>();
  private final Map<String, List<int[]>> ofProducts = new HashMap<>();

  Definitions(Codes codes, Timeline timeline, String territory) {
    this.codes = codes;
    this.timeline = timeline;
    this.ofTerritory = broken(Breaks.TERRITORY, territory);
  }

  /** Those definitions of a cell that change along the timeline; empty: it means the same. */
  List<int[]> of(String market, String product) {
    List<int[]> ofMarket = ofMarkets.computeIfAbsent(market, this::ofMarket);
    List<int[]> ofProduct =
        ofProducts.computeIfAbsent(product, code -> broken(Breaks.PRODUCT, code));
    if (ofMarket.isEmpty() && ofProduct.isEmpty()) {
      return ofTerritory;
    }
    List<int[]> all = new ArrayList<>(ofTerritory);
    all.addAll(ofMarket);
    all.addAll(ofProduct);
    return all;
  }

  private List<int[]> ofMarket(String market) {
    List<int[]> all = new ArrayList<>(broken(Breaks.MARKET, market));
    if (codes.markets().groups().contains(market)) {
      all.addAll(changing(members(market)));
    }
    return all;
  }

  private int[] members(String group) {
    Map<Set<String>, Integer> seen = new HashMap<>();
    return IntStream.range(0, timeline.length())
        .map(
            i ->
                seen.computeIfAbsent(
                    codes.markets().membersOn(group, timeline.period(i).firstDay()),
                    members -> seen.size()))
        .toArray();
  }

  private List<int[]> broken(String kind, String code) {
    List<LocalDate> days = codes.breaks().of(kind, code).stream().map(Break::from).toList();
    return days.isEmpty()
        ? List.of()
        : changing(
            IntStream.range(0, timeline.length())
                .map(i -> number(timeline.period(i), days))
                .toArray());
  }

  /** A period in which the meaning changes is like none before or after. */
  private static int number(Period period, List<LocalDate> days) {
    int number = 0;
    for (LocalDate day : days) {
      number += day.isAfter(period.firstDay()) ? 0 : 1;
      number += day.isAfter(period.lastDay()) ? 0 : 1;
    }
    return number;
  }

  private static List<int[]> changing(int[] definition) {
    return Arrays.stream(definition).distinct().count() > 1 ? List.of(definition) : List.of();
  }
}
