package exportmatrix.aggregate;

import exportmatrix.codes.Territories;
import exportmatrix.model.Concentration;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Flow;
import exportmatrix.model.Need;
import exportmatrix.model.Series;
import exportmatrix.model.Wording;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Turns the series of whole cells (market x product), in any order, into families: the upper
 * territories are summed, and every territory is given its parent, Italy, the sum of its children
 * and its rank.
 */
final class CellPass {

  private final Plan plan;
  private final Silence silence;
  private final AcrossTerritories across;

  CellPass(Plan plan) {
    this.plan = plan;
    this.silence = new Silence(plan);
    this.across = new AcrossTerritories(plan, silence);
  }

  private record Place(Flow flow, CellKey key) {}

  Iterator<FamilySeries> over(Iterator<CellSeries> series) {
    Map<Place, Map<String, Series>> places = new LinkedHashMap<>();
    while (series.hasNext()) {
      CellSeries one = series.next();
      places
          .computeIfAbsent(new Place(one.flow(), one.key()), p -> new HashMap<>())
          .put(one.territory(), one.own());
    }
    return places.entrySet().stream()
        .flatMap(
            place -> {
              Map<String, Series> own = place.getValue();
              place.setValue(Map.of());
              return families(place.getKey().flow(), place.getKey().key(), own);
            })
        .iterator();
  }

  private Stream<FamilySeries> families(Flow flow, CellKey key, Map<String, Series> own) {
    Map<String, Series> cells = across.cells(flow, key, own);
    Map<String, Series> overSlots = new HashMap<>();
    cells.forEach((territory, cell) -> overSlots.put(territory, plan.slots().over(cell)));
    Map<String, short[]> ranks = across.ranks(overSlots);
    Territories territories = plan.levels().codes().territories();
    Series italy = known(flow, key, Wording.ITALY, cells);
    boolean published = plan.publishes(key);
    LikeForLike matched = new LikeForLike(plan, cells);
    return cells.entrySet().stream()
        .map(
            cell -> {
              String territory = cell.getKey();
              String above = territories.parentForShares(territory).orElse(null);
              return new FamilySeries(
                  flow,
                  territory,
                  key.market(),
                  key.product(),
                  cell.getValue(),
                  above == null ? null : known(flow, key, above, cells),
                  above != null || territory.equals(Wording.ITALY) ? italy : null,
                  across.children(flow, key, territory, cells),
                  ranks.getOrDefault(territory, new short[plan.slots().count()]),
                  published,
                  published && plan.needs().contains(Need.MATCHED) ? matched.of(territory) : null,
                  published && plan.needs().contains(Need.PROVINCES)
                      ? overProvinces(territory, overSlots)
                      : null);
            });
  }

  /** Null where the territory is not made of provinces. */
  private Concentration overProvinces(String territory, Map<String, Series> overSlots) {
    List<Series> provinces =
        plan.levels().provinces(territory).stream()
            .map(overSlots::get)
            .filter(Objects::nonNull)
            .toList();
    return provinces.isEmpty() ? null : Concentration.of(provinces, overSlots.get(territory));
  }

  private Series known(Flow flow, CellKey key, String territory, Map<String, Series> cells) {
    Series named = cells.get(territory);
    return named != null ? named : silence.orNull(flow, territory, plan.combination(key));
  }
}
