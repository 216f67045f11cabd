package exportmatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.model.Basis;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.PackedCells;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import exportmatrix.model.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** From the cells of one territory, span and period to its matrix. */
class MatrixPassTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);
  private static final long MILLION = 100_000_000; // cents

  private static final Table CUBE =
      Tables.cube(
          List.of(
              card("value_eur", Unit.EUR, DataTypes.createDecimalType(18, 2)),
              card("prior_value_eur", Unit.EUR, DataTypes.createDecimalType(18, 2)),
              card("change_eur", Unit.EUR, DataTypes.createDecimalType(18, 2)),
              card("yoy_percent", Unit.PERCENT, DataTypes.DoubleType),
              card("location_quotient", Unit.RATIO, DataTypes.DoubleType),
              card("since_programme_percent", Unit.PERCENT, DataTypes.DoubleType)));

  private static final Nomenclature NAMES =
      new Nomenclature(
          List.of(
              new Member("ITC4", "region", "Lombardia", "Lombardy"),
              new Member("ITC1", "region", "Piemonte", "Piedmont")),
          List.of(
              new Member("WORLD", "world", "Mondo", "World"),
              new Member("CA", "country", "Canada", "Canada"),
              new Member("DE", "country", "Germania", "Germany"),
              new Member("FR", "country", "Francia", "France"),
              new Member("QR", "country", "Provviste", "Stores"),
              new Member("EU_AT_DATE", "group", "UE", "EU")),
          List.of(
              new Member("ALL", "total", "Totale", "All"),
              new Member("chimica", "sector", "Chimica", "Chemicals"),
              new Member("moda", "sector", "Moda", "Fashion")));

  private static IndicatorCard card(String id, Unit unit, DataType type) {
    return new IndicatorCard(id, id, id, unit, type, true, "x", "", "none", List.of());
  }

  private final List<Row> seasonal = new ArrayList<>();

  /** Adjusted exports of Lombardy that grow by so much over the quarter before. */
  private void growing(String market, String product, String period, Double percent) {
    Map<String, Object> values = new HashMap<>();
    values.put("flow", "export");
    values.put("territory", "ITC4");
    values.put("market", market);
    values.put("product", product);
    values.put("period", period);
    values.put("qoq_sa_percent", percent);
    values.put("qoq_sa_percent_status", "OK");
    seasonal.add(
        RowFactory.create(SeasonalTables.FIGURES.columns().stream().map(values::get).toArray()));
  }

  private final PackedCells.Packer packer = new PackedCells.Packer(CUBE);

  private void cell(String market, String product, long now, long before, Status status) {
    PackedCells.Cell cell = new PackedCells.Cell(CUBE);
    cell.begin(
        NAMES.markets().number(market), NAMES.products().number(product), 12, Basis.SUMMED, 1);
    set(cell, "value_eur", status);
    for (String other : List.of("prior_value_eur", "change_eur", "location_quotient")) {
      set(cell, other, Status.OK);
    }
    set(cell, "yoy_percent", before == 0 ? Status.ENTRY : Status.OK);
    set(cell, "since_programme_percent", Status.OK);
    cell.set(at("value_eur"), now * MILLION);
    cell.set(at("prior_value_eur"), before * MILLION);
    cell.set(at("change_eur"), (now - before) * MILLION);
    cell.set(at("since_programme_percent"), 7.0);
    if (before > 0) {
      cell.set(at("yoy_percent"), 100.0 * (now - before) / before);
    }
    packer.add(cell);
  }

  private static void set(PackedCells.Cell cell, String column, Status status) {
    cell.set(at(column + "_status"), status);
  }

  private static int at(String column) {
    return CUBE.columns().indexOf(column);
  }

  private List<Row> matrix(String territory, List<String> markets) {
    Matrix.Setting setting =
        new Matrix.Setting(
            CODES,
            new CollectionSpec(
                "c",
                "c",
                "c",
                true,
                "s",
                "l",
                List.of("d"),
                "ITC4",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            new MatrixRules(Map.of(), markets, List.of(Span.YEAR), 200, 1),
            Rules.DEFAULT,
            ProductLevel.SECTOR,
            Set.of(territory),
            CUBE,
            NAMES,
            Frequency.Q);
    List<Row> cells = new ArrayList<>();
    List<Row> groups = new ArrayList<>();
    new MatrixPass(setting, Set.of("ITC4"))
        .rows(
            List.of(new Pack("year", "2020", Flow.EXPORT, territory, 0, packer.pack())).iterator())
        .forEachRemaining(row -> (MatrixTables.isCell(row) ? cells : groups).add(row));
    List<Row> rows = new ArrayList<>();
    Scores scores = new Scores(setting.rules(), new Momentum(seasonal, Frequency.Q));
    scores.of(cells.iterator()).forEachRemaining(rows::add);
    // Cells that were scored before are scored the same again, in whatever order they come.
    Collections.reverse(cells);
    List<Row> again = new ArrayList<>(rows);
    Collections.reverse(again);
    for (List<Row> shuffled : List.of(cells, again)) {
      assertThat(scores.of(shuffled.iterator())).toIterable().containsExactlyElementsOf(rows);
    }
    rows.addAll(groups);
    return rows;
  }

  private void cells() {
    cell("WORLD", "ALL", 1000, 900, Status.OK);
    cell("WORLD", "moda", 600, 500, Status.OK);
    cell("CA", "moda", 100, 50, Status.OK);
    cell("DE", "moda", 200, 220, Status.OK);
    cell("FR", "moda", 20, 10, Status.OK);
    cell("DE", "chimica", 30, 30, Status.OK);
    cell("CA", "chimica", 3, 2, Status.OK);
    cell("FR", "chimica", 50, 0, Status.OK);
    cell("QR", "moda", 90, 80, Status.OK);
    cell("DE", "ALL", 250, 260, Status.OK);
    cell("EU_AT_DATE", "moda", 300, 290, Status.OK);
  }

  private static Row of(List<Row> rows, String market, String product) {
    return rows.stream()
        .filter(row -> text(row, "market").equals(market) && text(row, "product").equals(product))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Row row, String column) {
    return (String) value(row, column);
  }

  private static Object value(Row row, String column) {
    return row.get(MatrixTables.CELLS.columns().indexOf(column));
  }

  private static double number(Row row, String column) {
    return ((Number) value(row, column)).doubleValue();
  }

  @Test
  void momentumIsTheMeanOfTheLastTwoQuartersOfMarketAndSector() {
    cells();
    growing("DE", "ALL", "2020-Q2", 50.0);
    growing("DE", "ALL", "2020-Q3", 1.0);
    growing("DE", "ALL", "2020-Q4", 2.0);
    growing("WORLD", "moda", "2020-Q3", 4.0);
    growing("WORLD", "moda", "2020-Q4", -1.0);
    growing("WORLD", "moda", "2021-Q1", 70.0);
    growing("FR", "ALL", "2020-Q4", 9.0);
    List<Row> rows = matrix("ITC4", List.of());
    assertThat(number(of(rows, "DE", "moda"), "momentum_percent")).isEqualTo(1.5);
    assertThat(text(of(rows, "DE", "moda"), "missing_components")).doesNotContain("momentum");
    // Chemicals are not adjusted, and of France one quarter is missing.
    assertThat(value(of(rows, "DE", "chimica"), "momentum_percent")).isNull();
    assertThat(value(of(rows, "FR", "moda"), "momentum_percent")).isNull();
    assertThat(text(of(rows, "FR", "moda"), "missing_components")).contains("momentum");
  }

  @Test
  void largeCellsOfCountriesAreRankedAndTheOthersAreThere() {
    cells();
    List<Row> rows = matrix("ITC4", List.of());
    assertThat(
            rows.stream()
                .filter(MatrixTables::isCell)
                .map(r -> text(r, "market") + text(r, "product")))
        .containsExactly(
            "CAchimica", "DEchimica", "FRchimica", "CAmoda", "DEmoda", "FRmoda", "QRmoda");
    // Four million a year are material: three are not. Stores and provisions are no country.
    assertThat(value(of(rows, "CA", "chimica"), "eligible")).isEqualTo(false);
    assertThat(value(of(rows, "CA", "chimica"), "rank")).isNull();
    assertThat(value(of(rows, "QR", "moda"), "eligible")).isEqualTo(false);
    assertThat(rows.stream().filter(r -> MatrixTables.isCell(r) && value(r, "rank") != null))
        .hasSize(5)
        .allSatisfy(row -> assertThat(value(row, "ranked_cells")).isEqualTo(5));
    assertThat(rows.stream().filter(row -> !MatrixTables.isCell(row)).map(r -> text(r, "market")))
        .containsExactly("EU_AT_DATE");
  }

  @Test
  void sharesContributionsAndQuadrants() {
    cells();
    List<Row> rows = matrix("ITC4", List.of());
    Row canada = of(rows, "CA", "moda");
    assertThat(number(canada, "share_of_territory_percent")).isEqualTo(10);
    assertThat(number(canada, "contribution_pp")).isCloseTo(100.0 * 50 / 900, within(1e-12));
    // The territory grows by 11.1 %; the median share is 5 %.
    assertThat(text(canada, "quadrant")).isEqualTo("consolidated");
    assertThat(text(of(rows, "FR", "moda"), "quadrant")).isEqualTo("rising");
    assertThat(text(of(rows, "DE", "moda"), "quadrant")).isEqualTo("to_defend");
    assertThat(text(of(rows, "DE", "chimica"), "quadrant")).isEqualTo("to_explore");
    assertThat(text(of(rows, "FR", "chimica"), "quadrant")).as("new trade has no growth").isNull();
  }

  @Test
  void reasonsAddUpAndWhatIsMissingIsNamed() {
    cells();
    List<Row> ranked =
        matrix("ITC4", List.of()).stream()
            .filter(row -> MatrixTables.isCell(row) && value(row, "rank") != null)
            .toList();
    double mean = ranked.stream().mapToDouble(row -> number(row, "score")).average().orElseThrow();
    for (Row row : ranked) {
      double points = 0;
      for (MatrixComponent component : MatrixComponent.values()) {
        points += number(row, MatrixTables.points(component));
      }
      assertThat(points).isCloseTo(number(row, "score") - mean, within(1e-9));
      assertThat(text(row, "missing_components")).contains("momentum").doesNotContain("size");
      assertThat(number(row, "rank_low")).isLessThanOrEqualTo(number(row, "rank_high"));
    }
    assertThat(text(of(ranked, "FR", "chimica"), "missing_components")).contains("growth");
  }

  @Test
  void programmesAreThoseOfTheHomeRegion() {
    cells();
    Row here = of(matrix("ITC4", List.of()), "CA", "moda");
    assertThat(text(here, "programme_years")).contains("2020");
    assertThat(text(here, "programmes")).contains("Progetto Outgoing");
    assertThat(number(here, "since_programme_percent")).isEqualTo(7);
    Row elsewhere = of(matrix("ITC1", List.of()), "CA", "moda");
    assertThat(text(elsewhere, "programme_years")).isEmpty();
    assertThat(value(elsewhere, "since_programme_percent")).isNull();
  }

  @Test
  void onlyChosenMarketsAreEligible() {
    cells();
    List<Row> rows = matrix("ITC4", List.of("DE"));
    assertThat(rows.stream().filter(MatrixTables::isCell).filter(row -> value(row, "rank") != null))
        .allSatisfy(row -> assertThat(text(row, "market")).isEqualTo("DE"))
        .hasSize(2);
  }

  @Test
  void aCellThatIsNotWholeIsNotRanked() {
    cell("WORLD", "ALL", 1000, 900, Status.OK);
    cell("DE", "moda", 200, 220, Status.PARTIAL);
    Row row = of(matrix("ITC4", List.of()), "DE", "moda");
    assertThat(value(row, "eligible")).isEqualTo(false);
    assertThat(value(row, "share_of_territory_percent")).isNull();
  }
}
