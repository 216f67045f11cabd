package exportmatrix.indicators;

import exportmatrix.codes.Programme;
import exportmatrix.model.Concentration;
import exportmatrix.model.Flow;
import exportmatrix.model.Matched;
import exportmatrix.model.Rules;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * One cell's history along the slots, with everything an indicator may compare it with. A relative
 * that does not exist is null; one that exists may still be absent at a slot.
 */
public final class Family {

  private final Map<Dimension, Optional<Series>> parents = new EnumMap<>(Dimension.class);
  private final Map<Dimension, short[]> ranks = new EnumMap<>(Dimension.class);
  private final Slots slots;
  private final Rules rules;
  private final Flow flow;
  private final Series own;
  private final Growth[] growth;
  private Series italy;
  private Series world;
  private Series allProducts;
  private Series counterflow;
  private Series everything;
  private Series benchmarkTotal;
  private Supplier<Matched> matched;
  private Matched both;
  private Decomposition decomposition;
  private boolean ofSectors;
  private List<Series> cells;
  private IntUnaryOperator possibleCells;
  private List<Programme> targets = List.of();
  private final Map<Dimension, Concentration> concentrations = new EnumMap<>(Dimension.class);
  private List<int[]> definitions = List.of();

  Family(Slots slots, Rules rules, Flow flow, Series own) {
    this.slots = slots;
    this.rules = rules;
    this.flow = flow;
    this.own = own;
    this.growth = new Growth[slots.count()];
  }

  /**
   * @param parent null where the parent does not exist in the collection
   */
  Family withParent(Dimension dimension, Series parent) {
    parents.put(dimension, Optional.ofNullable(parent));
    return this;
  }

  /**
   * @param rank null where the cell is of a kind that is never ranked
   */
  Family withRanks(Dimension dimension, short[] rank) {
    ranks.put(dimension, rank);
    return this;
  }

  Family withTotals(Series italyTotal, Series worldTotal, Series allProductsTotal) {
    italy = italyTotal;
    world = worldTotal;
    allProducts = allProductsTotal;
    return this;
  }

  Family withCounterflow(Series other) {
    counterflow = other;
    return this;
  }

  /**
   * @param changing of territory, market and product, as {@link Definitions} gives them
   */
  Family withDefinitions(List<int[]> changing) {
    definitions = changing;
    return this;
  }

  Family withEverything(Series ofTerritory, Series ofBenchmark) {
    everything = ofTerritory;
    benchmarkTotal = ofBenchmark;
    return this;
  }

  /**
   * @param ofBoth asked for once, where coverage differs
   */
  Family withMatched(Supplier<Matched> ofBoth) {
    matched = ofBoth;
    return this;
  }

  /**
   * @param on null where the cell is not made of parts along the dimension
   */
  Family withConcentration(Dimension dimension, Concentration on) {
    if (on != null) {
      concentrations.put(dimension, on);
    }
    return this;
  }

  /**
   * @param leaves null where the cell is not made of any
   * @param sectors whether the cell is a sector, or a total of sectors
   */
  Family withDecomposition(Decomposition leaves, boolean sectors) {
    decomposition = leaves;
    ofSectors = sectors;
    return this;
  }

  Family withCells(List<Series> ofCountries, IntUnaryOperator possible) {
    cells = ofCountries;
    possibleCells = possible;
    return this;
  }

  Family withTargets(List<Programme> programmes) {
    targets = programmes;
    return this;
  }

  public Slots slots() {
    return slots;
  }

  public Flow flow() {
    return flow;
  }

  /** The cell itself. */
  public Series own() {
    return own;
  }

  /** Whether the cell has a place below another along the dimension, whether or not that exists. */
  boolean hasParent(Dimension dimension) {
    return parents.containsKey(dimension);
  }

  Series parent(Dimension dimension) {
    return parents.getOrDefault(dimension, Optional.empty()).orElse(null);
  }

  /** Rank among the siblings at every slot, 0 where not ranked; null for a cell never ranked. */
  short[] ranks(Dimension dimension) {
    return ranks.get(dimension);
  }

  /** The same cell of Italy; null for a territory outside it. */
  Series italy() {
    return italy;
  }

  /** The same territory and product, all markets. */
  Series world() {
    return world;
  }

  /** The same territory and market, all products. */
  Series allProducts() {
    return allProducts;
  }

  /** The same cell of the other flow. */
  Series counterflow() {
    return counterflow;
  }

  /** The territory's total: all markets and products. */
  Series everything() {
    return everything;
  }

  /** Italy's total: all markets and products; null for a territory outside it. */
  Series benchmarkTotal() {
    return benchmarkTotal;
  }

  /** What is known both now and a year before, along the slots. */
  Matched matched() {
    if (both == null) {
      both = matched.get();
    }
    return both;
  }

  /** How concentrated the cell is on its parts; null where it has none along the dimension. */
  Concentration concentration(Dimension dimension) {
    return concentrations.get(dimension);
  }

  /** What its leaves add to its change; null where it is not made of any. */
  Decomposition decomposition() {
    return decomposition;
  }

  /** Whether the cell is a sector, or a total of sectors. */
  boolean ofSectors() {
    return ofSectors;
  }

  /** Every product and country of a territory's total; null for other cells. */
  List<Series> cells() {
    return cells;
  }

  /** How many of {@link #cells} there could be. */
  int possibleCells(int slot) {
    return possibleCells.applyAsInt(slot);
  }

  /** What programmes have targeted the cell, of all years. */
  List<Programme> targets() {
    return targets;
  }

  /** The threshold below which a figure is too small for its growth to mean much, cents. */
  long materiality(int slot) {
    return rules.materialityCents(slots.months(slot));
  }

  /** Growth of the cell itself over the year. */
  Growth growth(int slot) {
    if (growth[slot] == null) {
      growth[slot] =
          Growth.of(
              own, slots, slot, definition(slot, slots.slot(slot).prior()), materiality(slot));
    }
    return growth[slot];
  }

  /** Whether the cell means the same throughout the two slots. */
  Growth.Definition definition(int slot, int prior) {
    if (prior != Slots.NONE) {
      for (int[] definition : definitions) {
        if (changes(definition, slots.slot(prior), slots.slot(slot))) {
          return Growth.Definition.CHANGED;
        }
      }
    }
    return Growth.Definition.SAME;
  }

  private static boolean changes(int[] definition, Slots.Slot before, Slots.Slot now) {
    int last = definition.length - 1;
    int first = definition[Math.max(before.from(), 0)];
    for (int i = Math.max(before.from(), 0); i <= Math.min(now.to(), last); i++) {
      boolean within = i <= before.to() || i >= now.from();
      if (within && definition[i] != first) {
        return true;
      }
    }
    return false;
  }

  /** Why a figure is not whole; null where it is, or where it is not there. */
  static Status defect(Series series, int slot) {
    if (series.has(slot, Series.CONFIDENTIAL)) {
      return Status.CONFIDENTIAL;
    }
    if (series.has(slot, Series.PARTIAL)) {
      return Status.PARTIAL;
    }
    return series.has(slot, Series.INCOMPLETE) ? Status.INCOMPLETE : null;
  }
}
