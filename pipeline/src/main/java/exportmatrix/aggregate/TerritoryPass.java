package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.Series;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Turns the figures of whole territories, in any order, into the series of every cell that a
 * territory itself can give and that is kept.
 */
final class TerritoryPass {

  private final Plan plan;
  private final WithinTerritory within;

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

  Iterator<CellSeries> over(Iterator<CellFigures> figures) {
    Map<Place, Map<String, Cells>> places = new HashMap<>();
    while (figures.hasNext()) {
      CellFigures of = figures.next();
      places
          .computeIfAbsent(new Place(of.territory(), of.flow()), p -> new HashMap<>())
          .computeIfAbsent(of.dataset(), d -> new Cells(plan.timeline().length()))
          .of(of.market(), of.product())
          .copyFrom(plan.timeline().index(of.firstOrdinal()), of.stated());
    }
    return places.entrySet().stream()
        .flatMap(
            place -> {
              Cells stated = merged(place.getValue());
              place.setValue(Map.of());
              return within.cells(place.getKey().flow(), place.getKey().territory(), stated);
            })
        .iterator();
  }

  /** Where two datasets state the same cell the first in order wins, period by period. */
  private Cells merged(Map<String, Cells> byDataset) {
    Cells merged = null;
    for (String dataset : plan.datasets()) {
      Cells stated = byDataset.get(dataset);
      if (stated == null) {
        continue;
      }
      if (plan.cumulated(dataset)) {
        stated.forEach(
            (market, byProduct) ->
                byProduct.replaceAll(
                    (product, own) -> WithinTerritory.decumulated(own, plan.timeline())));
      }
      if (merged == null) {
        merged = stated;
      } else {
        merge(merged, stated);
      }
    }
    return merged;
  }

  private static void merge(Cells first, Cells second) {
    second.forEach(
        (market, byProduct) ->
            byProduct.forEach((product, own) -> merge(first.of(market, product), own)));
  }

  private static void merge(Series first, Series second) {
    for (int i = 0; i < second.length(); i++) {
      if (!first.present(i) && second.present(i)) {
        first.copy(i, second);
      }
    }
  }
}
