package exportmatrix.matrix;

import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Programme;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Makes the matrix of one territory, span and period from its cells of the cube: all that does not
 * depend on other periods. {@link Scores} adds the rest.
 */
final class MatrixPass {

  /** Columns of the cube that the matrix is made of beside those that it shows. */
  private static final List<String> FURTHER = List.of("change_eur", "prior_value_eur");

  private final Matrix.Setting setting;
  private final Set<String> programmeTerritories;
  private final Unpacker cells;
  private final Map<String, Integer> read = new LinkedHashMap<>();
  private final int marketLevel;
  private final int productLevel;
  private final int months;
  private final int status;

  MatrixPass(Matrix.Setting setting, Set<String> programmeTerritories) {
    this.setting = setting;
    this.programmeTerritories = programmeTerritories;
    this.cells = new Unpacker(setting.cube(), setting.names());
    List<String> columns = setting.cube().columns();
    Stream.concat(MatrixTables.CELLS.columns().stream(), FURTHER.stream())
        .filter(columns::contains)
        .forEach(column -> read.put(column, columns.indexOf(column)));
    this.marketLevel = columns.indexOf("market_level");
    this.productLevel = columns.indexOf("product_level");
    this.months = columns.indexOf("months_observed");
    this.status = columns.indexOf("value_eur_status");
  }

  /** A cell's figures by column; what is null or not computed is not there. */
  private record Cell(Map<String, Object> figures, int months, boolean whole) {

    String text(String column) {
      return (String) figures.get(column);
    }

    double number(String column) {
      return figures.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
  }

  private static final Comparator<Cell> ORDER =
      Comparator.comparing((Cell cell) -> cell.text("product"))
          .thenComparing(cell -> cell.text("market"));

  /**
   * @param packs of one territory, span and period
   * @return rows of both tables, cells in the order of their key; without momentum and all that
   *     follows from scores
   */
  Iterator<Row> rows(Iterator<Pack> packs) {
    List<Cell> countries = new ArrayList<>();
    List<Cell> groups = new ArrayList<>();
    Cell total = null;
    while (packs.hasNext()) {
      cells.open(packs.next());
      while (cells.next()) {
        String market = cells.string(marketLevel);
        String product = cells.string(productLevel);
        if (product.equals(setting.level().code())) {
          if (market.equals(MarketLevel.COUNTRY.code())) {
            countries.add(cell());
          } else if (market.equals(MarketLevel.GROUP.code())) {
            groups.add(cell());
          }
        } else if (product.equals(ProductLevel.TOTAL.code())
            && market.equals(MarketLevel.WORLD.code())) {
          total = cell();
        }
      }
    }
    for (Cell cell : countries) {
      compare(cell, total);
    }
    for (Cell cell : groups) {
      compare(cell, total);
    }
    countries.sort(ORDER);
    choose(countries, total);
    groups.sort(ORDER);
    return Stream.concat(
            countries.stream().map(cell -> row(cell, MatrixTables.CELLS)),
            groups.stream().map(cell -> row(cell, MatrixTables.GROUPS)))
        .iterator();
  }

  private Cell cell() {
    Map<String, Object> figures = new HashMap<>();
    read.forEach(
        (column, place) -> {
          if (!cells.isNull(place)) {
            figures.put(column, cells.value(place));
          }
        });
    return new Cell(
        figures, (int) cells.whole(months), cells.string(status).equals(Status.OK.name()));
  }

  /** Adds what compares the cell with all exports of the territory. */
  private static void compare(Cell cell, Cell total) {
    if (total == null || !total.whole) {
      return;
    }
    double all = total.number("value_eur");
    if (cell.whole && all > 0) {
      cell.figures.put("share_of_territory_percent", 100 * cell.number("value_eur") / all);
    }
    double base = total.number("prior_value_eur");
    double change = cell.number("change_eur");
    if (base > 0 && !Double.isNaN(change)) {
      cell.figures.put(MatrixComponent.CONTRIBUTION.column(), 100 * change / base);
    }
  }

  private boolean eligible(Cell cell) {
    String market = cell.text("market");
    boolean country =
        setting
            .codes()
            .markets()
            .find(market)
            .map(m -> m.kind() == MarketKind.COUNTRY)
            .orElse(false);
    List<String> chosen = setting.rules().markets();
    return cell.whole
        && country
        && (chosen.isEmpty() || chosen.contains(market))
        && 100 * cell.number("value_eur") >= setting.thresholds().materialityCents(cell.months);
  }

  private void choose(List<Cell> all, Cell total) {
    List<Cell> eligible = all.stream().filter(this::eligible).toList();
    for (Cell cell : all) {
      cell.figures.put("eligible", false);
      cell.figures.put("ranked_cells", eligible.size());
      cell.figures.put("missing_components", "");
      programmes(cell);
    }
    eligible.forEach(cell -> cell.figures.put("eligible", true));
    quadrants(eligible, total);
  }

  private static void quadrants(List<Cell> eligible, Cell total) {
    double own = total == null ? Double.NaN : total.number("yoy_percent");
    double[] shares =
        eligible.stream()
            .mapToDouble(cell -> cell.number("share_of_territory_percent"))
            .filter(share -> !Double.isNaN(share))
            .sorted()
            .toArray();
    if (shares.length == 0 || Double.isNaN(own)) {
      return;
    }
    int middle = shares.length / 2;
    double median =
        shares.length % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
    for (Cell cell : eligible) {
      double growth = cell.number("yoy_percent");
      double share = cell.number("share_of_territory_percent");
      if (!Double.isNaN(growth) && !Double.isNaN(share)) {
        cell.figures.put("quadrant", Quadrant.of(share >= median, growth >= own).code());
      }
    }
  }

  private void programmes(Cell cell) {
    boolean home = programmeTerritories.contains(cell.text("territory"));
    List<Programme> targets =
        home
            ? setting
                .codes()
                .programmes()
                .targeting(cell.text("market"), cell.text("product"))
                .stream()
                .sorted(Comparator.comparingInt(Programme::year))
                .toList()
            : List.of();
    cell.figures.put(
        "programmes",
        targets.stream().map(Programme::programme).distinct().collect(Collectors.joining(" | ")));
    cell.figures.put(
        "programme_years",
        targets.stream()
            .map(of -> String.valueOf(of.year()))
            .distinct()
            .collect(Collectors.joining(" ")));
    if (!home) {
      cell.figures.remove("since_programme_percent");
      cell.figures.remove("share_since_programme_pp");
    }
  }

  private static Row row(Cell cell, Table table) {
    return RowFactory.create(table.columns().stream().map(cell.figures::get).toArray());
  }
}
