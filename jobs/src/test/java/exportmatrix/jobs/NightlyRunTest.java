package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A nightly run computes what new files reach and takes over the rest; computing everything again
 * must give the same bytes, whatever the files say of which periods; the adjusted series go on with
 * the models of the night before. The data are drawn by lot, with cells that come and go, so that
 * what nobody names matters.
 */
class NightlyRunTest {

  private static final String YAML =
      """
      datasets:
        - id: quarters
          layout: delimited
          input: in/*.csv
          frequency: quarterly
          unit: euro
          edition_from_name: '_(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})\\.csv$'
          replaces: [%s]
          max_rejected_share: 0.5
          complete: {territory: [province], market: [country], product: [group]}
          columns: {territory: t, market: m, product: p, period: q, flow: f, value: v}
          delimited: {}
      collections:
        - {id: quarters, label_en: Quarters, synthetic: true, datasets: quarters, groups: [OPEC],
           spans: [quarter, year_to_date, rolling_year, year], products: [total, section, sector],
           indicators: %s}
      seasonal: {threshold_eur_per_quarter: 3000000}
      """;

  /** All of two regions, and a province of a third, whose figures are partial. */
  private static final List<String> PROVINCES =
      List.of("ITC11", "ITC20", "ITC31", "ITC32", "ITC33", "ITC34", "ITC45");

  private static final List<String> MARKETS = List.of("DE", "FR", "SA", "MA");
  private static final List<String> GROUPS = List.of("CA101", "CB141", "CG221", "CK281");

  /** Indicators that look back on two years at most, so that not all years need be read. */
  private static final List<String> NEAR =
      List.of(
          "value_eur",
          "prior_value_eur",
          "change_eur",
          "yoy_percent",
          "contribution_market_pp",
          "contribution_territory_pp",
          "share_of_italy_percent",
          "rank_in_territory",
          "rank_in_market_change",
          "acceleration_pp",
          "balance_eur");

  private static final Pattern REUSED =
      Pattern.compile("quarters +(?:[\\d,]+ +){5}(\\d+) +(\\d+) ");

  @TempDir Path folder;

  private final Random lot = new Random(20161);

  /** The rows of some quarters: each cell stands there or does not. */
  private String quarters(int first, int last, double share) {
    StringBuilder rows = new StringBuilder("t,m,p,q,f,v\n");
    for (int quarter = first; quarter <= last; quarter++) {
      for (String flow : List.of("export", "import")) {
        for (String province : PROVINCES) {
          for (String market : MARKETS) {
            for (String group : GROUPS) {
              if (lot.nextDouble() < share) {
                rows.append(
                    "%s,%s,%s,%d-Q%d,%s,%d\n"
                        .formatted(
                            province,
                            market,
                            group,
                            quarter / 4,
                            quarter % 4 + 1,
                            flow,
                            1_000_000 + lot.nextInt(1_000_000)));
              }
            }
          }
        }
      }
    }
    return rows.toString();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "flow-period, near",
    "none, all",
  })
  void whatIsTakenOverIsWhatWouldBeComputed(String replaces, String indicators) {
    List<String> chosen = indicators.equals("all") ? List.of() : NEAR;
    String scope = replaces.equals("none") ? "" : "flow, period";
    Office office = new Office(folder, 3, YAML.formatted(scope, chosen));

    int first = 2012 * 4;
    Map<String, String> nights = new TreeMap<>();
    office.input("a_2018-03-01.csv", quarters(first, first + 23, 0.15));
    office.run();

    // A new quarter; then one with a cell nobody has named before, beside a revision of last year.
    nights.put("b_2018-06-01.csv", quarters(first + 24, first + 24, 0.15));
    nights.put("c_2018-09-01.csv", quarters(first + 20, first + 25, 0.3));
    // An old quarter anew, an edition that comes too late, and a row that is rejected.
    nights.put("d_2018-12-01.csv", quarters(first + 6, first + 6, 0.2));
    nights.put("e_2018-07-01.csv", quarters(first + 25, first + 26, 0.2));
    nights.put(
        "f_2019-03-01.csv",
        quarters(first + 27, first + 27, 0.2) + "ITC11,DE,CA101,2018-Q4,export,x\n");
    nights.forEach(
        (name, rows) -> {
          office.input(name, rows);
          int[] parts = reused(office.run().out());
          assertThat(parts[0]).as(name).isPositive();
          assertThat(parts[1]).as(name).isPositive();
          assertThat(rows(office, "seasonal_models")).as(name).isPositive();
          if (!name.startsWith("b") && !name.startsWith("d")) {
            office.run("--rebuild"); // which refuses to find other bytes
          }
        });

    // A row whose market is not known may belong to any cell: nothing is taken over.
    office.input(
        "g_2019-06-01.csv",
        quarters(first + 28, first + 28, 0.2) + "ITC11,XX9,CA101,2019-Q1,export,5\n");
    assertThat(reused(office.run().out())[1]).isZero();
  }

  private static long rows(Office office, String table) {
    for (JsonNode of : office.manifest("quarters").get("tables")) {
      if (of.get("name").asText().equals(table)) {
        return of.get("rows").asLong();
      }
    }
    return 0;
  }

  private static int[] reused(String out) {
    Matcher matcher = REUSED.matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
  }
}
