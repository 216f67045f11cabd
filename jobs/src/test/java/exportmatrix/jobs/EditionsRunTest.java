package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One collection through its editions: first, second, a late one between them, and back again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EditionsRunTest {

  static final String YAML =
      """
      datasets:
        - id: quarters
          layout: delimited
          input: in/*.csv
          frequency: quarterly
          unit: euro
          edition_from_name: '_(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})\\.csv$'
          replaces: [flow, period]
          complete: {territory: [province], market: [country], product: [total]}
          columns: {territory: t, market: m, product: p, period: q, flow: f, value: v}
          delimited: {}
      collections:
        - {id: quarters, label_en: Quarters, synthetic: true, datasets: quarters,
           spans: [quarter]}
      """;

  private static final String HEADER = "t,m,p,q,f,v\n";

  /** Both provinces and both markets in all quarters of two years. */
  static final String FIRST = first();

  /** Says 2024-Q4 and 2025-Q1 anew: one figure changed, one gone, one more. */
  static final String SECOND =
      HEADER
          + "ITC45,DE,ALL,2024-Q4,export,9000000\n"
          + "ITC45,MA,ALL,2024-Q4,export,1000000\n"
          + "ITC45,FR,ALL,2024-Q4,export,500000\n"
          + "ITC46,DE,ALL,2024-Q4,export,1000000\n"
          + "ITC45,DE,ALL,2025-Q1,export,2000000\n";

  /** Older than the second: it speaks of 2024-Q2 and of 2024-Q4. */
  private static final String LATE =
      HEADER
          + "ITC45,DE,ALL,2024-Q2,export,7000000\n"
          + "ITC46,DE,ALL,2024-Q2,export,1000000\n"
          + "ITC45,DE,ALL,2024-Q4,export,3000000\n";

  @TempDir static Path folder;
  private static Office office;
  private static Map<String, String> afterFirst;

  private static String first() {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int quarter = 0; quarter < 8; quarter++) {
      for (String territory : List.of("ITC45", "ITC46")) {
        for (String market : List.of("DE", "MA")) {
          rows.append(
              "%s,%s,ALL,%d-Q%d,export,1000000\n"
                  .formatted(territory, market, 2023 + quarter / 4, quarter % 4 + 1));
        }
      }
    }
    return rows.toString();
  }

  @Test
  @Order(1)
  void aSecondEditionChangesAddsAndDeletes() {
    office = new Office(folder, YAML);
    office.input("first_2025-03-11.csv", FIRST);
    office.run();
    afterFirst = Office.figuresIn(office.release("quarters"));

    office.input("second_2025-06-11.csv", SECOND);
    office.run();

    assertThat(value("ITC45", "DE", "2024-Q4")).isEqualTo("9000000.00");
    assertThat(value("ITC46", "MA", "2024-Q4")).isEqualTo("0.00");
    assertThat(value("ITC45", "FR", "2024-Q4")).isEqualTo("500000.00");
    assertThat(value("ITC45", "DE", "2024-Q3")).isEqualTo("1000000.00");
    assertThat(revisions())
        .containsExactlyInAnyOrder(
            "2024-Q4 ITC45 DE changed 1000000.00 9000000.00 2025-03-11 2025-06-11",
            "2024-Q4 ITC46 MA deleted 1000000.00 null 2025-03-11 2025-06-11",
            "2024-Q4 ITC45 FR added null 500000.00 2025-03-11 2025-06-11");
    assertThat(superseded()).hasSize(4).allMatch(row -> row.endsWith("2025-03-11 2025-06-11"));
  }

  @Test
  @Order(2)
  void theDayBeforeTheFiguresWereThoseOfTheFirstRelease(@TempDir Path scratch) {
    Path known =
        office.pipeline(
            pipeline -> pipeline.asOf("quarters", LocalDate.parse("2025-06-10"), scratch));

    assertThat(Office.figuresIn(known)).isEqualTo(afterFirst);
    assertThat(
            office
                .figures(
                    "--as-of=2025-06-10",
                    "--collection=quarters",
                    "--territory=ITC45",
                    "--market=DE",
                    "--period=2024-Q4",
                    "--flow=export")
                .at("/0/value_eur")
                .decimalValue())
        .isEqualByComparingTo("1000000");
  }

  @Test
  @Order(3)
  void aLateEditionSpeaksOnlyWhereNoNewerOneHas(@TempDir Path scratch) {
    office.input("late_2025-04-11.csv", LATE);
    office.run();

    assertThat(value("ITC45", "DE", "2024-Q2")).isEqualTo("7000000.00");
    assertThat(value("ITC45", "MA", "2024-Q2")).isEqualTo("0.00");
    assertThat(value("ITC45", "DE", "2024-Q4")).isEqualTo("9000000.00");
    assertThat(value("ITC46", "DE", "2024-Q4")).isEqualTo("1000000.00");
    assertThat(superseded())
        .contains("2024-Q4 ITC45 DE 300000000 2025-04-11 2025-06-11")
        .contains("2024-Q4 ITC45 DE 100000000 2025-03-11 2025-04-11")
        .contains("2024-Q2 ITC45 MA 100000000 2025-03-11 2025-04-11");
    assertThat(revisions())
        .contains(
            "2024-Q4 ITC45 DE changed 1000000.00 3000000.00 2025-03-11 2025-04-11",
            "2024-Q4 ITC45 DE changed 3000000.00 9000000.00 2025-04-11 2025-06-11");
    JsonNode may =
        office.figures(
            "--as-of=2025-05-01",
            "--collection=quarters",
            "--territory=ITC45",
            "--market=DE",
            "--period=2024-Q4",
            "--flow=export");
    assertThat(may.at("/0/value_eur").decimalValue()).isEqualByComparingTo("3000000");
  }

  @Test
  @Order(4)
  void aWithdrawalRestoresWhatWasBefore(@TempDir Path elsewhere) throws IOException {
    Office without = new Office(elsewhere, YAML);
    without.input("first_2025-03-11.csv", FIRST);
    without.input("late_2025-04-11.csv", LATE);
    without.run();

    Files.delete(folder.resolve("in/second_2025-06-11.csv"));
    assertThat(office.execute("withdraw", "second_2025-06-11.csv").code()).isZero();
    assertThat(Office.figuresIn(office.release("quarters")))
        .isEqualTo(Office.figuresIn(without.release("quarters")));

    Files.delete(folder.resolve("in/late_2025-04-11.csv"));
    assertThat(office.execute("withdraw", "2025-04-11").code()).isZero();
    assertThat(Office.figuresIn(office.release("quarters"))).isEqualTo(afterFirst);
    assertThat(superseded()).isEmpty();
  }

  private static String value(String territory, String market, String period) {
    return office
        .figures(
            "--territory=" + territory, "--market=" + market, "--period=" + period, "--flow=export")
        .at("/0/value_eur")
        .decimalValue()
        .setScale(2)
        .toPlainString();
  }

  private static List<String> revisions() {
    return Office.withSpark(
        spark ->
            office
                .table(spark, "quarters", "revisions")
                .selectExpr(
                    "period",
                    "territory",
                    "market",
                    "kind",
                    "old_value_eur",
                    "new_value_eur",
                    "old_edition",
                    "new_edition")
                .collectAsList()
                .stream()
                .map((Row row) -> row.mkString(" "))
                .toList());
  }

  /** As the warehouse has it now. */
  private static List<String> superseded() {
    return Office.withSpark(
        spark -> {
          spark.conf().set("spark.sql.catalog.w", "org.apache.iceberg.spark.SparkCatalog");
          spark.conf().set("spark.sql.catalog.w.type", "hadoop");
          spark.conf().set("spark.sql.catalog.w.warehouse", folder.resolve("warehouse").toString());
          return spark
              .table("w.exports.superseded")
              .selectExpr(
                  "period", "territory", "market", "value_cents", "edition", "superseded_by")
              .collectAsList()
              .stream()
              .map((Row row) -> row.mkString(" "))
              .toList();
        });
  }
}
