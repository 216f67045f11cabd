package exportmatrix.reports;

import static exportmatrix.model.Wording.ALL_PRODUCTS;
import static exportmatrix.model.Wording.WORLD;

import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Exchange;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.PipelineException;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.RowForm;
import exportmatrix.model.Span;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns the cube into one JSON document per territory and per market: packs in, documents out. The
 * cells that a document shows are brought together, and tasks render, check and write it, with what
 * still stands of the earlier one.
 */
final class Dashboards implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The rows of a document that are no breakdown: WORLD and ALL, period by period. */
  static final String SERIES = "series";

  static final String TERRITORY = "territory/";
  static final String MARKET = "market/";

  /** What a row says beside the cell's own fields. */
  private static final List<String> PLACE =
      List.of(
          "document",
          "part",
          "code",
          "level",
          "label_it",
          "label_en",
          "subject_level",
          "subject_label_it",
          "subject_label_en");

  /** The order of the rows of a table; all else is put in order by the layout. */
  static final Comparator<Row> BY_CODE = Comparator.comparing(row -> row.<String>getAs("code"));

  /**
   * What documents say of the release they belong to.
   *
   * @param parents territory to the territory whose document shows it as a part
   * @param shown territories that have a document
   * @param newest the newest periods of each span that tables may show, oldest first
   */
  record Heading(
      CollectionSpec collection,
      List<IndicatorCard> cards,
      String edition,
      Map<String, String> parents,
      Set<String> shown,
      Map<Span, List<String>> newest)
      implements Serializable {

    /**
     * @param periods all periods of each span, oldest first
     */
    static Heading of(Release release, Limits limits, Map<Span, List<String>> periods) {
      Map<Span, List<String>> newest =
          periods.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      e ->
                          List.copyOf(
                              e.getValue()
                                  .subList(
                                      Math.max(0, e.getValue().size() - limits.tablePeriods()),
                                      e.getValue().size()))));
      return new Heading(
          release.collection(),
          release.cards(),
          release.provenance().edition(),
          release.parents(),
          release.jsonTerritories(),
          newest);
    }
  }

  private final Heading heading;
  private final Limits limits;
  private final ProductLevel productLevel;
  private final Nomenclature names;
  private final Table cube;
  private final List<String> columns;

  /** A cell's fields and its place in a document. */
  private final StructType shape;

  /**
   * @param productLevel the level shown as products; empty: the cube has totals only
   * @param names of every code in the cube
   */
  Dashboards(
      Heading heading, Limits limits, Optional<ProductLevel> productLevel, Nomenclature names) {
    this.heading = heading;
    this.names = names;
    this.limits = limits;
    this.productLevel = productLevel.orElse(null);
    this.cube = Tables.cube(heading.cards());
    this.columns = cube.columns();
    this.shape = shape(cube);
  }

  private static StructType shape(Table cube) {
    StructType shape = cube.schema();
    for (String name : PLACE) {
      shape = shape.add(name, DataTypes.StringType);
    }
    return shape;
  }

  /**
   * A document that was written.
   *
   * @param name such as {@code territory/ITC4}
   * @param whole whether it shows all the tables it may
   */
  record Document(String name, boolean whole) implements Serializable {}

  /**
   * @param packs the cube's cells
   * @param kept whose parts of the earlier documents stand; empty: the packs are all there is
   * @param folder holds a folder for territories and one for markets already
   */
  List<Document> write(JavaRDD<Pack> packs, Optional<KeptFiles> kept, Path folder) {
    String location = folder.toString();
    int tasks = packs.getNumPartitions();
    EarlierDocuments earlier =
        kept.map(files -> files.documents(heading.newest())).orElse(EarlierDocuments.NONE);
    try {
      return Exchange.bring(
              packs.mapPartitions(this::rows),
              RowForm.named(shape),
              row -> documentOf(row).hashCode(),
              tasks)
          .mapPartitionsWithIndex(
              (task, of) -> documents(of, earlier.of(task, tasks), Path.of(location)), true)
          .collect();
    } catch (Exception e) {
      throw PipelineException.within(e);
    }
  }

  /**
   * @param rows of this task's documents that are new
   * @param earlier this task's documents of the earlier release
   */
  private Iterator<Document> documents(Iterator<Row> rows, EarlierDocuments earlier, Path folder) {
    Map<String, List<Row>> documents = new TreeMap<>();
    earlier.names().forEach(name -> documents.put(name, new ArrayList<>()));
    rows.forEachRemaining(
        row -> documents.computeIfAbsent(documentOf(row), d -> new ArrayList<>()).add(row));
    List<Document> written = new ArrayList<>();
    if (documents.isEmpty()) {
      return written.iterator();
    }
    DashboardLayout layout = new DashboardLayout(heading, limits);
    Schemas schemas = new Schemas(heading.cards());
    ReleaseStore store = new ReleaseStore(folder.toString());
    documents.forEach(
        (document, of) -> {
          of.sort(BY_CODE);
          DashboardLayout.Content content =
              new DashboardLayout.Content(document, of, earlier.document(document));
          if (content.subject().isEmpty()) {
            return; // nothing of it stands, or parts of a territory that itself has no figure
          }
          DashboardLayout.Rendered rendered = layout.render(content);
          schemas.require(
              document.startsWith(MARKET) ? Schemas.Kind.MARKET : Schemas.Kind.TERRITORY,
              "json/" + document + ".json",
              rendered.json());
          store.writeInto(folder.resolve(document + ".json"), rendered.json());
          written.add(new Document(document, rendered.whole()));
        });
    return written.iterator();
  }

  private static String documentOf(Row row) {
    return row.getAs("document");
  }

  /** One row per cell and place in a document. */
  Iterator<Row> rows(Iterator<Pack> packs) {
    Unpacker cell = new Unpacker(cube, names);
    List<Row> rows = new ArrayList<>();
    return new Iterator<>() {
      private Iterator<Row> out = rows.iterator();

      @Override
      public boolean hasNext() {
        while (!out.hasNext() && packs.hasNext()) {
          rows.clear();
          add(packs.next(), cell, rows);
          out = rows.iterator();
        }
        return out.hasNext();
      }

      @Override
      public Row next() {
        return out.next();
      }
    };
  }

  private boolean recent(String span, String period) {
    return heading.newest().getOrDefault(Span.ofCode(span), List.of()).contains(period);
  }

  private void add(Pack pack, Unpacker cell, List<Row> rows) {
    boolean recent = recent(pack.span(), pack.period());
    boolean shown = heading.shown().contains(pack.territory());
    String parent = heading.parents().get(pack.territory());
    boolean part = parent != null && heading.shown().contains(parent);
    if (!shown && !part) {
      return;
    }
    String own = TERRITORY + pack.territory();
    int market = columns.indexOf("market");
    int product = columns.indexOf("product");
    cell.open(pack);
    while (cell.next()) {
      boolean world = cell.string(market).equals(WORLD);
      boolean all = cell.string(product).equals(ALL_PRODUCTS);
      if (!(world && all) && !(recent && (world || all))) {
        continue;
      }
      String level = cell.string(product + 1);
      if (shown && world && all) {
        rows.add(row(cell, own, SERIES, "territory", "territory"));
      }
      if (shown && recent && all && !world) {
        rows.add(row(cell, own, Breakdown.BY_MARKET, "territory"));
      }
      if (shown && recent && world && level.equals(ProductLevel.SECTOR.code())) {
        rows.add(row(cell, own, Breakdown.BY_SECTOR, "territory"));
      }
      if (shown && recent && world && productLevel != null && level.equals(productLevel.code())) {
        rows.add(row(cell, own, Breakdown.BY_PRODUCT, "territory"));
      }
      if (part && recent && world && all) {
        rows.add(row(cell, TERRITORY + parent, Breakdown.BY_TERRITORY, null));
      }
      if (shown && recent && all) {
        rows.add(row(cell, MARKET + cell.string(market), Breakdown.BY_TERRITORY, "market"));
      }
    }
  }

  private Row row(Unpacker cell, String document, Breakdown breakdown, String subject) {
    return row(cell, document, breakdown.code(), breakdown.dimension(), subject);
  }

  /**
   * @param dimension whose code and labels name the row
   * @param subject the dimension that the document is about; null: this row does not know it
   */
  private Row row(Unpacker cell, String document, String part, String dimension, String subject) {
    Object[] values = new Object[shape.size()];
    for (int f = 0; f < cell.fields(); f++) {
      values[f] = cell.value(f);
    }
    int at = cell.fields();
    values[at++] = document;
    values[at++] = part;
    int of = columns.indexOf(dimension);
    for (int i = 0; i < 4; i++) {
      values[at++] = values[of + i];
    }
    int about = subject == null ? -1 : columns.indexOf(subject);
    for (int i = 1; i < 4; i++) {
      values[at++] = subject == null ? null : values[about + i];
    }
    return new GenericRowWithSchema(values, shape);
  }
}
