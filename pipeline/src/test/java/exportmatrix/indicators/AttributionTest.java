package exportmatrix.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import exportmatrix.aggregate.LocalTotals;
import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Need;
import exportmatrix.model.Observation;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.Span;
import exportmatrix.model.Tables;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.ValueStatus;
import exportmatrix.testing.Cells;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.apache.spark.sql.Row;

/**
 * What a total's parts say adds up to what the total says, along every dimension and on any data:
 * with entries, exits, zero bases, residuals, and reported totals that their parts do not reach.
 */
class AttributionTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  private static final List<String> REGIONS =
      CODES.territories().all().stream()
          .filter(t -> t.level() == TerritoryLevel.REGION)
          .map(t -> t.code())
          .toList();

  private static final List<String> MARKETS = List.of("DE", "FR", "CN", "MA");
  private static final List<String> GROUPS = List.of("CK281", "CK282", "CE204", "CB141");

  private static final List<String> ADDITIVE =
      List.of(
          "shift_share_growth_eur",
          "shift_share_sector_mix_eur",
          "shift_share_market_mix_eur",
          "shift_share_entry_eur",
          "shift_share_exit_eur",
          "extensive_margin_eur");

  private static final DatasetSpec DATASET =
      new DatasetSpec(
          "generated",
          DatasetSpec.Layout.SDMX_CSV,
          List.of(),
          Frequency.A,
          1,
          DatasetSpec.PeriodType.SINGLE,
          DatasetSpec.ProductScheme.CPA,
          new DatasetSpec.Complete(
              List.of(TerritoryLevel.REGION),
              List.of(MarketLevel.COUNTRY),
              List.of(ProductLevel.GROUP)),
          Set.of(),
          new DatasetSpec.EditionRule(null, null),
          0.01,
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          null);

  private static final CollectionSpec COLLECTION =
      publishing(List.copyOf(EnumSet.allOf(ProductLevel.class)), List.of());

  private static CollectionSpec publishing(
      List<ProductLevel> products, List<ProductLevel> worldProducts) {
    return new CollectionSpec(
        "generated",
        "generated",
        "generated",
        true,
        "invented",
        "none",
        List.of("generated"),
        "ITC4",
        List.of(),
        List.of(Span.YEAR),
        products,
        worldProducts,
        List.of());
  }

  /** The cells of a cube by their keys, and its reconciliation. */
  private record Cube(
      Map<String, Row> cells,
      Map<String, Row> differences,
      Map<String, Map<String, List<Row>>> siblings) {

    static Cube of(List<Observation> observations, CollectionSpec collection) {
      LocalTotals totals = new LocalTotals(observations, collection, DATASET, CODES);
      TerritoryCells.Setting setting =
          new TerritoryCells.Setting(
              CODES,
              DATASET.scheme(),
              Rules.DEFAULT,
              totals.slots(),
              totals.absence(),
              totals.detail(),
              EnumSet.allOf(Need.class));
      List<Pack> packs = new ArrayList<>();
      new CubePass(setting, Registry.all(), totals.slots().newest(0), totals.names())
          .over(totals.families().iterator())
          .forEachRemaining(packs::add);
      Map<String, Row> cells = new HashMap<>();
      for (Row row : Cells.of(packs, Tables.cube(Registry.cards(Registry.all())), totals.names())) {
        cells.put(
            key(
                row.getAs("period"),
                row.getAs("territory"),
                row.getAs("market"),
                row.getAs("product")),
            row);
      }
      Map<String, Row> differences = new HashMap<>();
      List<String> columns = Tables.RECONCILIATION.columns();
      for (Row row : totals.reconciliation()) {
        differences.put(
            row.getString(columns.indexOf("dimension"))
                + " "
                + row.getString(columns.indexOf("children_level"))
                + " "
                + key(
                    row.getString(columns.indexOf("period")),
                    row.getString(columns.indexOf("territory")),
                    row.getString(columns.indexOf("market")),
                    row.getString(columns.indexOf("product"))),
            row);
      }
      return new Cube(cells, differences, new HashMap<>());
    }

    private static String key(String period, String territory, String market, String product) {
      return String.join(" ", period, territory, market, product);
    }

    /** The cells that share some coordinates and are of a level. */
    private List<Row> beside(Row cell, String level, String code, String... coordinates) {
      return siblings
          .computeIfAbsent(
              level + " " + String.join(" ", coordinates), l -> index(level, coordinates))
          .getOrDefault(at(cell, coordinates) + " " + code, List.of());
    }

    private Map<String, List<Row>> index(String level, String... coordinates) {
      Map<String, List<Row>> index = new HashMap<>();
      for (Row row : cells.values()) {
        index
            .computeIfAbsent(at(row, coordinates) + " " + row.getAs(level), k -> new ArrayList<>())
            .add(row);
      }
      return index;
    }

    private static String at(Row row, String... coordinates) {
      StringBuilder at = new StringBuilder();
      for (String coordinate : coordinates) {
        at.append(row.<String>getAs(coordinate)).append(' ');
      }
      return at.toString();
    }

    /** A column of the child UNALLOCATED; 0 where the children reach the total. */
    private double unallocated(String dimension, String level, Row parent, String column) {
      Row row =
          differences.get(
              dimension
                  + " "
                  + level
                  + " "
                  + key(
                      parent.getAs("period"),
                      parent.getAs("territory"),
                      parent.getAs("market"),
                      parent.getAs("product")));
      Object value = row == null ? null : row.get(Tables.RECONCILIATION.columns().indexOf(column));
      return value == null ? 0 : ((Number) value).doubleValue();
    }
  }

  private static List<Observation> observations(long seed) {
    Random random = new Random(seed);
    List<Observation> rows = new ArrayList<>();
    List<String> territories = new ArrayList<>(REGIONS);
    territories.add("ITNI");
    double density = 0.2 + 0.6 * random.nextDouble();
    boolean gaps = random.nextBoolean();
    for (String territory : territories) {
      boolean rich = territory.equals("ITC4") || random.nextInt(6) == 0;
      for (int year = 2022; year <= 2024; year++) {
        long sum = value(random);
        rows.add(row(year, territory, "DE", "CK281", sum));
        for (String market : rich ? MARKETS : List.of("FR")) {
          for (String group : GROUPS) {
            boolean first = market.equals("DE") && group.equals("CK281");
            if (!first && random.nextDouble() < density) {
              long value = random.nextInt(8) == 0 ? 0 : value(random);
              rows.add(row(year, territory, market, group, value));
              sum += value;
            }
          }
        }
        if (gaps && rich) {
          rows.add(row(year, territory, "WORLD", "ALL", sum + random.nextInt(1_000_000_000)));
        }
      }
    }
    return rows;
  }

  private static long value(Random random) {
    return 1 + (long) Math.exp(random.nextDouble() * 25);
  }

  private static Observation row(
      int year, String territory, String market, String product, long cents) {
    return new Observation(
        "generated",
        Flow.EXPORT,
        Frequency.A,
        Period.of(Frequency.A, year, 1).ordinal(),
        territory,
        market,
        product,
        cents,
        null,
        ValueStatus.NORMAL,
        "2025-01-31",
        "file",
        1);
  }

  @Example
  void whatIsNotPublishedCountsAllTheSame() {
    Cube all = Cube.of(observations(7), COLLECTION);
    Cube some =
        Cube.of(
            observations(7),
            publishing(
                List.of(ProductLevel.TOTAL, ProductLevel.SECTOR),
                List.of(ProductLevel.SECTION, ProductLevel.DIVISION, ProductLevel.GROUP)));
    assertThat(some.cells.size()).isLessThan(all.cells.size());
    int divisions = 0;
    for (Map.Entry<String, Row> cell : some.cells.entrySet()) {
      assertThat(cell.getValue().toString())
          .as(cell.getKey())
          .isEqualTo(all.cells.get(cell.getKey()).toString());
      divisions += cell.getValue().getAs("product_level").equals("division") ? 1 : 0;
    }
    assertThat(divisions).isPositive();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void partsAddUpToTheirTotals(@ForAll long seed) {
    check(seed);
  }

  @Tag("faults")
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void partsAddUpToTheirTotalsInAThousandCubes(@ForAll long seed) {
    check(seed);
  }

  private static void check(long seed) {
    Cube cube = Cube.of(observations(seed), COLLECTION);
    int compared = 0;
    for (Row cell : cube.cells.values()) {
      compared += contributions(cube, cell);
      shares(cube, cell);
      termsOfTheChange(cell);
      termsOverParts(cube, cell);
    }
    assertThat(compared).isPositive();
  }

  private static List<Row> markets(Cube cube, Row world) {
    return cube.beside(world, "market_level", "country", "period", "territory", "product");
  }

  private static List<Row> products(Cube cube, Row all, String level) {
    return cube.beside(all, "product_level", level, "period", "territory", "market");
  }

  private static List<Row> regions(Cube cube, Row italy) {
    List<Row> regions = new ArrayList<>();
    for (String level : List.of("region", "residual")) {
      regions.addAll(cube.beside(italy, "territory_level", level, "period", "market", "product"));
    }
    return regions;
  }

  private static int contributions(Cube cube, Row cell) {
    int compared = 0;
    if (cell.getAs("market").equals("WORLD")) {
      compared += contribution(cube, cell, markets(cube, cell), "market", "country");
    }
    if (cell.getAs("product").equals("ALL")) {
      for (String level : List.of("section", "sector")) {
        compared += contribution(cube, cell, products(cube, cell, level), "product", level);
      }
    }
    if (cell.getAs("territory").equals("IT")) {
      compared += contribution(cube, cell, regions(cube, cell), "territory", "region");
    }
    return compared;
  }

  private static int contribution(
      Cube cube, Row parent, List<Row> children, String dimension, String level) {
    Double growth = parent.getAs("yoy_percent");
    if (growth == null) {
      return 0;
    }
    String column = "contribution_" + dimension + "_pp";
    double sum = cube.unallocated(dimension, level, parent, "contribution_pp");
    double size = Math.abs(sum);
    for (Row child : children) {
      Double part = child.getAs(column);
      assertThat(part).as(() -> column + " of " + child).isNotNull();
      sum += part;
      size += Math.abs(part);
    }
    assertThat(sum)
        .as(() -> column + " of " + parent)
        .isCloseTo(growth, within(1e-9 * Math.max(1, size)));
    return 1;
  }

  private static void shares(Cube cube, Row cell) {
    BigDecimal value = cell.getAs("value_eur");
    if (cell.getAs("market").equals("WORLD") && value.signum() > 0) {
      double rest = cube.unallocated("market", "country", cell, "difference_eur");
      double sum = 100 * rest / value.doubleValue();
      for (Row child : markets(cube, cell)) {
        Double share = child.getAs("market_share_of_territory_percent");
        sum += share;
      }
      assertThat(sum).as(() -> "shares of " + cell).isCloseTo(100, within(1e-7));
    }
  }

  private static BigDecimal sum(Row cell, List<String> columns) {
    return columns.stream()
        .map(column -> cell.<BigDecimal>getAs(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void termsOfTheChange(Row cell) {
    BigDecimal change = cell.getAs("change_eur");
    if (cell.getAs("extensive_margin_eur") != null) {
      assertThat(sum(cell, List.of("extensive_margin_eur", "intensive_margin_eur")))
          .isEqualByComparingTo(change);
    }
    if (cell.getAs("shift_share_own_eur") != null) {
      assertThat(
              sum(
                  cell,
                  List.of(
                      "shift_share_growth_eur",
                      "shift_share_sector_mix_eur",
                      "shift_share_market_mix_eur",
                      "shift_share_own_eur",
                      "shift_share_entry_eur",
                      "shift_share_exit_eur")))
          .isEqualByComparingTo(change);
    }
    Double theil = cell.getAs("theil");
    if (theil != null) {
      double parts = cell.<Double>getAs("theil_extensive") + cell.<Double>getAs("theil_intensive");
      assertThat(parts).isCloseTo(theil, within(1e-12 * Math.max(1, theil)));
    }
  }

  /** Terms are whole cents of leaves: those of a total are the sum of those of its parts. */
  private static void termsOverParts(Cube cube, Row cell) {
    boolean total =
        cell.getAs("market").equals("WORLD")
            && cell.getAs("product").equals("ALL")
            && cell.getAs("shift_share_own_eur") != null;
    if (!total) {
      return;
    }
    for (List<Row> parts : List.of(markets(cube, cell), products(cube, cell, "sector"))) {
      for (String column : ADDITIVE) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Row part : parts) {
          sum = sum.add(part.getAs(column));
        }
        assertThat(sum)
            .as(() -> column + " of " + cell)
            .isEqualByComparingTo(cell.<BigDecimal>getAs(column));
      }
    }
  }
}
