package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Runs;
import exportmatrix.model.Series;
import exportmatrix.model.ValueStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns observations, sorted by territory and flow, into the series of every cell that the
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

  Iterator<Row> over(Iterator<Row> observations) {
    return Runs.of(
        observations, row -> row.getString(0) + '|' + row.getString(1), this::territoryAndFlow);
  }

  private Iterator<Row> territoryAndFlow(Iterator<Row> observations) {
    Map<CellKey, Map<String, Series>> byDataset = new LinkedHashMap<>();
    String territory = null;
    Flow flow = null;
    while (observations.hasNext()) {
      Row row = observations.next();
      territory = row.getString(0);
      flow = Flow.ofCode(row.getString(1));
      Series series =
          byDataset
              .computeIfAbsent(
                  new CellKey(row.getString(2), row.getString(3)), k -> new HashMap<>(2))
              .computeIfAbsent(row.getString(4), d -> new Series(plan.timeline().length()));
      put(series, plan.timeline().index(row.getInt(5)), row);
    }
    Map<CellKey, Series> stated = new LinkedHashMap<>();
    byDataset.forEach((key, parts) -> stated.put(key, merged(parts)));
    List<Row> out = new ArrayList<>();
    String code = territory;
    String flowCode = flow.code();
    within
        .cells(flow, territory, stated)
        .forEach(
            (key, series) -> {
              if (plan.publishes(key)) {
                out.add(
                    RowFactory.create(
                        flowCode, code, key.market(), key.product(), series.encode()));
              }
            });
    return out.iterator();
  }

  private void put(Series series, int index, Row row) {
    ValueStatus status = ValueStatus.valueOf(row.getString(7));
    int edition =
        editions.computeIfAbsent(
            row.getString(8), text -> (int) LocalDate.parse(text).toEpochDay());
    int flags = Series.PRESENT | Series.REPORTED;
    if (row.isNullAt(6)) {
      flags |= status == ValueStatus.CONFIDENTIAL ? Series.CONFIDENTIAL : Series.INCOMPLETE;
    }
    series.put(index, row.isNullAt(6) ? 0 : row.getLong(6), flags, edition);
  }

  /** Where two datasets state the same cell the first in order wins, period by period. */
  private Series merged(Map<String, Series> parts) {
    Series merged = null;
    for (String dataset : plan.datasets()) {
      Series part = parts.get(dataset);
      if (part == null) {
        continue;
      }
      if (plan.cumulated(dataset)) {
        part = WithinTerritory.decumulated(part, plan.timeline());
      }
      if (merged == null) {
        merged = part;
        continue;
      }
      for (int i = 0; i < part.length(); i++) {
        if (!merged.present(i) && part.present(i)) {
          merged.copy(i, part);
        }
      }
    }
    return merged;
  }
}
