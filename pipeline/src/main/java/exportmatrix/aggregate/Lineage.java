package exportmatrix.aggregate;

import exportmatrix.codes.Codes;
import exportmatrix.model.CellAddress;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Observation;
import exportmatrix.model.Origin;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Slots.Slot;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which observations a cell is made of: the rules of {@link WithinTerritory} and {@link
 * AcrossTerritories}, followed back. The cell's value beside them is computed by those classes, so
 * that lines that do not add up to it show.
 */
public final class Lineage {

  private final Plan plan;
  private final Levels levels;
  private final List<Observation> observations;
  private final Map<Place, Map<String, Map<Integer, Observation>>> said = new HashMap<>();
  private final Map<Flow, Map<String, Set<CellKey>>> keys = new HashMap<>();

  private record Place(Flow flow, String territory, CellKey key) {}

  private Lineage(Plan plan, List<Observation> observations) {
    this.plan = plan;
    this.levels = plan.levels();
    this.observations = observations;
    for (Observation o : observations) {
      CellKey key = new CellKey(o.market(), o.product());
      said.computeIfAbsent(new Place(o.flow(), o.territory(), key), p -> new HashMap<>())
          .computeIfAbsent(o.dataset(), d -> new HashMap<>())
          .put(plan.timeline().index(o.periodOrdinal()), o);
      keys.computeIfAbsent(o.flow(), f -> new HashMap<>())
          .computeIfAbsent(o.territory(), t -> new LinkedHashSet<>())
          .add(key);
    }
  }

  /**
   * @param observations not empty, of one day: everything that is said of {@link #territories} in
   *     the base periods of the cells that will be asked for
   * @param datasets in the order of precedence
   */
  public static Lineage of(
      List<Observation> observations,
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      Codes codes) {
    Levels levels = new Levels(codes, datasets, collection.groups());
    Plan plan =
        Aggregation.plan(
            Spoken.of(observations.iterator(), levels).slices(),
            collection,
            datasets,
            levels,
            timeline -> new Holes(),
            Set.of());
    return new Lineage(plan, observations);
  }

  /** The territory and all that it may be summed of, residuals included. */
  public static Set<String> territories(String territory, Codes codes) {
    Set<String> all = new HashSet<>(Set.of(territory));
    codes
        .territories()
        .find(territory)
        .ifPresent(
            whole -> {
              for (TerritoryLevel level : TerritoryLevel.values()) {
                codes.territories().partsOf(whole.code(), level).forEach(all::addAll);
              }
            });
    all.addAll(codes.territories().residualsOf(territory));
    return all;
  }

  /**
   * Where a cell comes from.
   *
   * @return empty where the cell does not exist
   */
  public Optional<Origin> of(CellAddress cell) {
    Flow flow = cell.flow();
    String territory = cell.territory();
    CellKey key = new CellKey(cell.market(), cell.product());
    Slots slots = new Slots(plan.timeline(), EnumSet.of(cell.span()));
    int at = slots.find(cell.span(), cell.period());
    return at == Slots.NONE
        ? Optional.empty()
        : Optional.of(
            new Origin(
                value(flow, territory, key, slots, at),
                lines(flow, territory, key, slots.slot(at))));
  }

  private List<Origin.Line> lines(Flow flow, String territory, CellKey key, Slot slot) {
    List<Origin.Line> lines = new ArrayList<>();
    int last = Math.min(slot.to(), plan.timeline().length() - 1);
    for (int i = Math.max(0, slot.from()); i <= last; i++) {
      lines.addAll(across(flow, territory, key, i));
    }
    lines.sort(
        Comparator.comparing((Origin.Line line) -> line.observation().file())
            .thenComparing(line -> line.observation().line()));
    return List.copyOf(lines);
  }

  /** As the cube has it. */
  private Optional<Long> value(Flow flow, String territory, CellKey key, Slots slots, int slot) {
    Map<String, Series> own = new TreeMap<>();
    Iterator<CellSeries> within =
        new TerritoryPass(plan)
            .over(
                ReadingPass.figures(
                    observations.stream().filter(o -> o.flow() == flow).iterator(), levels));
    while (within.hasNext()) {
      CellSeries cell = within.next();
      if (cell.key().equals(key)) {
        own.put(cell.territory(), cell.own());
      }
    }
    Series cell =
        new AcrossTerritories(plan, new Silence(plan)).cells(flow, key, own).get(territory);
    if (cell == null) {
      return Optional.empty();
    }
    Series over = slots.over(cell);
    return over.present(slot) ? Optional.of(over.cents(slot)) : Optional.empty();
  }

  private List<Origin.Line> across(Flow flow, String territory, CellKey key, int index) {
    List<Origin.Line> own = within(flow, territory, key, index);
    if (!own.isEmpty()) {
      return own;
    }
    List<Origin.Line> partial = List.of();
    for (TerritoryParts way : plan.ways().getOrDefault(territory, List.of())) {
      List<Origin.Line> lines = new ArrayList<>();
      List<BitSet> unknown = new ArrayList<>();
      for (String part : way.all()) {
        List<Origin.Line> ofPart = within(flow, part, key, index);
        lines.addAll(ofPart);
        BitSet here = new BitSet();
        here.set(
            index,
            ofPart.isEmpty()
                && !plan.coverage().within(flow, part, plan.combination(key)).get(index));
        unknown.add(here);
      }
      if (!lines.isEmpty() && way.fullBut(unknown).get(index)) {
        return lines;
      }
      partial = partial.isEmpty() ? lines : partial;
    }
    return partial;
  }

  private List<Origin.Line> within(Flow flow, String territory, CellKey key, int index) {
    List<Origin.Line> lines = overProducts(flow, territory, key, index);
    if (!lines.isEmpty() || !levels.countriesComplete()) {
      return lines;
    }
    boolean group = levels.groups().contains(key.market());
    if (!group && !key.market().equals(Wording.WORLD)) {
      return List.of();
    }
    ProductLevel level = levels.ofProduct(key.product());
    Combination parts = new Combination(MarketLevel.COUNTRY, level);
    if (!plan.coverage().within(flow, territory, parts).get(index)) {
      return List.of();
    }
    Set<String> countries = new LinkedHashSet<>();
    for (CellKey of : keysOf(flow, territory)) {
      if (of.market().equals(Wording.UNPLACED)
          || (levels.ofMarket(of.market()) == MarketLevel.COUNTRY
              && (!group || isMember(key.market(), of.market(), territory, index)))) {
        countries.add(of.market());
      }
    }
    List<Origin.Line> sum = new ArrayList<>();
    for (String country : countries) {
      sum.addAll(overProducts(flow, territory, new CellKey(country, key.product()), index));
    }
    return sum;
  }

  private boolean isMember(String group, String market, String reporter, int index) {
    return !market.equals(reporter)
        && levels.members(group, plan.timeline().period(index).firstDay()).contains(market);
  }

  /** What is said of the cell itself, else of the finest products below its own. */
  private List<Origin.Line> overProducts(Flow flow, String territory, CellKey key, int index) {
    List<Origin.Line> stated = stated(flow, territory, key, index);
    ProductLevel finest = levels.finestProduct();
    if (!stated.isEmpty() || finest == null || levels.summedProductLevels().isEmpty()) {
      return stated;
    }
    List<Origin.Line> lines = new ArrayList<>();
    for (CellKey of : keysOf(flow, territory)) {
      boolean below =
          of.product().equals(Wording.UNPLACED)
              || (levels.ofProduct(of.product()) == finest
                  && levels.above(of.product()).contains(key.product()));
      if (below && of.market().equals(key.market())) {
        lines.addAll(stated(flow, territory, of, index));
      }
    }
    return lines;
  }

  private Set<CellKey> keysOf(Flow flow, String territory) {
    return keys.getOrDefault(flow, Map.of()).getOrDefault(territory, Set.of());
  }

  /** Of the first dataset that says it; a value of the year so far is less the one before. */
  private List<Origin.Line> stated(Flow flow, String territory, CellKey key, int index) {
    Map<String, Map<Integer, Observation>> datasets =
        said.getOrDefault(new Place(flow, territory, key), Map.of());
    for (String dataset : plan.datasets()) {
      Map<Integer, Observation> at = datasets.getOrDefault(dataset, Map.of());
      Observation here = at.get(index);
      if (here == null) {
        continue;
      }
      List<Origin.Line> lines = new ArrayList<>(List.of(new Origin.Line(here, 1)));
      Observation before = at.get(index - 1);
      if (plan.cumulated(dataset) && here.period().place() > 1 && before != null) {
        lines.add(new Origin.Line(before, -1));
      }
      return lines;
    }
    return List.of();
  }
}
