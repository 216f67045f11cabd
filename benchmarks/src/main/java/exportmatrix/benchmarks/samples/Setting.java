package exportmatrix.benchmarks.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * What the generator assumes of the world: rough sizes of territories, markets and product groups,
 * and shocks. All of it is our own guess at orders of magnitude, none of it a published figure.
 *
 * @param territories provinces and residuals, in the order of {@code provinces.csv}
 * @param markets countries, and {@code QU} for the rest of the world: a partition
 * @param products CPA groups: a partition of the synthetic trade
 * @param events shocks of a market or of all
 * @param specialisations how much larger a territory's trade in a group, or with a market, is than
 *     its size alone says; the key is both codes
 * @param assured cells that trade in every quarter
 * @param path Italy's trade, euros per year, by flow and year
 */
record Setting(
    List<Territory> territories,
    List<Market> markets,
    List<ProductGroup> products,
    List<Event> events,
    Map<String, Double> specialisations,
    List<Assured> assured,
    Map<Flow, NavigableMap<Integer, Double>> path) {

  /** The first quarter of the synthetic series. */
  static final Quarter FIRST_QUARTER = new Quarter(2013, 1);

  /** The last quarter of the synthetic series. */
  static final Quarter LAST_QUARTER = new Quarter(2025, 2);

  /** The number of quarters of the synthetic series. */
  static final int QUARTERS = LAST_QUARTER.minus(FIRST_QUARTER) + 1;

  /** The year to which shares and drifts refer. */
  static final int BASE_YEAR = 2019;

  private static final String ANY = "*";
  private static final Pattern PLUS = Pattern.compile("+", Pattern.LITERAL);
  private static final double EURO_PER_BILLION = 1e9;

  /**
   * A province or residual.
   *
   * @param region the region's code; the country's for a residual
   * @param weights parts per 100,000 of Italy's trade
   */
  record Territory(String code, String name, String region, Map<Flow, Double> weights) {
    String cell() {
      return code + ": " + name;
    }
  }

  /**
   * A partner.
   *
   * @param shares percent of Italy's trade in the base year
   * @param drifts growth per year beyond Italy's own, as a logarithm
   */
  record Market(String code, String name, Map<Flow, Double> shares, Map<Flow, Double> drifts) {
    String cell() {
      return code + ": " + name;
    }
  }

  /**
   * A product group.
   *
   * @param shares percent of Italy's trade
   * @param season factor of each quarter of the year
   */
  record ProductGroup(String code, String sector, Map<Flow, Double> shares, List<Double> season) {
    /** Code and label; the label is the bracketed code, as in ISTAT's own files. */
    String cell() {
      return code + ": [" + code + "]";
    }
  }

  /**
   * A shock: trade is multiplied from one quarter to another, and some small cells end.
   *
   * @param market the market, {@code *} for all
   * @param exitShare chance of a cell that just trades to stop for the time of the shock
   */
  record Event(
      String market, Flow flow, Quarter from, Quarter to, double factor, double exitShare) {
    boolean concerns(Flow anyFlow, Market anyMarket) {
      return flow == anyFlow && (market.equals(ANY) || market.equals(anyMarket.code()));
    }
  }

  /** Cells that trade in every quarter: all combinations of the listed codes. */
  record Assured(Flow flow, List<String> territories, List<String> markets, List<String> products) {
    boolean contains(Flow anyFlow, Territory territory, Market market, ProductGroup product) {
      return flow == anyFlow
          && (territories.contains(ANY)
              || territories.contains(territory.code())
              || territories.contains(territory.region()))
          && markets.contains(market.code())
          && products.contains(product.code());
    }
  }

  /**
   * Reads the generator's own tables, and names from the project's code lists.
   *
   * @param codes the folder that holds {@code territories.csv} and {@code markets.csv}
   */
  static Setting load(Path codes) throws IOException {
    return new Setting(
        readTerritories(codes.resolve("territories.csv")),
        readMarkets(codes.resolve("markets.csv")),
        readProducts(),
        readEvents(),
        readSpecialisations(),
        readAssured(),
        readPath());
  }

  /** Italy's trade per quarter before season and shocks, in euros: the yearly path, smoothed. */
  double nationalQuarterEur(Flow flow, Quarter quarter) {
    double time = quarter.yearsSinceMiddleOf(0);
    int year = (int) StrictMath.floor(time);
    NavigableMap<Integer, Double> byYear = path.get(flow);
    double start = StrictMath.log(byYear.get(year));
    double end = StrictMath.log(byYear.get(year + 1));
    return StrictMath.exp(start + (end - start) * (time - year)) / 4;
  }

  /** The factor of {@code specialisations.csv} for a product group or market, 1 if it has none. */
  double specialisation(Territory territory, String productOrMarket) {
    return specialisations.getOrDefault(territory.code() + " " + productOrMarket, 1.0);
  }

  private static List<Territory> readTerritories(Path codeList) throws IOException {
    Map<String, CSVRecord> known = byCode(codeList);
    List<Territory> territories = new ArrayList<>();
    for (CSVRecord row : CsvTable.resource("provinces.csv")) {
      CSVRecord territory = known(known, row.get("territory"), codeList);
      territories.add(
          new Territory(
              territory.get("code"),
              territory.get("name_it"),
              territory.get("parent"),
              perFlow(row, "export_weight", "import_weight")));
    }
    return List.copyOf(territories);
  }

  private static List<Market> readMarkets(Path codeList) throws IOException {
    Map<String, CSVRecord> known = byCode(codeList);
    List<Market> markets = new ArrayList<>();
    for (CSVRecord row : CsvTable.resource("markets.csv")) {
      CSVRecord market = known(known, row.get("market"), codeList);
      markets.add(
          new Market(
              market.get("code"),
              market.get("name_en"),
              perFlow(row, "export_share", "import_share"),
              perFlow(row, "export_drift", "import_drift")));
    }
    return List.copyOf(markets);
  }

  private static List<ProductGroup> readProducts() throws IOException {
    List<ProductGroup> products = new ArrayList<>();
    for (CSVRecord row : CsvTable.resource("product_groups.csv")) {
      products.add(
          new ProductGroup(
              row.get("product"),
              row.get("sector"),
              perFlow(row, "export_share", "import_share"),
              List.of(number(row, "q1"), number(row, "q2"), number(row, "q3"), number(row, "q4"))));
    }
    return List.copyOf(products);
  }

  private static List<Event> readEvents() throws IOException {
    List<Event> events = new ArrayList<>();
    for (CSVRecord row : CsvTable.resource("market_events.csv")) {
      events.add(
          new Event(
              row.get("market"),
              Flow.named(row.get("flow")),
              Quarter.parse(row.get("from")),
              Quarter.parse(row.get("to")),
              number(row, "factor"),
              number(row, "exit_share")));
    }
    return List.copyOf(events);
  }

  private static Map<String, Double> readSpecialisations() throws IOException {
    Map<String, Double> factors = new HashMap<>();
    for (CSVRecord row : CsvTable.resource("specialisations.csv")) {
      factors.put(row.get("territory") + " " + row.get("with"), number(row, "factor"));
    }
    return Map.copyOf(factors);
  }

  private static List<Assured> readAssured() throws IOException {
    List<Assured> assured = new ArrayList<>();
    for (CSVRecord row : CsvTable.resource("assured_cells.csv")) {
      assured.add(
          new Assured(
              Flow.named(row.get("flow")),
              codes(row, "territories"),
              codes(row, "markets"),
              codes(row, "products")));
    }
    return List.copyOf(assured);
  }

  private static Map<Flow, NavigableMap<Integer, Double>> readPath() throws IOException {
    NavigableMap<Integer, Double> exports = new TreeMap<>();
    NavigableMap<Integer, Double> imports = new TreeMap<>();
    for (CSVRecord row : CsvTable.resource("national_path.csv")) {
      int year = Integer.parseInt(row.get("year"));
      exports.put(year, number(row, "export_billion_eur") * EURO_PER_BILLION);
      imports.put(year, number(row, "import_billion_eur") * EURO_PER_BILLION);
    }
    return Map.of(Flow.EXPORT, exports, Flow.IMPORT, imports);
  }

  private static Map<String, CSVRecord> byCode(Path codeList) throws IOException {
    Map<String, CSVRecord> known = new LinkedHashMap<>();
    for (CSVRecord row : CsvTable.read(codeList)) {
      known.put(row.get("code"), row);
    }
    return known;
  }

  private static CSVRecord known(Map<String, CSVRecord> known, String code, Path codeList)
      throws IOException {
    CSVRecord row = known.get(code);
    if (row == null) {
      throw new IOException(codeList + ": expected a code " + code + ", found none");
    }
    return row;
  }

  private static Map<Flow, Double> perFlow(CSVRecord row, String exports, String imports) {
    return Map.of(Flow.EXPORT, number(row, exports), Flow.IMPORT, number(row, imports));
  }

  private static List<String> codes(CSVRecord row, String column) {
    return PLUS.splitAsStream(row.get(column)).toList();
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
