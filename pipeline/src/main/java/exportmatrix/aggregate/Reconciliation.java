package exportmatrix.aggregate;

import exportmatrix.codes.Product;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Compares every cell with the sum of its children one level down, along each dimension, and keeps
 * the differences: the cells of a territory in, {@code reconciliation} rows out. A difference is
 * taken only where both figures are whole; one that is zero now and a year before makes no row.
 */
final class Reconciliation {

  private final Plan plan;
  private final Levels levels;
  private final BitSet wanted;

  Reconciliation(Plan plan, BitSet wanted) {
    this.plan = plan;
    this.wanted = wanted;
    this.levels = plan.levels();
  }

  private record Place(String territory, Flow flow) {}

  /**
   * @param families of whole territories, in any order
   */
  Iterator<Row> over(Iterator<FamilySeries> families) {
    Map<Place, List<FamilySeries>> places = new LinkedHashMap<>();
    families.forEachRemaining(
        family ->
            places
                .computeIfAbsent(
                    new Place(family.territory(), family.flow()), p -> new ArrayList<>())
                .add(family));
    return places.entrySet().stream()
        .flatMap(
            place ->
                rows(place.getKey().territory(), place.getKey().flow(), place.getValue()).stream())
        .iterator();
  }

  private List<Row> rows(String territory, Flow flow, List<FamilySeries> cells) {
    Map<CellKey, Series> own = new HashMap<>();
    List<Row> out = new ArrayList<>();
    for (FamilySeries cell : cells) {
      CellKey key = new CellKey(cell.market(), cell.product());
      own.put(key, cell.own());
      if (cell.children() != null) {
        String level = plan.children(territory).get(0).level().code();
        compare(out, flow, territory, key, "territory", level, cell.own(), cell.children());
      }
    }
    for (Map.Entry<CellKey, Series> cell : own.entrySet()) {
      if (cell.getKey().market().equals(Wording.WORLD)) {
        markets(out, flow, territory, cell.getKey(), own);
      }
    }
    products(out, flow, territory, own);
    return out;
  }

  private void markets(
      List<Row> out, Flow flow, String territory, CellKey world, Map<CellKey, Series> own) {
    if (!plan.publishesCountries(levels.ofProduct(world.product()))) {
      return;
    }
    Series sum = new Series(plan.timeline().length());
    own.forEach(
        (key, series) -> {
          if (key.product().equals(world.product())
              && levels.ofMarket(key.market()) == MarketLevel.COUNTRY) {
            addAll(sum, series);
          }
        });
    Combination parts = new Combination(MarketLevel.COUNTRY, levels.ofProduct(world.product()));
    Series children = where(plan.coverage().covered(flow, territory, parts), sum);
    compare(out, flow, territory, world, "market", "country", own.get(world), children);
  }

  private void products(List<Row> out, Flow flow, String territory, Map<CellKey, Series> own) {
    Map<CellKey, Map<ProductLevel, Series>> sums = new HashMap<>();
    for (CellKey parent : own.keySet()) {
      for (ProductLevel level : levels.below(parent.product())) {
        if (plan.publishes(parent.market(), level)) {
          sums.computeIfAbsent(parent, p -> new EnumMap<>(ProductLevel.class))
              .put(level, new Series(plan.timeline().length()));
        }
      }
    }
    own.forEach(
        (key, series) -> {
          Product product = levels.products().find(key.product()).orElseThrow();
          if (product.parent() != null) {
            CellKey parent = new CellKey(key.market(), product.parent());
            if (own.containsKey(parent)) {
              addAll(
                  sums.computeIfAbsent(parent, p -> new EnumMap<>(ProductLevel.class))
                      .computeIfAbsent(product.level(), l -> new Series(plan.timeline().length())),
                  series);
            }
          }
        });
    sums.forEach(
        (parent, byLevel) ->
            byLevel.forEach(
                (level, sum) -> {
                  Combination parts = new Combination(levels.ofMarket(parent.market()), level);
                  Series children = where(plan.coverage().covered(flow, territory, parts), sum);
                  compare(
                      out,
                      flow,
                      territory,
                      parent,
                      "product",
                      level.name().toLowerCase(Locale.ROOT),
                      own.get(parent),
                      children);
                }));
  }

  private static void addAll(Series sum, Series part) {
    for (int i = 0; i < part.length(); i++) {
      sum.add(i, part);
    }
  }

  /** The sum where the slice speaks of all its parts; a sum of none is zero there. */
  private static Series where(BitSet covered, Series sum) {
    Series known = new Series(sum.length());
    covered.stream()
        .filter(i -> i < sum.length())
        .forEach(
            i -> {
              if (sum.present(i)) {
                known.copy(i, sum);
              } else {
                known.put(i, 0, Series.PRESENT | Series.FILLED, 0);
              }
            });
    return known;
  }

  private void compare(
      List<Row> out,
      Flow flow,
      String territory,
      CellKey parent,
      String dimension,
      String childrenLevel,
      Series reportedBase,
      Series summedBase) {
    if (equal(reportedBase, summedBase)) {
      return;
    }
    Slots slots = plan.slots();
    Series reported = slots.over(reportedBase);
    Series summed = slots.over(summedBase);
    for (int s = 0; s < slots.count(); s++) {
      if (!wanted.get(s) || !reported.whole(s) || !summed.whole(s)) {
        continue;
      }
      long difference = reported.cents(s) - summed.cents(s);
      int prior = slots.slot(s).prior();
      boolean priorKnown = prior != Slots.NONE && reported.whole(prior) && summed.whole(prior);
      long priorDifference = priorKnown ? reported.cents(prior) - summed.cents(prior) : 0;
      if (difference == 0 && priorDifference == 0) {
        continue;
      }
      boolean base = priorKnown && reported.cents(prior) > 0;
      out.add(
          RowFactory.create(
              flow.code(),
              slots.slot(s).span().code(),
              slots.slot(s).text(),
              dimension,
              childrenLevel,
              territory,
              parent.market(),
              parent.product(),
              BigDecimal.valueOf(reported.cents(s), 2),
              BigDecimal.valueOf(summed.cents(s), 2),
              BigDecimal.valueOf(difference, 2),
              priorKnown ? BigDecimal.valueOf(priorDifference, 2) : null,
              base ? 100.0 * (difference - priorDifference) / reported.cents(prior) : null));
    }
  }

  private static boolean equal(Series reported, Series summed) {
    for (int i = 0; i < reported.length(); i++) {
      if (reported.whole(i) && summed.whole(i) && reported.cents(i) != summed.cents(i)) {
        return false;
      }
    }
    return true;
  }
}
