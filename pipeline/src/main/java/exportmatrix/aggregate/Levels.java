package exportmatrix.aggregate;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Product;
import exportmatrix.codes.Products;
import exportmatrix.codes.Territory;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Detail;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The level of every code, what lies above a product and below a territory, and which levels the
 * collection's datasets publish completely.
 */
final class Levels implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Product levels from fine to coarse, per scheme. */
  private static final Map<DatasetSpec.ProductScheme, List<ProductLevel>> CHAINS =
      Map.of(
          DatasetSpec.ProductScheme.CPA,
          List.of(
              ProductLevel.GROUP,
              ProductLevel.DIVISION,
              ProductLevel.SUBSECTION,
              ProductLevel.SECTION,
              ProductLevel.TOTAL),
          DatasetSpec.ProductScheme.CN8,
          List.of(
              ProductLevel.CN8,
              ProductLevel.CN6,
              ProductLevel.CN4,
              ProductLevel.CN2,
              ProductLevel.TOTAL));

  private static final List<TerritoryLevel> TERRITORY_CHAIN =
      List.of(TerritoryLevel.PROVINCE, TerritoryLevel.REGION, TerritoryLevel.MACRO_AREA);

  private final Codes codes;
  private final DatasetSpec.ProductScheme scheme;
  private final List<ProductLevel> completeProducts;
  private final List<TerritoryLevel> completeTerritories;
  private final boolean countriesComplete;
  private final boolean worldComplete;
  private final List<String> groups;
  private final Map<String, List<String>> above = new HashMap<>();
  private final Map<String, Set<ProductLevel>> below = new HashMap<>();
  private final Map<String, List<String>> provinces = new HashMap<>();

  Levels(Codes codes, List<DatasetSpec> datasets, List<String> groups) {
    this.codes = codes;
    this.scheme = datasets.get(0).scheme();
    this.completeProducts =
        CHAINS.get(scheme).stream()
            .filter(
                level -> datasets.stream().anyMatch(d -> d.complete().product().contains(level)))
            .toList();
    this.completeTerritories =
        TERRITORY_CHAIN.stream()
            .filter(
                level -> datasets.stream().anyMatch(d -> d.complete().territory().contains(level)))
            .toList();
    this.countriesComplete = anyMarketComplete(datasets, MarketLevel.COUNTRY);
    this.worldComplete = anyMarketComplete(datasets, MarketLevel.WORLD);
    this.groups = List.copyOf(groups);
  }

  private static boolean anyMarketComplete(List<DatasetSpec> datasets, MarketLevel level) {
    return datasets.stream().anyMatch(d -> d.complete().market().contains(level));
  }

  MarketLevel ofMarket(String market) {
    if (market.equals(Wording.WORLD)) {
      return MarketLevel.WORLD;
    }
    return codes.markets().find(market).map(m -> m.level()).orElse(MarketLevel.COUNTRY);
  }

  ProductLevel ofProduct(String product) {
    if (product.equals(Wording.UNPLACED)) {
      return CHAINS.get(scheme).get(0);
    }
    return products().find(product).map(Product::level).orElseThrow();
  }

  /** The code of a market's level as tables have it, ? where the market is not known. */
  String codeOfMarket(String market) {
    return codes.markets().find(market).map(m -> m.level().code()).orElse(Wording.UNPLACED);
  }

  /** The code of a product's level as tables have it, ? where the product is not known. */
  String codeOfProduct(String product) {
    return products().find(product).map(p -> p.level().code()).orElse(Wording.UNPLACED);
  }

  Products products() {
    return codes.products(scheme);
  }

  Codes codes() {
    return codes;
  }

  /** The finest product level declared complete; null where none is. */
  ProductLevel finestProduct() {
    return completeProducts.isEmpty() ? null : completeProducts.get(0);
  }

  /** Complete territory levels, finest first. */
  List<TerritoryLevel> completeTerritories() {
    return completeTerritories;
  }

  /** How fine the sources are. */
  Detail detail() {
    return new Detail(
        countriesComplete,
        finestProduct(),
        finestProduct() == ProductLevel.GROUP ? ProductLevel.SECTOR : finestProduct());
  }

  boolean countriesComplete() {
    return countriesComplete;
  }

  /**
   * Whether a cell of these levels that a slice does not name is zero, if the slice speaks of them.
   */
  boolean complete(Combination combination) {
    boolean market =
        switch (combination.market()) {
          case WORLD -> worldComplete || countriesComplete;
          case COUNTRY -> countriesComplete;
          case GROUP -> false;
        };
    return market && completeProducts.contains(combination.product());
  }

  /** Levels that are sums of the finest complete one, sectors included where that is the group. */
  List<ProductLevel> summedProductLevels() {
    if (completeProducts.isEmpty()) {
      return List.of();
    }
    List<ProductLevel> chain = CHAINS.get(scheme);
    List<ProductLevel> summed =
        new ArrayList<>(chain.subList(chain.indexOf(finestProduct()) + 1, chain.size()));
    if (finestProduct() == ProductLevel.GROUP) {
      summed.add(ProductLevel.SECTOR);
    }
    return summed;
  }

  /** The levels whose products have their parent at that level. */
  Set<ProductLevel> directlyBelow(ProductLevel level) {
    List<ProductLevel> chain = CHAINS.get(scheme);
    Set<ProductLevel> below = EnumSet.noneOf(ProductLevel.class);
    int at = chain.indexOf(level);
    if (at > 0) {
      below.add(chain.get(at - 1));
    }
    if (level == ProductLevel.TOTAL) {
      below.add(ProductLevel.SECTOR);
    }
    return below;
  }

  /** The levels of the products directly below one. */
  Set<ProductLevel> below(String product) {
    return below.computeIfAbsent(
        product,
        p -> {
          Set<ProductLevel> found = EnumSet.noneOf(ProductLevel.class);
          products().all().stream()
              .filter(other -> p.equals(other.parent()))
              .forEach(other -> found.add(other.level()));
          if (products().all().isEmpty()) {
            List<ProductLevel> chain = CHAINS.get(scheme);
            int finer = chain.indexOf(ofProduct(p)) - 1;
            found.addAll(finer < 0 ? List.of() : List.of(chain.get(finer)));
          }
          return found;
        });
  }

  /** Every product above a product of the finest complete level, its sector included. */
  List<String> above(String product) {
    return above.computeIfAbsent(product, products()::above);
  }

  /**
   * The names of all markets, of Italy and its parts, of other reporters, and of some products with
   * all above them.
   *
   * @param reporters territories that are named, unknown ones among them, so products
   */
  Nomenclature nomenclature(Set<String> reporters, Set<String> named) {
    Set<Territory> territories = new LinkedHashSet<>(codes.territories().all());
    reporters.forEach(code -> codes.territories().find(code).ifPresent(territories::add));
    Set<String> all = new TreeSet<>(Set.of(Wording.ALL_PRODUCTS));
    for (String product : named) {
      if (products().find(product).isPresent()) {
        all.add(product);
        all.addAll(above(product));
      }
    }
    return new Nomenclature(
        territories.stream()
            .map(t -> new Member(t.code(), t.level().code(), t.nameIt(), t.nameEn()))
            .toList(),
        codes.markets().all().stream()
            .map(m -> new Member(m.code(), m.level().code(), m.nameIt(), m.nameEn()))
            .toList(),
        all.stream()
            .map(code -> products().find(code).orElseThrow())
            .map(p -> new Member(p.code(), p.level().code(), p.labelIt(), p.labelEn()))
            .toList());
  }

  /** The provinces that a territory has at whatever time, by code; empty: it is made of none. */
  List<String> provinces(String territory) {
    return provinces.computeIfAbsent(
        territory,
        t ->
            codes.territories().partsOf(t, TerritoryLevel.PROVINCE).stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .toList());
  }

  List<String> groups() {
    return groups;
  }

  /** Members of a group on a day. */
  Set<String> members(String group, LocalDate day) {
    return codes.markets().membersOn(group, day);
  }

  /**
   * Italy, macro-areas and regions: territories that may be summed, but never the overlapping ones.
   */
  List<Territory> upperTerritories() {
    return codes.territories().all().stream()
        .filter(t -> !t.overlap())
        .filter(
            t ->
                t.level() == TerritoryLevel.COUNTRY
                    || t.level() == TerritoryLevel.MACRO_AREA
                    || t.level() == TerritoryLevel.REGION)
        .toList();
  }

  /** Provinces taken together: never a part of anything. */
  List<Territory> constantAreas() {
    return codes.territories().all().stream()
        .filter(t -> t.level() == TerritoryLevel.CONSTANT_AREA)
        .toList();
  }
}
