package exportmatrix.indicators;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Product;
import exportmatrix.codes.Territory;
import exportmatrix.model.Absence;
import exportmatrix.model.Basis;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Ranking;
import exportmatrix.model.Rules;
import exportmatrix.model.Runs;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Walks families territory by territory: a territory's cells of both flows are held together, so
 * that every relative along market, product and flow is at hand, and its cells come out packed.
 */
final class CubePass implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bytes of cells that a task holds before it hands them on. */
  private static final long PACKED_AT_ONCE = 32L << 20;

  private final Codes codes;
  private final DatasetSpec.ProductScheme scheme;
  private final Rules rules;
  private final List<Indicator> indicators;
  private final Slots slots;
  private final BitSet wanted;
  private final int[] columns;
  private final boolean[] nullable;
  private final Table table;
  private final Nomenclature names;
  private final Absence absence;
  private transient Map<Series, Series> absent;

  CubePass(
      Codes codes,
      DatasetSpec.ProductScheme scheme,
      Rules rules,
      List<Indicator> indicators,
      Slots slots,
      BitSet wanted,
      Nomenclature names,
      Absence absence) {
    this.codes = codes;
    this.names = names;
    this.absence = absence;
    this.scheme = scheme;
    this.rules = rules;
    this.indicators = indicators;
    this.slots = slots;
    this.wanted = wanted;
    this.columns = new int[indicators.size()];
    this.nullable = new boolean[indicators.size()];
    int column = Tables.cellFields().size();
    for (int i = 0; i < columns.length; i++) {
      IndicatorCard card = indicators.get(i).card();
      columns[i] = column;
      nullable[i] = card.nullable();
      column += (card.nullable() ? 2 : 1) + card.companions().size();
    }
    this.table = Tables.cube(Registry.cards(indicators));
  }

  /**
   * @param families of whole territories, in any order
   */
  Iterator<Pack> over(Iterator<FamilySeries> families) {
    Map<String, List<FamilySeries>> territories = new TreeMap<>();
    families.forEachRemaining(
        family ->
            territories.computeIfAbsent(family.territory(), t -> new ArrayList<>()).add(family));
    return Runs.of(
        territories.keySet().iterator(), code -> code, code -> territory(code.next(), territories));
  }

  private record Key(Flow flow, String market, String product) {

    @Override
    public int hashCode() {
      return Hashes.of(flow, market, product);
    }
  }

  /** A cell of the territory, as far as its own row tells. */
  private record Member(FamilySeries row, Series own) {}

  private Iterator<Pack> territory(String code, Map<String, List<FamilySeries>> territories) {
    List<FamilySeries> cells = territories.put(code, List.of());
    cells.sort(
        Comparator.comparing(FamilySeries::flow)
            .thenComparing(FamilySeries::market)
            .thenComparing(FamilySeries::product));
    Map<Key, Member> members = new LinkedHashMap<>();
    for (FamilySeries cell : cells) {
      members.put(
          new Key(cell.flow(), cell.market(), cell.product()),
          new Member(cell, slots.over(cell.own())));
    }
    Territory territory = codes.territories().find(code).orElseThrow();
    Map<Key, short[]> marketRanks = marketRanks(members);
    Map<Key, short[]> productRanks = productRanks(members);
    Map<String, int[]> compositions = new HashMap<>();
    Iterator<Map.Entry<Key, Member>> left = members.entrySet().iterator();
    return new Iterator<>() {
      private final Packs packs = new Packs(territory.code());
      private Iterator<Pack> out = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!out.hasNext() && left.hasNext()) {
          while (left.hasNext() && packs.size() < PACKED_AT_ONCE) {
            Map.Entry<Key, Member> entry = left.next();
            Key key = entry.getKey();
            Family family = family(territory, key, entry.getValue(), members);
            family
                .withRanks(Dimension.MARKET, marketRanks.get(key))
                .withRanks(Dimension.PRODUCT, productRanks.get(key));
            if (codes.markets().groups().contains(key.market())) {
              family.withCompositions(
                  compositions.computeIfAbsent(key.market(), CubePass.this::compositions));
            }
            cells(key, entry.getValue().row().own(), family, packs);
          }
          out = packs.take().iterator();
        }
        return out.hasNext();
      }

      @Override
      public Pack next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return out.next();
      }
    };
  }

  /** The packs of one territory that are being filled, one per flow and slot. */
  private final class Packs {
    private final String territory;
    private final PackedCells.Packer empty = new PackedCells.Packer(table);
    private final Map<Flow, PackedCells.Packer[]> open = new EnumMap<>(Flow.class);
    private long size;
    private int part;

    Packs(String territory) {
      this.territory = territory;
    }

    void add(Flow flow, int slot, PackedCells.Cell cell) {
      PackedCells.Packer[] ofFlow =
          open.computeIfAbsent(flow, f -> new PackedCells.Packer[slots.count()]);
      if (ofFlow[slot] == null) {
        ofFlow[slot] = empty.another();
      }
      int before = ofFlow[slot].size();
      ofFlow[slot].add(cell);
      size += ofFlow[slot].size() - before;
    }

    long size() {
      return size;
    }

    List<Pack> take() {
      List<Pack> taken = new ArrayList<>();
      open.forEach(
          (flow, packers) -> {
            for (int s = 0; s < packers.length; s++) {
              if (packers[s] != null) {
                Slots.Slot slot = slots.slot(s);
                taken.add(
                    new Pack(
                        slot.span().code(), slot.text(), flow, territory, part, packers[s].pack()));
              }
            }
          });
      open.clear();
      size = 0;
      part++;
      return taken;
    }
  }

  private Family family(Territory territory, Key key, Member member, Map<Key, Member> members) {
    Family family = new Family(slots, rules, key.flow(), member.own());
    String above = codes.territories().parentForShares(territory.code()).orElse(null);
    Series italy = slots.over(member.row().italy());
    if (above != null) {
      family.withParent(
          Dimension.TERRITORY,
          above.equals(Wording.ITALY) ? italy : slots.over(member.row().parent()));
    }
    if (territory.level() != TerritoryLevel.RESIDUAL && !territory.overlap()) {
      family.withRanks(Dimension.TERRITORY, member.row().ranks());
    }
    Series world =
        own(territory.code(), members, new Key(key.flow(), Wording.WORLD, key.product()));
    if (!key.market().equals(Wording.WORLD)) {
      family.withParent(Dimension.MARKET, world);
    }
    codes
        .products(scheme)
        .parentOf(key.product())
        .ifPresent(
            parent ->
                family.withParent(
                    Dimension.PRODUCT,
                    own(territory.code(), members, new Key(key.flow(), key.market(), parent))));
    return family
        .withTotals(
            italy,
            world,
            own(territory.code(), members, new Key(key.flow(), key.market(), Wording.ALL_PRODUCTS)))
        .withCounterflow(
            own(
                territory.code(),
                members,
                new Key(key.flow().opposite(), key.market(), key.product())));
  }

  /** The values of a cell of the territory, named or not; null where nothing is known of it. */
  private Series own(String territory, Map<Key, Member> members, Key key) {
    Member member = members.get(key);
    if (member != null) {
      return member.own();
    }
    Series base = absence.of(key.flow(), territory, key.market(), key.product());
    if (absent == null) {
      absent = new HashMap<>();
    }
    return base == null ? null : absent.computeIfAbsent(base, slots::over);
  }

  private Map<Key, short[]> marketRanks(Map<Key, Member> members) {
    Map<Object, List<Key>> siblings = new LinkedHashMap<>();
    for (Key key : members.keySet()) {
      boolean country =
          codes.markets().find(key.market()).map(Market::kind).orElse(null) == MarketKind.COUNTRY;
      if (country) {
        siblings
            .computeIfAbsent(List.of(key.flow(), key.product()), k -> new ArrayList<>())
            .add(key);
      }
    }
    return ranked(siblings, members);
  }

  private Map<Key, short[]> productRanks(Map<Key, Member> members) {
    Map<Object, List<Key>> siblings = new LinkedHashMap<>();
    for (Key key : members.keySet()) {
      Product product = codes.products(scheme).find(key.product()).orElseThrow();
      if (product.parent() != null) {
        siblings
            .computeIfAbsent(
                List.of(key.flow(), key.market(), product.parent(), product.level()),
                k -> new ArrayList<>())
            .add(key);
      }
    }
    return ranked(siblings, members);
  }

  private Map<Key, short[]> ranked(Map<Object, List<Key>> siblings, Map<Key, Member> members) {
    Map<Key, short[]> ranks = new HashMap<>();
    for (List<Key> family : siblings.values()) {
      short[][] ofFamily =
          Ranking.of(family.stream().map(key -> members.get(key).own()).toList(), slots.count());
      for (int i = 0; i < ofFamily.length; i++) {
        ranks.put(family.get(i), ofFamily[i]);
      }
    }
    return ranks;
  }

  /** A number per base period that is equal where the group's members are. */
  private int[] compositions(String group) {
    Map<Set<String>, Integer> seen = new HashMap<>();
    return IntStream.range(0, slots.timeline().length())
        .map(
            i ->
                seen.computeIfAbsent(
                    codes.markets().membersOn(group, slots.timeline().period(i).firstDay()),
                    members -> seen.size()))
        .toArray();
  }

  private void cells(Key key, Series base, Family family, Packs packs) {
    int market = names.markets().number(key.market());
    int product = names.products().number(key.product());
    int[] months = slots.monthsObserved(base);
    Series own = family.own();
    PackedCells.Cell cell = new PackedCells.Cell(table);
    Sink sink = new Sink(cell);
    for (int slot = 0; slot < slots.count(); slot++) {
      if (!stands(own, slot)) {
        continue;
      }
      Basis basis = own.has(slot, Series.REPORTED) ? Basis.REPORTED : Basis.SUMMED;
      cell.begin(market, product, months[slot], basis, own.edition(slot));
      for (int i = 0; i < columns.length; i++) {
        sink.begin(columns[i], nullable[i]);
        indicators.get(i).compute(family, slot, sink);
      }
      packs.add(key.flow(), slot, cell);
    }
  }

  /** Whether a cell is published: it is there, and more than an absence now and a year before. */
  private boolean stands(Series own, int slot) {
    if (!wanted.get(slot) || !own.present(slot)) {
      return false;
    }
    int prior = slots.slot(slot).prior();
    boolean absence = own.has(slot, Series.FILLED) && own.cents(slot) == 0;
    boolean before = prior != Slots.NONE && own.cents(prior) != 0;
    return !absence || before;
  }
}
