package exportmatrix.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A generated table of region x market x product x year in which a few rows are wrong in known
 * ways: what becomes of each row is known when it is written.
 */
final class PlantedTable {

  static final String COLUMNS =
      """
      columns: {territory: territory, market: market, product: product, period: year, flow: flow,
                indicator: indicator, unit_multiplier: unit_mult, value: value}
      delimited: {delimiter: ';', decimal_mark: ','}
      """;

  static final String HEADER =
      "territory;market;product;year;flow;indicator;unit_mult;value;note\n";

  private static final List<String> TERRITORIES =
      List.of(
          "ITC1 ITC2 ITC3 ITC4 ITDA ITD3 ITD4 ITD5 ITE1 ITE2 ITE3 ITE4 ITF1 ITF2 ITF3 ITF4 ITF5 ITF6 ITG1 ITG2"
              .split(" ", 0));
  private static final List<String> MARKETS =
      List.of(
          "DE FR US ES GB CH PL BE CN NL AT RO CZ HU SE JP TR RU GR PT KR CA AU BR MX IN IL MA TN EG DZ KE ZA NG SA AE QA KW VN TH"
              .split(" ", 0));
  private static final List<String> PRODUCTS =
      List.of("CA", "CB", "CC", "CD", "CE", "CF", "CG", "CH", "CI", "CJ");

  /** What a row comes to. */
  enum End {
    ACCEPTED,
    DUPLICATE,
    FILTERED,
    REJECTED
  }

  /**
   * One row.
   *
   * @param text with its line's end, to be written as ISO 8859-1
   * @param reasons in the closed list's order; empty where the row is not rejected
   * @param cents zero where no value can be read
   */
  record Planted(String text, End end, String reasons, long cents) {}

  private final List<Planted> rows = new ArrayList<>();

  /**
   * @param size rows of a key of their own; repetitions come on top
   */
  PlantedTable(int size, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      Cell cell = new Cell(i, random);
      if (random.nextInt(100) >= 4) {
        cell.put("value", euros(cell.cents));
        rows.add(cell.row(End.ACCEPTED, "", cell.cents));
      } else {
        plant(cell, random.nextInt(18));
      }
    }
    Collections.shuffle(rows, random);
  }

  List<Planted> rows() {
    return Collections.unmodifiableList(rows);
  }

  private void plant(Cell cell, int fault) {
    cell.put("value", euros(cell.cents));
    switch (fault) {
      case 0 -> rows.add(cell.cut().row(End.REJECTED, "MALFORMED_ROW", 0));
      case 1 -> rows.add(cell.latin().row(End.REJECTED, "BAD_ENCODING", cell.cents));
      case 2 -> rows.add(cell.put("value", "12x").row(End.REJECTED, "BAD_VALUE", 0));
      case 3 -> rows.add(cell.put("value", "1.234,50").row(End.REJECTED, "BAD_VALUE", 0));
      case 4 ->
          rows.add(
              cell.put("value", "-" + euros(cell.cents))
                  .row(End.REJECTED, "NEGATIVE_VALUE", -cell.cents));
      case 5 -> rows.add(cell.put("year", "20X5").row(End.REJECTED, "BAD_PERIOD", cell.cents));
      case 6 -> rows.add(cell.put("flow", "both").row(End.REJECTED, "UNKNOWN_FLOW", cell.cents));
      case 7 ->
          rows.add(
              cell.put("territory", "ITX9").row(End.REJECTED, "UNKNOWN_TERRITORY", cell.cents));
      case 8 -> rows.add(cell.put("market", "QQ").row(End.REJECTED, "UNKNOWN_MARKET", cell.cents));
      case 9 ->
          rows.add(cell.put("product", "ZZ9").row(End.REJECTED, "UNKNOWN_PRODUCT", cell.cents));
      case 10 ->
          rows.add(
              cell.put("indicator", "WEIRD").row(End.REJECTED, "UNKNOWN_INDICATOR", cell.cents));
      case 11 ->
          rows.add(cell.put("unit_mult", "3").row(End.REJECTED, "UNIT_MISMATCH", cell.cents));
      case 12 -> {
        rows.add(cell.row(End.REJECTED, "CONFLICTING_DUPLICATE", cell.cents));
        cell.put("value", euros(cell.cents + 1));
        rows.add(cell.row(End.REJECTED, "CONFLICTING_DUPLICATE", cell.cents + 1));
      }
      case 13 -> {
        rows.add(cell.row(End.ACCEPTED, "", cell.cents));
        rows.add(cell.row(End.DUPLICATE, "", cell.cents));
      }
      case 14 -> rows.add(cell.put("indicator", "TBV").row(End.FILTERED, "", cell.cents));
      case 15 ->
          rows.add(
              cell.put("value", "?")
                  .put("market", "QQ")
                  .row(End.REJECTED, "BAD_VALUE UNKNOWN_MARKET", 0));
      case 16 ->
          rows.add(
              cell.put("value", "-" + euros(cell.cents))
                  .put("year", "1066")
                  .put("territory", "")
                  .row(End.REJECTED, "NEGATIVE_VALUE BAD_PERIOD UNKNOWN_TERRITORY", -cell.cents));
      default ->
          rows.add(
              cell.latin()
                  .put("product", "ZZ9")
                  .put("unit_mult", "6")
                  .row(End.REJECTED, "BAD_ENCODING UNKNOWN_PRODUCT UNIT_MISMATCH", cell.cents));
    }
  }

  private static String euros(long cents) {
    return "%d,%02d".formatted(cents / 100, cents % 100);
  }

  /** A row in the making. */
  private static final class Cell {

    private final Map<String, String> values = new TreeMap<>();
    private final long cents;
    private boolean cut;
    private boolean latin;

    Cell(int number, Random random) {
      values.put("year", String.valueOf(2000 + number % 25));
      int rest = number / 25;
      values.put("territory", TERRITORIES.get(rest % TERRITORIES.size()));
      rest /= TERRITORIES.size();
      values.put("market", MARKETS.get(rest % MARKETS.size()));
      rest /= MARKETS.size();
      values.put("product", PRODUCTS.get(rest % PRODUCTS.size()));
      values.put("flow", "export");
      values.put("indicator", "EV");
      values.put("unit_mult", "0");
      cents = 1L + random.nextInt(1_000_000_000);
    }

    Cell put(String column, String value) {
      values.put(column, value);
      return this;
    }

    Cell cut() {
      cut = true;
      return this;
    }

    Cell latin() {
      latin = true;
      return this;
    }

    Planted row(End end, String reasons, long rowCents) {
      StringBuilder text = new StringBuilder();
      for (String column : HEADER.strip().split(";", 0)) {
        if (!column.equals("note")) {
          text.append(values.get(column)).append(';');
        }
      }
      if (cut) {
        text.setLength(text.length() - 12);
      }
      text.append(latin ? "\u00e0\n" : "\n");
      return new Planted(text.toString(), end, reasons, rowCents);
    }
  }
}
