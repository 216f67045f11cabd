package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.Observation;
import exportmatrix.model.Series;
import exportmatrix.model.ValueStatus;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Turns the observations of whole territories, in any order, into the series of every cell that a
 * territory itself can give.
 */
final class TerritoryPass {

  private final Plan plan;
  private final WithinTerritory within;
  private final Map<String, Integer> editions = new HashMap<>();

  TerritoryPass(Plan plan) {
    this.plan = plan;
    this.within = new WithinTerritory(plan);
  }

  private record Place(String territory, Flow flow) {

    @Override
    public int hashCode() {
      return Hashes.of(territory, flow);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place that && flow == that.flow && territory.equals(that.territory);
    }
  }

  Iterator<CellSeries> over(Iterator<Observation> observations) {
    Map<Place, Map<String, Map<CellKey, Series>>> places = new HashMap<>();
    while (observations.hasNext()) {
      Observation o = observations.next();
      Series series =
          places
              .computeIfAbsent(new Place(o.territory(), o.flow()), p -> new HashMap<>())
              .computeIfAbsent(o.dataset(), d -> new HashMap<>())
              .computeIfAbsent(
                  new CellKey(o.market(), o.product()), k -> new Series(plan.timeline().length()));
      put(series, plan.timeline().index(o.periodOrdinal()), o);
    }
    return places.entrySet().stream()
        .flatMap(
            place -> {
              Map<CellKey, Series> stated = merged(place.getValue());
              place.setValue(Map.of());
              Flow flow = place.getKey().flow();
              String territory = place.getKey().territory();
              return within.cells(flow, territory, stated).entrySet().stream()
                  .filter(cell -> plan.keeps(cell.getKey()))
                  .map(cell -> new CellSeries(flow, territory, cell.getKey(), cell.getValue()));
            })
        .iterator();
  }

  private void put(Series series, int index, Observation o) {
    int edition =
        editions.computeIfAbsent(o.edition(), text -> (int) LocalDate.parse(text).toEpochDay());
    int flags = Series.PRESENT | Series.REPORTED;
    if (o.cents() == null) {
      flags |= o.status() == ValueStatus.CONFIDENTIAL ? Series.CONFIDENTIAL : Series.INCOMPLETE;
    }
    series.put(index, o.cents() == null ? 0 : o.cents(), flags, edition);
  }

  /** Where two datasets state the same cell the first in order wins, period by period. */
  private Map<CellKey, Series> merged(Map<String, Map<CellKey, Series>> byDataset) {
    Map<CellKey, Series> merged = new HashMap<>();
    for (String dataset : plan.datasets()) {
      Map<CellKey, Series> stated = byDataset.getOrDefault(dataset, new HashMap<>());
      if (plan.cumulated(dataset)) {
        stated.replaceAll((key, own) -> WithinTerritory.decumulated(own, plan.timeline()));
      }
      if (merged.isEmpty()) {
        merged = stated;
      } else {
        merge(merged, stated);
      }
    }
    return merged;
  }

  private static void merge(Map<CellKey, Series> first, Map<CellKey, Series> second) {
    second.forEach(
        (key, own) -> {
          Series before = first.putIfAbsent(key, own);
          for (int i = 0; before != null && i < own.length(); i++) {
            if (!before.present(i) && own.present(i)) {
              before.copy(i, own);
            }
          }
        });
  }
}
