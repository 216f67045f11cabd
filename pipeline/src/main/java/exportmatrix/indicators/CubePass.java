package exportmatrix.indicators;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Product;
import exportmatrix.codes.Territory;
import exportmatrix.model.Basis;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Ranking;
import exportmatrix.model.Rules;
import exportmatrix.model.Runs;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Tables;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Walks families sorted by territory: a territory's cells of both flows are held together, so that
 * every relative along market, product and flow is at hand, and its rows come out one by one.
 */
final class CubePass implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Codes codes;
  private final DatasetSpec.ProductScheme scheme;
  private final Rules rules;
  private final List<Indicator> indicators;
  private final Slots slots;
  private final BitSet wanted;
  private final int[] columns;
  private final int width;

  CubePass(
      Codes codes,
      DatasetSpec.ProductScheme scheme,
      Rules rules,
      List<Indicator> indicators,
      Slots slots,
      int periods) {
    this.codes = codes;
    this.scheme = scheme;
    this.rules = rules;
    this.indicators = indicators;
    this.slots = slots;
    this.wanted = slots.newest(periods);
    this.columns = new int[indicators.size()];
    int column = Tables.cellFields().size();
    for (int i = 0; i < columns.length; i++) {
      IndicatorCard card = indicators.get(i).card();
      columns[i] = column;
      column += (card.nullable() ? 2 : 1) + card.companions().size();
    }
    this.width = column;
  }

  Iterator<Row> over(Iterator<Row> families) {
    return Runs.of(families, row -> row.<String>getAs("territory"), this::territory);
  }

  private record Key(Flow flow, String market, String product) {}

  /** A cell of the territory, as far as its own row tells. */
  private record Member(Series base, Series own, Row row) {}

  private Iterator<Row> territory(Iterator<Row> rows) {
    Map<Key, Member> members = new LinkedHashMap<>();
    String code = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      code = row.getAs("territory");
      Series base = Series.decode(row.getAs("own"));
      members.put(
          new Key(Flow.ofCode(row.getAs("flow")), row.getAs("market"), row.getAs("product")),
          new Member(base, slots.over(base), row));
    }
    Territory territory = codes.territories().find(code).orElseThrow();
    Map<Key, short[]> marketRanks = marketRanks(members);
    Map<Key, short[]> productRanks = productRanks(members);
    Map<String, int[]> compositions = new HashMap<>();
    return members.entrySet().stream()
        .flatMap(
            entry -> {
              Key key = entry.getKey();
              Family family = family(territory, key, entry.getValue(), members);
              family
                  .withRanks(Dimension.MARKET, marketRanks.get(key))
                  .withRanks(Dimension.PRODUCT, productRanks.get(key));
              if (codes.markets().groups().contains(key.market())) {
                family.withCompositions(
                    compositions.computeIfAbsent(key.market(), this::compositions));
              }
              return rows(territory, key, entry.getValue().base(), family);
            })
        .iterator();
  }

  private Family family(Territory territory, Key key, Member member, Map<Key, Member> members) {
    Family family = new Family(slots, rules, key.flow(), member.own());
    String above = codes.territories().parentForShares(territory.code()).orElse(null);
    Series italy = slots.over(Series.decode(member.row().getAs("italy")));
    if (above != null) {
      family.withParent(
          Dimension.TERRITORY,
          above.equals(Wording.ITALY)
              ? italy
              : slots.over(Series.decode(member.row().getAs("parent"))));
    }
    if (territory.level() != TerritoryLevel.RESIDUAL && !territory.overlap()) {
      family.withRanks(Dimension.TERRITORY, shorts(member.row().getAs("ranks")));
    }
    Series world = own(members, new Key(key.flow(), Wording.WORLD, key.product()));
    if (!key.market().equals(Wording.WORLD)) {
      family.withParent(Dimension.MARKET, world);
    }
    codes
        .products(scheme)
        .parentOf(key.product())
        .ifPresent(
            parent ->
                family.withParent(
                    Dimension.PRODUCT, own(members, new Key(key.flow(), key.market(), parent))));
    return family
        .withTotals(
            italy, world, own(members, new Key(key.flow(), key.market(), Wording.ALL_PRODUCTS)))
        .withCounterflow(own(members, new Key(key.flow().opposite(), key.market(), key.product())));
  }

  private static Series own(Map<Key, Member> members, Key key) {
    Member member = members.get(key);
    return member == null ? null : member.own();
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
      Map<String, Key> byName = new HashMap<>();
      Map<String, Series> values = new HashMap<>();
      for (Key key : family) {
        String name = key.market() + '|' + key.product();
        byName.put(name, key);
        values.put(name, members.get(key).own());
      }
      Ranking.of(List.copyOf(byName.keySet()), values, slots.count())
          .forEach((name, rank) -> ranks.put(byName.get(name), rank));
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

  private Stream<Row> rows(Territory territory, Key key, Series base, Family family) {
    Map<Integer, String> editions = new HashMap<>();
    Market market = codes.markets().find(key.market()).orElseThrow();
    Product product = codes.products(scheme).find(key.product()).orElseThrow();
    return IntStream.range(0, slots.count())
        .filter(slot -> stands(family.own(), slot))
        .mapToObj(
            slot -> {
              Object[] row = new Object[width];
              Slots.Slot at = slots.slot(slot);
              Series own = family.own();
              Object[] cell = {
                key.flow().code(),
                at.span().code(),
                at.text(),
                territory.code(),
                territory.level().code(),
                territory.nameIt(),
                territory.nameEn(),
                market.code(),
                market.level().code(),
                market.nameIt(),
                market.nameEn(),
                product.code(),
                product.level().code(),
                product.labelIt(),
                product.labelEn(),
                slots.monthsObserved(base, slot),
                (own.has(slot, Series.REPORTED) ? Basis.REPORTED : Basis.SUMMED).code(),
                editions.computeIfAbsent(own.edition(slot), CubePass::iso)
              };
              System.arraycopy(cell, 0, row, 0, cell.length);
              Sink sink = new Sink(row);
              for (int i = 0; i < columns.length; i++) {
                sink.begin(columns[i], indicators.get(i).card().nullable());
                indicators.get(i).compute(family, slot, sink);
              }
              return RowFactory.create(row);
            });
  }

  private static String iso(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
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

  private static short[] shorts(byte[] bytes) {
    short[] shorts = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).asShortBuffer().get(shorts);
    return shorts;
  }
}
