package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import java.io.Serializable;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where absence means zero: for each territory and flow, the base periods in which a complete
 * source speaks of a combination of levels, so that a cell it does not name is 0. Said by the
 * source itself ({@code stated}), derivable from finer levels of the same slice that are complete
 * ({@code within}), or known from the territories below as well ({@code covered}).
 */
final class Coverage implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final BitSet NOWHERE = new BitSet();

  private final Map<Flow, Map<String, Map<Combination, BitSet>>> stated = new EnumMap<>(Flow.class);
  private final Map<Flow, Map<String, Map<Combination, BitSet>>> within = new EnumMap<>(Flow.class);
  private final Map<Flow, Map<String, Map<Combination, BitSet>>> covered =
      new EnumMap<>(Flow.class);
  private final Map<Flow, Map<String, short[]>> editions = new EnumMap<>(Flow.class);

  /** Notes that a slice speaks of a combination, and in which edition (days since 1970). */
  void state(
      Flow flow, String territory, Combination combination, int index, int edition, int length) {
    bits(stated, flow, territory, combination).set(index);
    short[] newest =
        editions
            .computeIfAbsent(flow, f -> new HashMap<>())
            .computeIfAbsent(territory, t -> new short[length]);
    newest[index] = (short) Math.max(newest[index], edition);
  }

  void coverWithin(Flow flow, String territory, Combination combination, BitSet where) {
    if (!where.isEmpty()) {
      bits(within, flow, territory, combination).or(where);
      coverAcross(flow, territory, combination, where);
    }
  }

  void coverAcross(Flow flow, String territory, Combination combination, BitSet where) {
    if (!where.isEmpty()) {
      bits(covered, flow, territory, combination).or(where);
    }
  }

  /** Base periods in which the source itself speaks of the combination for the territory. */
  BitSet stated(Flow flow, String territory, Combination combination) {
    return look(stated, flow, territory, combination);
  }

  /** Base periods in which the territory's own slices say that an unnamed cell is zero. */
  BitSet within(Flow flow, String territory, Combination combination) {
    return look(within, flow, territory, combination);
  }

  /** Base periods in which an unnamed cell of the combination is zero. */
  BitSet covered(Flow flow, String territory, Combination combination) {
    return look(covered, flow, territory, combination);
  }

  /** Territories that have a slice in the flow. */
  Set<String> territories(Flow flow) {
    return stated.getOrDefault(flow, Map.of()).keySet();
  }

  Map<Combination, BitSet> statedBy(Flow flow, String territory) {
    return stated.getOrDefault(flow, Map.of()).getOrDefault(territory, Map.of());
  }

  Map<Combination, BitSet> coveredBy(Flow flow, String territory) {
    return covered.getOrDefault(flow, Map.of()).getOrDefault(territory, Map.of());
  }

  /** Newest edition of the slice, days since 1970; 0 where there is no slice. */
  int edition(Flow flow, String territory, int index) {
    short[] newest = editions.getOrDefault(flow, Map.of()).get(territory);
    return newest == null ? 0 : newest[index];
  }

  private static BitSet bits(
      Map<Flow, Map<String, Map<Combination, BitSet>>> in,
      Flow flow,
      String territory,
      Combination combination) {
    return in.computeIfAbsent(flow, f -> new HashMap<>())
        .computeIfAbsent(territory, t -> new HashMap<>())
        .computeIfAbsent(combination, c -> new BitSet());
  }

  private static BitSet look(
      Map<Flow, Map<String, Map<Combination, BitSet>>> in,
      Flow flow,
      String territory,
      Combination combination) {
    return in.getOrDefault(flow, Map.of())
        .getOrDefault(territory, Map.of())
        .getOrDefault(combination, NOWHERE);
  }
}
