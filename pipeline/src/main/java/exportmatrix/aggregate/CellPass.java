package exportmatrix.aggregate;

import exportmatrix.codes.Territories;
import exportmatrix.model.Flow;
import exportmatrix.model.Runs;
import exportmatrix.model.Series;
import exportmatrix.model.Wording;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns series, sorted by market, product and flow, into families: the upper territories are
 * summed, and every territory is given its parent, Italy, the sum of its children and its rank.
 */
final class CellPass {

  private final Plan plan;
  private final AcrossTerritories across;

  CellPass(Plan plan) {
    this.plan = plan;
    this.across = new AcrossTerritories(plan);
  }

  Iterator<Row> over(Iterator<Row> series) {
    return Runs.of(
        series,
        row -> row.getString(2) + '|' + row.getString(3) + '|' + row.getString(0),
        this::marketProductAndFlow);
  }

  private Iterator<Row> marketProductAndFlow(Iterator<Row> rows) {
    Map<String, Series> own = new LinkedHashMap<>();
    CellKey key = null;
    Flow flow = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      flow = Flow.ofCode(row.getString(0));
      key = new CellKey(row.getString(2), row.getString(3));
      own.put(row.getString(1), Series.decode(row.getAs(4)));
    }
    Map<String, Series> cells = across.cells(flow, key, own);
    Map<String, Series> overSlots = new HashMap<>();
    cells.forEach((territory, cell) -> overSlots.put(territory, plan.slots().over(cell)));
    Map<String, short[]> ranks = across.ranks(overSlots);
    Territories territories = plan.levels().codes().territories();
    List<Row> out = new ArrayList<>();
    for (Map.Entry<String, Series> cell : cells.entrySet()) {
      String territory = cell.getKey();
      Series parent = territories.parentForShares(territory).map(cells::get).orElse(null);
      Series italy =
          territories.parentForShares(territory).isPresent() || territory.equals(Wording.ITALY)
              ? cells.get(Wording.ITALY)
              : null;
      Series children = across.children(flow, key, territory, cells);
      out.add(
          RowFactory.create(
              flow.code(),
              territory,
              key.market(),
              key.product(),
              cell.getValue().encode(),
              encoded(parent),
              encoded(italy),
              encoded(children),
              bytes(ranks.getOrDefault(territory, new short[plan.slots().count()]))));
    }
    return out.iterator();
  }

  private static byte[] encoded(Series series) {
    return series == null ? null : series.encode();
  }

  private static byte[] bytes(short[] ranks) {
    ByteBuffer buffer = ByteBuffer.allocate(ranks.length * 2);
    buffer.asShortBuffer().put(ranks);
    return buffer.array();
  }
}
