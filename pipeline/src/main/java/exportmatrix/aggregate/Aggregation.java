package exportmatrix.aggregate;

import exportmatrix.codes.Codes;
import exportmatrix.model.Absence;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Detail;
import exportmatrix.model.Exchange;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Need;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Observation;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Tables;
import exportmatrix.model.Timeline;
import exportmatrix.model.Wording;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/**
 * The totals of one collection: observations in, a family of series per cell out.
 *
 * <p>Observations are brought together by territory. One Spark job reads what each slice speaks of;
 * a second sums each territory within itself, each market and product over the territories, and
 * hands every territory its cells with their relatives.
 */
public final class Aggregation {

  private final JavaRDD<CellFigures> byTerritory;
  private final int partitions;
  private final Map<Slice, Slice.Content> slices;
  private final Nomenclature names;
  private final Plan plan;

  private Aggregation(
      JavaRDD<CellFigures> byTerritory,
      int partitions,
      Map<Slice, Slice.Content> slices,
      Nomenclature names,
      Plan plan) {
    this.byTerritory = byTerritory;
    this.partitions = partitions;
    this.slices = slices;
    this.names = names;
    this.plan = plan;
  }

  /**
   * Reads what the observations cover.
   *
   * @param observations current figures of the collection's datasets, not empty
   * @param datasets in the order of precedence, of one frequency and product scheme
   * @param partitions among how many tasks the series are shared
   * @param alsoNamed territories and products that stand beside those of the observations
   * @param needs what is computed beside the totals
   */
  public static Aggregation of(
      JavaRDD<Observation> observations,
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      Codes codes,
      int partitions,
      Set<String> alsoNamed,
      Set<Need> needs) {
    Levels levels = new Levels(codes, datasets, collection.groups());
    JavaRDD<Told> told = told(observations, levels, partitions);
    Spoken spoken = new Spoken();
    for (Told one : told.collectPartitions(new int[] {0})[0]) {
      spoken.add((Spoken) one);
    }
    Map<Slice, Slice.Content> slices = spoken.slices();
    Set<String> products = new TreeSet<>(alsoNamed);
    products.addAll(spoken.products());
    Set<String> territories = new TreeSet<>(alsoNamed);
    slices.keySet().forEach(slice -> territories.add(slice.territory()));
    JavaRDD<CellFigures> byTerritory =
        told.filter(CellFigures.class::isInstance).map(CellFigures.class::cast);
    boolean holes =
        slices.keySet().stream().anyMatch(slice -> slice.territory().equals(Wording.UNPLACED));
    return new Aggregation(
        byTerritory,
        partitions,
        slices,
        levels.nomenclature(territories, products),
        plan(
            slices,
            collection,
            datasets,
            levels,
            timeline -> holes ? holes(byTerritory, timeline) : new Holes(),
            needs));
  }

  /** What observations speak of in partition 0; in the others their figures, by territory. */
  private static JavaRDD<Told> told(
      JavaRDD<Observation> observations, Levels levels, int partitions) {
    return Exchange.deal(
        observations.mapPartitions(all -> new ReadingPass(all, levels)),
        Told.FORM,
        told ->
            told instanceof CellFigures figures
                ? 1 + Exchange.spread(figures.territory().hashCode(), partitions)
                : 0,
        1 + partitions);
  }

  /**
   * @param slices what the observations cover, at least one
   * @param holes rows that may belong to any territory
   */
  static Plan plan(
      Map<Slice, Slice.Content> slices,
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      Levels levels,
      Function<Timeline, Holes> holes,
      Set<Need> needs) {
    int first = slices.keySet().stream().mapToInt(Slice::periodOrdinal).min().orElseThrow();
    int last = slices.keySet().stream().mapToInt(Slice::periodOrdinal).max().orElseThrow();
    Timeline timeline = new Timeline(datasets.get(0).frequency(), first, last - first + 1);
    Coverage known = new Coverage();
    slices.forEach((slice, content) -> state(known, slice, content, timeline));
    return new Plan(collection, datasets, timeline, levels, known, holes.apply(timeline), needs);
  }

  private static void state(Coverage known, Slice slice, Slice.Content content, Timeline timeline) {
    if (!slice.marketLevel().equals(Wording.UNPLACED)
        && !slice.productLevel().equals(Wording.UNPLACED)) {
      known.state(
          slice.flow(),
          slice.territory(),
          new Combination(
              MarketLevel.valueOf(slice.marketLevel().toUpperCase(Locale.ROOT)),
              ProductLevel.valueOf(slice.productLevel().toUpperCase(Locale.ROOT))),
          timeline.index(slice.periodOrdinal()),
          (int) LocalDate.parse(content.edition()).toEpochDay(),
          timeline.length());
    }
  }

  private static Holes holes(JavaRDD<CellFigures> figures, Timeline timeline) {
    Holes holes = new Holes();
    figures
        .filter(of -> of.territory().equals(Wording.UNPLACED))
        .flatMap(of -> of.periods().mapToObj(period -> hole(of, period)).iterator())
        .distinct()
        .collect()
        .stream()
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .forEach(
            hole ->
                holes.add(
                    Flow.ofCode((String) hole.get(0)),
                    (String) hole.get(1),
                    (String) hole.get(2),
                    timeline.index((Integer) hole.get(3))));
    return holes;
  }

  private static List<Object> hole(CellFigures figures, int periodOrdinal) {
    return List.of(figures.flow().code(), figures.market(), figures.product(), periodOrdinal);
  }

  /** The spans and periods at which the figures of the collection stand. */
  public Slots slots() {
    return plan.slots();
  }

  /** Whether rows were rejected of which it is not known whose figure they are. */
  public boolean unplaced() {
    return slices.keySet().stream()
        .anyMatch(
            slice ->
                List.of(slice.territory(), slice.marketLevel(), slice.productLevel())
                    .contains(Wording.UNPLACED));
  }

  /** The names of every code that a family may have. */
  public Nomenclature nomenclature() {
    return names;
  }

  /** How fine the sources are. */
  public Detail detail() {
    return plan.levels().detail();
  }

  /** What is known of the cells of which there is no family. */
  public Absence absence() {
    return new Unnamed(plan);
  }

  static final class Unnamed implements Absence {

    private static final long serialVersionUID = 1L;

    private final Plan plan;
    private transient Silence silence;

    Unnamed(Plan plan) {
      this.plan = plan;
    }

    @Override
    public Series of(Flow flow, String territory, String market, String product) {
      if (silence == null) {
        silence = new Silence(plan);
      }
      CellKey key = new CellKey(market, product);
      return plan.keeps(key) ? silence.orNull(flow, territory, plan.combination(key)) : null;
    }
  }

  /** {@link Tables#COVERAGE}: what each slice speaks of. */
  public JavaRDD<Row> coverage() {
    List<Row> rows =
        slices.entrySet().stream().map(slice -> slice.getKey().row(slice.getValue())).toList();
    return JavaSparkContext.fromSparkContext(byTerritory.context()).parallelize(rows, 1);
  }

  /**
   * The series of every cell that is published or needed and its relatives along territory; the
   * cells of a territory are in one partition, in no order.
   */
  public JavaRDD<FamilySeries> families() {
    Plan shipped = plan;
    JavaRDD<CellSeries> within =
        byTerritory
            .filter(figures -> !figures.territory().equals(Wording.UNPLACED))
            .mapPartitions(figures -> new TerritoryPass(shipped).over(figures));
    JavaRDD<FamilySeries> families =
        Exchange.bring(within, CellSeries.FORM, cell -> cell.key().place(), partitions)
            .mapPartitions(series -> new CellPass(shipped).over(series));
    return Exchange.bring(
        families, FamilySeries.FORM, family -> family.territory().hashCode(), partitions);
  }

  /**
   * {@link Tables#RECONCILIATION}: where children do not add up to their parent.
   *
   * @param families as {@link #families} gives them
   * @param wanted the slots to compare
   */
  public JavaRDD<Row> reconciliation(JavaRDD<FamilySeries> families, BitSet wanted) {
    Plan shipped = plan;
    return families
        .filter(FamilySeries::published)
        .mapPartitions(cells -> new Reconciliation(shipped, wanted).over(cells));
  }
}
