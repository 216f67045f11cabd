package exportmatrix.indicators;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Product;
import exportmatrix.codes.Products;
import exportmatrix.codes.Territory;
import exportmatrix.model.Absence;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Detail;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.Matched;
import exportmatrix.model.Need;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Ranking;
import exportmatrix.model.Rules;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All cells of one territory, both flows, and what each is to the others: every relative along
 * market, product and flow is at hand.
 */
final class TerritoryCells {

  /**
   * What is the same for all territories.
   *
   * @param absence what is known of cells that nobody names
   * @param detail how fine the sources are
   * @param needs what the selected indicators ask for
   */
  record Setting(
      Codes codes,
      DatasetSpec.ProductScheme scheme,
      Rules rules,
      Slots slots,
      Absence absence,
      Detail detail,
      Set<Need> needs)
      implements Serializable {

    Products products() {
      return codes.products(scheme);
    }
  }

  /** A cell of the territory. */
  record Key(Flow flow, String market, String product) {

    @Override
    public int hashCode() {
      return Hashes.of(flow, market, product);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && flow == that.flow
          && market.equals(that.market)
          && product.equals(that.product);
    }
  }

  /** A cell of the territory, as far as its own row tells. */
  record Member(FamilySeries row, Series own) {}

  private final Setting setting;
  private final Slots slots;
  private final Territory territory;
  private final Map<Key, Member> members = new LinkedHashMap<>();
  private final Map<Key, short[]> marketRanks;
  private final Map<Key, short[]> productRanks;
  private final Definitions definitions;
  private final Map<Series, Series> absent = new HashMap<>();

  /** Cells of Italy that many cells of the territory are compared with. */
  private final Map<Key, Series> italy = new HashMap<>();

  private final Leaves leaves;

  /**
   * @param rows of one territory, in any order
   */
  TerritoryCells(Setting setting, String code, List<FamilySeries> rows) {
    this.setting = setting;
    this.slots = setting.slots();
    this.territory = setting.codes().territories().find(code).orElseThrow();
    this.definitions = new Definitions(setting.codes(), slots.timeline(), code);
    rows.sort(
        Comparator.comparing(FamilySeries::flow)
            .thenComparing(FamilySeries::market)
            .thenComparing(FamilySeries::product));
    for (FamilySeries row : rows) {
      members.put(
          new Key(row.flow(), row.market(), row.product()), new Member(row, slots.over(row.own())));
    }
    this.marketRanks = ranked(this::besideInMarket);
    this.productRanks = ranked(this::besideInProduct);
    this.leaves =
        setting.needs().contains(Need.LEAVES)
            ? new Leaves(
                setting.codes(),
                setting.products(),
                setting.detail(),
                slots,
                members,
                this::ofItaly)
            : null;
  }

  /** By flow, market and product. */
  Set<Map.Entry<Key, Member>> all() {
    return members.entrySet();
  }

  /** The cell with all its relatives. */
  Family family(Key key) {
    Member member = members.get(key);
    Family family = new Family(slots, setting.rules(), key.flow(), member.own());
    String above = setting.codes().territories().parentForShares(territory.code()).orElse(null);
    Series italy = slots.over(member.row().italy());
    if (above != null) {
      family.withParent(
          Dimension.TERRITORY,
          above.equals(Wording.ITALY) ? italy : slots.over(member.row().parent()));
    }
    if (territory.level() != TerritoryLevel.RESIDUAL && !territory.overlap()) {
      family.withRanks(Dimension.TERRITORY, member.row().ranks());
    }
    Series world = own(new Key(key.flow(), Wording.WORLD, key.product()));
    if (!key.market().equals(Wording.WORLD)) {
      family.withParent(Dimension.MARKET, world);
    }
    setting
        .products()
        .parentOf(key.product())
        .ifPresent(
            parent ->
                family.withParent(
                    Dimension.PRODUCT, own(new Key(key.flow(), key.market(), parent))));
    if (leaves != null) {
      withLeaves(key, family);
    }
    Key all = new Key(key.flow(), Wording.WORLD, Wording.ALL_PRODUCTS);
    return family
        .withRanks(Dimension.MARKET, marketRanks.get(key))
        .withRanks(Dimension.PRODUCT, productRanks.get(key))
        .withTotals(italy, world, own(new Key(key.flow(), key.market(), Wording.ALL_PRODUCTS)))
        .withEverything(own(all), ofItaly(all))
        .withCounterflow(own(new Key(key.flow().opposite(), key.market(), key.product())))
        .withMatched(() -> matched(member.row()))
        .withDefinitions(definitions.of(key.market(), key.product()))
        .withConcentration(Dimension.TERRITORY, member.row().provinces())
        .withTargets(setting.codes().programmes().targeting(key.market(), key.product()));
  }

  /** What is known now and a year before, along the slots. */
  private Matched matched(FamilySeries row) {
    Matched base =
        row.matched() != null
            ? row.matched()
            : Matched.of(row.own(), slots.timeline().frequency().periodsPerYear());
    return new Matched(slots.over(base.now()), slots.over(base.before()));
  }

  private void withLeaves(Key key, Family family) {
    boolean world = key.market().equals(Wording.WORLD);
    boolean all = key.product().equals(Wording.ALL_PRODUCTS);
    ProductLevel level = setting.products().find(key.product()).orElseThrow().level();
    family.withDecomposition(leaves.decomposition(key), all || level == setting.detail().sector());
    if (world) {
      family.withConcentration(
          Dimension.MARKET, leaves.onMarkets(key.flow(), key.product(), family.own()));
    }
    if (all) {
      family.withConcentration(
          Dimension.PRODUCT, leaves.onProducts(key.flow(), key.market(), family.own()));
    }
    if (world && all) {
      family.withCells(leaves.countryCells(key.flow()), leaves::possibleCells);
    }
  }

  /** The values of a cell of the territory, named or not; null where nothing is known of it. */
  private Series own(Key key) {
    Member member = members.get(key);
    if (member != null) {
      return member.own();
    }
    Series base = setting.absence().of(key.flow(), territory.code(), key.market(), key.product());
    return base == null ? null : absent.computeIfAbsent(base, slots::over);
  }

  /** Italy's values of a total; null where the territory has no such cell, or is not in Italy. */
  private Series ofItaly(Key total) {
    Member member = members.get(total);
    return member == null
        ? null
        : italy.computeIfAbsent(total, t -> slots.over(member.row().italy()));
  }

  /** Equal for countries that are compared with each other; null for what is never ranked. */
  private Object besideInMarket(Key key) {
    boolean country =
        setting.codes().markets().find(key.market()).map(Market::kind).orElse(null)
            == MarketKind.COUNTRY;
    return country ? List.of(key.flow(), key.product()) : null;
  }

  /** Equal for products that are compared with each other; null for what is never ranked. */
  private Object besideInProduct(Key key) {
    Product product = setting.products().find(key.product()).orElseThrow();
    return product.parent() == null
        ? null
        : List.of(key.flow(), key.market(), product.parent(), product.level());
  }

  private Map<Key, short[]> ranked(Function<Key, Object> beside) {
    Map<Object, List<Key>> siblings = new LinkedHashMap<>();
    for (Key key : members.keySet()) {
      Object family = beside.apply(key);
      if (family != null) {
        siblings.computeIfAbsent(family, f -> new ArrayList<>()).add(key);
      }
    }
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
}
