package exportmatrix.indicators;

import exportmatrix.codes.Codes;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Products;
import exportmatrix.indicators.Decomposition.Term;
import exportmatrix.indicators.TerritoryCells.Member;
import exportmatrix.model.Concentration;
import exportmatrix.model.Detail;
import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The leaves of one territory's cells: a product group (or the finest products that there are) with
 * a country, and a sector with a country. What is said of a total by what it is made of is computed
 * here, once for all totals that a leaf belongs to.
 */
final class Leaves {

  /** Beyond this a double is not exact to a tenth. */
  private static final double EXACT = 1e14;

  private static final int NOT_COUNTED = -1;

  private final Codes codes;
  private final Products products;
  private final Detail detail;
  private final Slots slots;
  private final Map<TerritoryCells.Key, Member> members;
  private final Function<TerritoryCells.Key, Series> ofItaly;
  private final Map<TerritoryCells.Key, Decomposition> decompositions = new HashMap<>();
  private final Map<Object, List<Series>> byProduct = new HashMap<>();
  private final Map<Object, List<Series>> byMarket = new HashMap<>();

  /** By flow and product, the countries' sums of finest products, where no such cell is at hand. */
  private final Map<Object, Map<String, Series>> summed = new HashMap<>();

  private final Map<Flow, List<Series>> countries = new HashMap<>();
  private final int possibleProducts;

  /** By slot, once they were asked for. */
  private final int[] possibleCountries;

  /**
   * @param members the territory's cells, in an order that is always the same
   * @param ofItaly Italy's values of a total along the slots; null where there are none
   */
  Leaves(
      Codes codes,
      Products products,
      Detail detail,
      Slots slots,
      Map<TerritoryCells.Key, Member> members,
      Function<TerritoryCells.Key, Series> ofItaly) {
    this.codes = codes;
    this.products = products;
    this.detail = detail;
    this.slots = slots;
    this.members = members;
    this.ofItaly = ofItaly;
    this.possibleProducts =
        (int) products.all().stream().filter(p -> p.level() == detail.finest()).count();
    this.possibleCountries = new int[slots.count()];
    Arrays.fill(possibleCountries, NOT_COUNTED);
    members.forEach(this::place);
    members.forEach(this::sum);
    if (detail.cells()) {
      members.forEach(this::take);
    }
  }

  private record Side(Flow flow, String code) {

    @Override
    public int hashCode() {
      return Hashes.of(flow, code);
    }
  }

  private void place(TerritoryCells.Key key, Member member) {
    boolean country = market(key) == MarketLevel.COUNTRY;
    boolean finest = product(key) == detail.finest();
    if (country) {
      byProduct
          .computeIfAbsent(new Side(key.flow(), key.product()), s -> new ArrayList<>())
          .add(member.own());
    }
    if (finest) {
      byMarket
          .computeIfAbsent(new Side(key.flow(), key.market()), s -> new ArrayList<>())
          .add(member.own());
    }
    boolean nation =
        codes.markets().find(key.market()).map(m -> m.kind() == MarketKind.COUNTRY).orElse(false);
    if (finest && nation) {
      countries.computeIfAbsent(key.flow(), f -> new ArrayList<>()).add(member.own());
    }
  }

  /**
   * Adds a finest product of a country to the products above it of which the country has no cell.
   */
  private void sum(TerritoryCells.Key key, Member member) {
    if (market(key) != MarketLevel.COUNTRY || product(key) != detail.finest()) {
      return;
    }
    for (String above : upFrom(key.product())) {
      Side side = new Side(key.flow(), above);
      if (!byProduct.containsKey(side)) {
        Series sum =
            summed
                .computeIfAbsent(side, s -> new TreeMap<>())
                .computeIfAbsent(key.market(), m -> new Series(slots.count()));
        for (int slot = 0; slot < slots.count(); slot++) {
          sum.add(slot, member.own());
        }
      }
    }
  }

  private MarketLevel market(TerritoryCells.Key key) {
    return codes.markets().find(key.market()).map(m -> m.level()).orElse(MarketLevel.COUNTRY);
  }

  private ProductLevel product(TerritoryCells.Key key) {
    return products.find(key.product()).orElseThrow().level();
  }

  /** Concentration on countries; null where they are not all in the data. */
  Concentration onMarkets(Flow flow, String product, Series total) {
    Side side = new Side(flow, product);
    if (!detail.countries()) {
      return null;
    }
    return byProduct.containsKey(side)
        ? concentration(byProduct.get(side), total)
        : concentration(List.copyOf(summed.getOrDefault(side, Map.of()).values()), total);
  }

  /** Concentration on the finest products; null where they are not all in the data. */
  Concentration onProducts(Flow flow, String market, Series total) {
    return detail.finest() == null || detail.finest() == ProductLevel.TOTAL
        ? null
        : concentration(byMarket.getOrDefault(new Side(flow, market), List.of()), total);
  }

  private static Concentration concentration(List<Series> parts, Series total) {
    return parts.isEmpty() ? null : Concentration.of(parts, total);
  }

  /** Every cell of a finest product and a country (special partners are none). */
  List<Series> countryCells(Flow flow) {
    return countries.getOrDefault(flow, List.of());
  }

  /** How many cells of a finest product and a country there could be, by the lists of codes. */
  int possibleCells(int slot) {
    if (possibleCountries[slot] == NOT_COUNTED) {
      int from = Math.max(slots.slot(slot).from(), 0);
      LocalDate day = slots.timeline().period(from).firstDay();
      possibleCountries[slot] =
          (int)
              codes.markets().all().stream()
                  .filter(market -> market.kind() == MarketKind.COUNTRY && market.validOn(day))
                  .count();
    }
    return possibleCountries[slot] * possibleProducts;
  }

  /** What the leaves of a cell add to its change; null for a cell that is not made of any. */
  Decomposition decomposition(TerritoryCells.Key key) {
    return decompositions.get(key);
  }

  private void take(TerritoryCells.Key key, Member member) {
    if (market(key) != MarketLevel.COUNTRY) {
      return;
    }
    ProductLevel level = product(key);
    if (level == detail.finest()) {
      margins(key, member);
    }
    if (level == detail.sector()) {
      shifts(key, member);
    }
  }

  /** The cells of which a leaf is a part, itself included. */
  private List<Decomposition> totals(TerritoryCells.Key leaf, List<String> upFrom) {
    List<Decomposition> totals = new ArrayList<>();
    for (String market : List.of(leaf.market(), Wording.WORLD)) {
      for (String product : upFrom) {
        TerritoryCells.Key total = new TerritoryCells.Key(leaf.flow(), market, product);
        if (members.containsKey(total)) {
          totals.add(decompositions.computeIfAbsent(total, t -> new Decomposition(slots.count())));
        }
      }
    }
    return totals;
  }

  private List<String> upFrom(String product) {
    return Stream.concat(Stream.of(product), products.above(product).stream()).toList();
  }

  private void margins(TerritoryCells.Key key, Member member) {
    List<Decomposition> totals = totals(key, upFrom(key.product()));
    Series own = member.own();
    for (int slot = 0; slot < slots.count(); slot++) {
      int prior = slots.slot(slot).prior();
      if (prior == Slots.NONE || !own.whole(slot) || !own.whole(prior)) {
        continue;
      }
      long now = own.cents(slot);
      long before = own.cents(prior);
      if ((now == 0) != (before == 0)) {
        for (Decomposition total : totals) {
          total.add(before == 0 ? Term.NEW : Term.LOST, slot, now - before);
        }
      }
    }
  }

  /** The benchmark's own cells of everything, of the sector, and of the sector by country. */
  private record Benchmark(Series all, Series sector, Series cell) {}

  private void shifts(TerritoryCells.Key key, Member member) {
    List<Decomposition> totals = totals(key, upFrom(key.product()));
    Benchmark benchmark =
        new Benchmark(
            ofItaly.apply(new TerritoryCells.Key(key.flow(), Wording.WORLD, Wording.ALL_PRODUCTS)),
            ofItaly.apply(new TerritoryCells.Key(key.flow(), Wording.WORLD, key.product())),
            slots.over(member.row().italy()));
    Series own = member.own();
    for (int slot = 0; slot < slots.count(); slot++) {
      int prior = slots.slot(slot).prior();
      if (prior == Slots.NONE || !own.whole(slot) || !own.whole(prior)) {
        continue;
      }
      long now = own.cents(slot);
      long before = own.cents(prior);
      if (now != 0 && before != 0) {
        compare(before, benchmark, slot, prior, totals);
      } else if (now != before) {
        for (Decomposition total : totals) {
          total.add(before == 0 ? Term.ENTRY : Term.EXIT, slot, now - before);
        }
      }
    }
  }

  private static void compare(
      long base, Benchmark benchmark, int slot, int prior, List<Decomposition> totals) {
    for (Series series : new Series[] {benchmark.all, benchmark.sector, benchmark.cell}) {
      if (series == null || !series.whole(slot) || !series.whole(prior)) {
        totals.forEach(total -> total.lose(slot));
        return;
      }
    }
    long growth = grown(base, benchmark.all, slot, prior, 0);
    long withSector = grown(base, benchmark.sector, slot, prior, growth);
    long withMarket = grown(base, benchmark.cell, slot, prior, withSector);
    for (Decomposition total : totals) {
      total.add(Term.GROWTH, slot, growth);
      total.add(Term.SECTOR_MIX, slot, withSector - growth);
      total.add(Term.MARKET_MIX, slot, withMarket - withSector);
    }
  }

  /**
   * How much an amount would have changed, had it grown as a series did.
   *
   * @param otherwise where the series has a base of zero
   */
  private static long grown(long amount, Series as, int slot, int prior, long otherwise) {
    long base = as.cents(prior);
    return base == 0 ? otherwise : scaled(amount, as.cents(slot) - base, base);
  }

  /** amount x numerator / denominator, to the nearest whole number, ties to the even one. */
  static long scaled(long amount, long numerator, long denominator) {
    double near = (double) amount * numerator / denominator;
    double whole = Math.rint(near);
    if (Math.abs(near) < EXACT && Math.abs(Math.abs(near - whole) - 0.5) > 0.2) {
      return (long) whole;
    }
    return new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator)))
        .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
