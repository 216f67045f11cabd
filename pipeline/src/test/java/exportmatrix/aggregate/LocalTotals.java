package exportmatrix.aggregate;

import exportmatrix.codes.Codes;
import exportmatrix.model.Absence;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Detail;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Need;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Observation;
import exportmatrix.model.Slots;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** The totals of a small collection, pass after pass in this thread, without Spark. */
public final class LocalTotals {

  private final Plan plan;
  private final Nomenclature names;
  private final List<FamilySeries> families = new ArrayList<>();

  public LocalTotals(
      List<Observation> observations, CollectionSpec collection, DatasetSpec dataset, Codes codes) {
    Levels levels = new Levels(codes, List.of(dataset), collection.groups());
    Spoken spoken = Spoken.of(observations.iterator(), levels);
    Set<String> territories = new TreeSet<>();
    spoken.slices().keySet().forEach(slice -> territories.add(slice.territory()));
    this.names = levels.nomenclature(territories, spoken.products());
    this.plan =
        Aggregation.plan(
            spoken.slices(),
            collection,
            List.of(dataset),
            levels,
            timeline -> new Holes(),
            EnumSet.allOf(Need.class));
    new CellPass(plan)
        .over(new TerritoryPass(plan).over(ReadingPass.figures(observations.iterator(), levels)))
        .forEachRemaining(families::add);
  }

  public List<FamilySeries> families() {
    return families;
  }

  public Slots slots() {
    return plan.slots();
  }

  public Absence absence() {
    return new Aggregation.Unnamed(plan);
  }

  public Detail detail() {
    return plan.levels().detail();
  }

  public Nomenclature names() {
    return names;
  }

  /** Rows of {@link exportmatrix.model.Tables#RECONCILIATION}. */
  public List<Row> reconciliation() {
    List<Row> rows = new ArrayList<>();
    new Reconciliation(plan, plan.slots().newest(0))
        .over(families.stream().filter(FamilySeries::published).iterator())
        .forEachRemaining(rows::add);
    return rows;
  }
}
