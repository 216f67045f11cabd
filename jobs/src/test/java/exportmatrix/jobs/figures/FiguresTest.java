package exportmatrix.jobs.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.Question.FlowChoice;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Complete;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.Frequency;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.Span;
import exportmatrix.model.TerritoryLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lombardy's half year as the press told it, and what surrounds it. */
class FiguresTest {

  @TempDir static Path reports;
  private static PublishedRelease release;

  @BeforeAll
  static void publish() {
    TinyRelease tiny = new TinyRelease().in("year_to_date", "2016-Q2");
    tiny.cell("export", "IT", "WORLD", "ALL", 200_000_000_000L, 190_000_000_000L)
        .cell("export", "IT", "MA", "ALL", 700_000_000, 600_000_000)
        .cell("export", "ITC4", "WORLD", "ALL", 55_000_000_000L, 54_000_000_000L)
        .cell(
            "export",
            "ITC4",
            "MA",
            "ALL",
            223_800_000,
            173_500_000,
            "rank_in_territory",
            1,
            "rank_in_market",
            2,
            "contribution_territory_pp",
            8.38,
            "contribution_market_pp",
            0.0931,
            "share_of_parent_percent",
            31.97,
            "share_of_italy_percent",
            31.97,
            "market_share_of_territory_percent",
            0.4069)
        .cell(
            "export",
            "ITC4",
            "KE",
            "ALL",
            33_400_000,
            27_560_000,
            "rank_in_territory",
            1,
            "rank_in_market",
            3,
            "contribution_market_pp",
            0.0108,
            "market_share_of_territory_percent",
            0.0607)
        .cell("export", "ITC4", "JP", "ALL", 900_000_000, 890_000_000, "rank_in_market", 1)
        .cell(
            "export",
            "ITC4",
            "SA",
            "ALL",
            0,
            0,
            "yoy_percent",
            null,
            "yoy_percent_status",
            "NO_TRADE",
            "yoy_flags",
            "NO_TRADE")
        .cell("import", "ITC4", "WORLD", "ALL", 60_000_000_000L, 50_000_000_000L)
        .cell("import", "ITC4", "MA", "ALL", 100_000_000, 80_000_000);
    province(tiny, "ITC45", 88_900_000, 60_000_000, 1);
    province(tiny, "ITC46", 27_300_000, 26_000_000, 2);
    province(tiny, "IT108", 24_300_000, 25_000_000, 3);
    province(tiny, "ITC47", 23_800_000, 500_000, 4);
    province(tiny, "ITC11", 99_000_000, 90_000_000, 1);
    tiny.cell("export", "ITC45", "KE", "ALL", 10_200_000, 10_000_000, "rank_in_territory", 2)
        .cell("export", "ITC45", "WORLD", "ALL", 20_000_000_000L, 19_000_000_000L)
        .cell("export", "ITC46", "WORLD", "ALL", 7_000_000_000L, 7_000_000_000L)
        .cell(
            "export",
            "IT108",
            "WORLD",
            "ALL",
            4_000_000_000L,
            4_000_000_000L,
            "value_eur_status",
            "INCOMPLETE")
        .cell("export", "ITC47", "WORLD", "ALL", 7_100_000_000L, 7_000_000_000L)
        .cell("export", "ITNI1", "MA", "ALL", 500_000_000, 450_000_000)
        .difference("export", "territory", "province", "ITC4", "MA", "ALL", 1_000_000, 2_000_000);
    tiny.in("quarter", "2016-Q2").cell("export", "ITC4", "MA", "ALL", 120_000_000, 93_312_597);
    tiny.in("year", "2015-Q4").cell("export", "ITC4", "WORLD", "ALL", 1, 1);
    tiny.in("year_to_date", "2010-Q2")
        .cell(
            "export",
            "ITC45",
            "WORLD",
            "ALL",
            187_000_000,
            210_000_000,
            "yoy_percent_status",
            "BREAK")
        .cell("export", "IT108", "WORLD", "ALL", 44_000_000, 1, "yoy_percent_status", "NO_PRIOR")
        .cell("export", "ITC45_IT108", "WORLD", "ALL", 231_000_000, 210_000_000);
    release = tiny.publish(reports, "tiny", "2025-09-11-abc");
  }

  private static void province(TinyRelease tiny, String code, long value, long prior, int rank) {
    tiny.cell(
        "export",
        code,
        "MA",
        "ALL",
        value,
        prior,
        "rank_in_territory",
        rank,
        "contribution_territory_pp",
        100.0 * (value - prior) / 173_500_000,
        "yoy_percent_status",
        prior < 2_000_000 ? "TINY_BASE" : "OK");
  }

  @Test
  void answersOneFigureWithEveryKeyOfTheContract() {
    List<Map<String, Object>> figures = ask("ITC4", "MA", "2016-H1", null).figures();

    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).keySet())
        .containsSubsequence(
            "collection",
            "flow",
            "span",
            "period",
            "territory",
            "territory_label",
            "market",
            "market_label",
            "product",
            "product_label",
            "value_eur",
            "prior_value_eur",
            "yoy_percent",
            "yoy_status",
            "contribution_pp",
            "share_of_parent_percent",
            "share_of_italy_percent",
            "rank",
            "basis",
            "edition");
    assertThat(figures.get(0))
        .containsEntry("collection", "tiny")
        .containsEntry("span", "year_to_date")
        .containsEntry("period", "2016-Q2")
        .containsEntry("territory_label", "Lombardy")
        .containsEntry("market_label", "Morocco")
        .containsEntry("value_eur", new BigDecimal("223800000.00"))
        .containsEntry("yoy_status", "OK")
        .containsEntry("status", "OK")
        .containsEntry("contribution_pp", 8.38)
        .containsEntry("rank", 1L)
        .containsEntry("basis", "summed")
        .containsEntry("edition", "2025-09-11");
  }

  @Test
  void takesTheSpanThatThePeriodMeans() {
    assertThat(ask("ITC4", "MA", "2016-Q2", null).figures())
        .extracting(f -> f.get("span"), f -> f.get("value_eur"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("quarter", new BigDecimal("120000000.00")));
    assertThat(ask("ITC4", null, "2015", null).figures())
        .extracting(f -> f.get("period"))
        .containsExactly("2015-Q4");
  }

  @Test
  void givesEachOrTogether() {
    assertThat(ask("ITC4", "MA,KE", "2016-H1", null).figures())
        .extracting(f -> f.get("market"))
        .containsExactly("MA", "KE");

    Map<String, Object> together = ask("ITC4", "MA+KE", "2016-H1", null).figures().get(0);

    assertThat(together)
        .containsEntry("market", "MA+KE")
        .containsEntry("market_label", "Morocco + Kenya")
        .containsEntry("value_eur", new BigDecimal("257200000.00"))
        .containsEntry("prior_value_eur", new BigDecimal("201060000.00"))
        .containsEntry("yoy_percent", 100.0 * (25720000000L - 20106000000L) / 20106000000L)
        .containsEntry("yoy_status", "OK")
        .containsEntry("rank", null)
        .containsEntry("share_of_italy_percent", null);
  }

  @Test
  void addsWhatAddsUpAndNothingElse() {
    Map<String, Object> together =
        ask(
                "ITC4",
                "MA+KE",
                "2016-H1",
                null,
                "contribution_market_pp",
                "market_share_of_territory_percent",
                "sector_share_of_territory_percent")
            .figures()
            .get(0);

    assertThat((Double) together.get("contribution_market_pp")).isEqualTo(0.0931 + 0.0108);
    assertThat((Double) together.get("market_share_of_territory_percent"))
        .isEqualTo(0.4069 + 0.0607);
    assertThat(together).containsEntry("sector_share_of_territory_percent", null);
  }

  @Test
  void countsAnAbsentMarketAsZeroOnlyWhereTheSourcePromisesAll() {
    Question question = question("ITC46", "MA+KE", "2016-H1", null, FlowChoice.EXPORT);

    assertThat(figures(List.of(MarketLevel.COUNTRY)).answer(question, Language.en).figures().get(0))
        .containsEntry("value_eur", new BigDecimal("27300000.00"))
        .containsEntry("yoy_percent", 5.0)
        .containsEntry("status", "OK");
    assertThat(figures(List.of()).answer(question, Language.en).figures().get(0))
        .containsEntry("value_eur", new BigDecimal("27300000.00"))
        .containsEntry("yoy_percent", null)
        .containsEntry("status", "PARTIAL");
  }

  @Test
  void doesNotCountAnAbsentMarketAsZeroInAnIncompleteSlice() {
    Question question = question("IT108", "MA+KE", "2016-H1", null, FlowChoice.EXPORT);

    assertThat(figures(List.of(MarketLevel.COUNTRY)).answer(question, Language.en).figures().get(0))
        .containsEntry("status", "PARTIAL")
        .containsEntry("yoy_status", "PARTIAL");
  }

  @Test
  void listsProvincesOfTheRegionWithWhatIsUnallocated() {
    List<Map<String, Object>> figures = ask("ITC4", "MA", "2016-H1", "province").figures();

    assertThat(figures)
        .extracting(f -> f.get("territory"))
        .containsExactly("ITC45", "ITC46", "IT108", "ITC47", "UNALLOCATED");
    assertThat(figures).extracting(f -> f.get("rank")).containsExactly(1L, 2L, 3L, 4L, null);
    assertThat(figures.get(4))
        .containsEntry("value_eur", new BigDecimal("1000000.00"))
        .containsEntry("market", "MA")
        .containsEntry("contribution_pp", 100.0 * -1_000_000 / 173_500_000);
    double contributions =
        figures.stream().mapToDouble(f -> (Double) f.get("contribution_pp")).sum();
    long change =
        88_900_000
            + 27_300_000
            + 24_300_000
            + 23_800_000
            + 1_000_000
            - (60_000_000 + 26_000_000 + 25_000_000 + 500_000 + 2_000_000);
    assertThat(contributions)
        .isCloseTo(100.0 * change / 173_500_000, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void ranksAnewWhereTheCubeRanksAmongOthers() {
    List<Map<String, Object>> figures = ask("IT", "MA", "2016-H1", "province").figures();

    assertThat(figures)
        .extracting(f -> f.get("territory"), f -> f.get("rank"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ITC11", 1L),
            org.assertj.core.groups.Tuple.tuple("ITC45", 2L),
            org.assertj.core.groups.Tuple.tuple("ITC46", 3L),
            org.assertj.core.groups.Tuple.tuple("IT108", 4L),
            org.assertj.core.groups.Tuple.tuple("ITC47", 5L),
            org.assertj.core.groups.Tuple.tuple("ITNI1", null));
    assertThat(figures.get(0)).containsEntry("contribution_pp", 1.5);
  }

  @Test
  void listsTheChosenPartsOnly() {
    assertThat(ask("ITC46,ITC45", "MA", "2016-H1", "province").figures())
        .extracting(f -> f.get("territory"))
        .containsExactly("ITC45", "ITC46");
    assertThatThrownBy(() -> ask("ITC45,ITC4", "MA", "2016-H1", "province"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("found both");
  }

  @Test
  void listsMarketsOfTheWorldAndOfAGroup() {
    assertThat(ask("ITC4", null, "2016-H1", "market").figures())
        .extracting(f -> f.get("market"))
        .containsExactly("JP", "MA", "KE", "SA");
    assertThat(ask("ITC4", "GCC", "2016-H1", "market").figures())
        .extracting(f -> f.get("market"))
        .containsExactly("SA");
  }

  @Test
  void listsProvincesForSeveralMarketsOneAfterTheOther() {
    assertThat(ask("ITC4", "KE,MA", "2016-H1", "province").figures())
        .extracting(f -> f.get("market") + " " + f.get("territory"))
        .containsExactly(
            "KE ITC45", "MA ITC45", "MA ITC46", "MA IT108", "MA ITC47", "MA UNALLOCATED");
  }

  @Test
  void addsExportAndImportUpToTheInterchange() {
    Question question = question("ITC4", "MA,KE", "2016-H1", null, FlowChoice.BOTH);

    Answer answer = figures(List.of()).answer(question, Language.en);

    assertThat(answer.figures())
        .extracting(f -> f.get("market") + " " + f.get("flow"), f -> f.get("value_eur"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("MA export", new BigDecimal("223800000.00")),
            org.assertj.core.groups.Tuple.tuple("MA import", new BigDecimal("100000000.00")),
            org.assertj.core.groups.Tuple.tuple("MA interchange", new BigDecimal("323800000.00")),
            org.assertj.core.groups.Tuple.tuple("KE export", new BigDecimal("33400000.00")),
            org.assertj.core.groups.Tuple.tuple("KE interchange", null));
    assertThat(answer.figures().get(4)).containsEntry("status", "NO_COUNTERFLOW");
    assertThat(answer.notes())
        .containsExactly(
            "no figure for import territory ITC4, market KE, product ALL, year_to_date 2016-Q2");
  }

  @ParameterizedTest(name = "{0} {1} {2} by {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ITC44X    | MA    | 2016-H1 |          |         | --territory: no code 'ITC44X' in the list; did you mean ITC44
          Lombardia | MA    | 2016-H1 |          |         | did you mean ITC4 (Lombardia)
          ITC4      | Maroco| 2016-H1 |          |         | did you mean MA (Marocco)?
          ITC4      | MA+WORLD| 2016-H1 |        |         | only codes of one level that do not overlap
          ITC4      | MA    | 2017    |          |         | --period 2017: tiny has year from 2015-Q4 to 2015-Q4
          ITC4      | MA    | 2016-06 |          |         | tiny has no month, only quarter, year_to_date, year
          ITC4      | MA    | 2016-H1 | provinec |         | did you mean province?
          ITC4      | MA    | 2016-H1 |          | yoy     | --columns: the release has no column 'yoy'; did you mean
          ITC4,     | MA    | 2016-H1 |          |         | expected codes such as
          ITC45+ITC46 | MA+KE | 2016-H1 |        |         | expected '+' in one option
          ITC45+ITC46 | MA  | 2016-H1 | province |         | separate codes by ','
          """)
  void saysWhatThereIsInstead(
      String territory, String market, String period, String by, String column, String message) {
    assertThatThrownBy(
            () ->
                ask(
                    territory,
                    market,
                    period,
                    by,
                    column == null ? new String[0] : new String[] {column}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void understandsAliases() {
    assertThat(ask("ITTOT", null, "2016-H1", null).figures())
        .extracting(f -> f.get("territory"))
        .containsExactly("IT");
  }

  @Test
  void writesJsonUnrounded() throws IOException {
    String json = written(AnswerFormat.JSON, ask("ITC4", "MA", "2016-H1", null), Language.en);

    JsonNode figure = new ObjectMapper().readTree(json).get(0);
    assertThat(json).contains("\"value_eur\" : 223800000.00,");
    assertThat(figure.get("yoy_percent").asDouble())
        .isEqualTo(100.0 * (223_800_000 - 173_500_000) / 173_500_000);
  }

  @Test
  void leadsFromAProvinceThatChangedToTheAreaThatDidNot() {
    assertThat(ask("ITC45", null, "2010-H1", null).notes())
        .containsExactly(
            "ITC45 (Milan) is another area since 2010-01-01;"
                + " ITC45_IT108 (Milan, Monza and Brianza) is not");
    Answer area = ask("ITC45_IT108", null, "2010-H1", null);
    assertThat(area.notes()).isEmpty();
    assertThat(area.figures())
        .extracting(f -> f.get("value_eur").toString(), f -> f.get("yoy_status"))
        .containsExactly(tuple("231000000.00", "OK"));
    assertThat(ask("ITC45_IT108", null, "2010-H1", "province").figures())
        .extracting(f -> f.get("territory"))
        .containsExactly("ITC45", "IT108");
  }

  @Test
  void writesCsvWithTheSameKeys() {
    String csv = written(AnswerFormat.CSV, ask("ITC4", "MA,KE", "2016-H1", null), Language.en);

    assertThat(csv.lines().toList().get(0)).startsWith("collection,flow,span,period,territory,");
    assertThat(csv.lines().toList().get(1))
        .startsWith("tiny,export,year_to_date,2016-Q2,ITC4,Lombardy,MA,Morocco,ALL,")
        .contains(",223800000.00,OK,");
    assertThat(csv.lines().count()).isEqualTo(3);
  }

  @Test
  void printsATableForAPerson() {
    String table =
        written(
            AnswerFormat.TABLE,
            figures(List.of())
                .answer(
                    question("ITC4", "MA", "2016-H1", "province", FlowChoice.EXPORT), Language.it),
            Language.it);

    assertThat(table)
        .isEqualTo(
            """
            Minuscola (tiny)
            DATI SINTETICI: valori inventati, non sono statistiche ufficiali
            da inizio anno 2016-Q2 | esportazioni | MA Marocco | ALL Totale
            edizione 2025-09-11 | pubblicazione 2025-09-11-abc

            territorio                   n.        euro  euro, anno prima     var.  contr. p.p.
            ITC45 Milano                  1  88.900.000        60.000.000   48,2 %        16,66
            ITC46 Bergamo                 2  27.300.000        26.000.000    5,0 %         0,75
            IT108 Monza e della Brianza   3  24.300.000        25.000.000   -2,8 %        -0,40
            ITC47 Brescia                 4  23.800.000           500.000  +++ (a)        13,43
            Non ripartito                     1.000.000         2.000.000                 -0,58

            +++   variazione oltre il 999,9 %
            (a)   TINY_BASE: il valore dell'anno prima è sotto la soglia di rilevanza
            """);
    assertThat(table.lines()).allMatch(line -> line.length() <= 100);
  }

  private static String written(AnswerFormat format, Answer answer, Language language) {
    StringWriter out = new StringWriter();
    format.write(answer, new PrintWriter(out, true));
    assertThat(answer.language()).isEqualTo(language);
    return out.toString();
  }

  private static Answer ask(
      String territory, String market, String period, String by, String... columns) {
    Question asked = question(territory, market, period, by, FlowChoice.EXPORT, columns);
    return figures(List.of()).answer(asked, Language.en);
  }

  private static Question question(
      String territory,
      String market,
      String period,
      String by,
      FlowChoice flow,
      String... columns) {
    return Question.of(
        territory,
        Optional.ofNullable(market),
        Optional.empty(),
        Optional.ofNullable(by),
        flow,
        FigurePeriod.parse(period, Optional.empty()),
        List.of(columns));
  }

  private static Figures figures(List<MarketLevel> complete) {
    DatasetSpec dataset =
        new DatasetSpec(
            "d",
            Layout.SDMX_CSV,
            List.of("d.csv"),
            Frequency.Q,
            1,
            PeriodType.SINGLE,
            ProductScheme.CPA,
            new Complete(List.of(TerritoryLevel.PROVINCE), complete, List.of(ProductLevel.TOTAL)),
            Set.of(),
            new EditionRule(null, null),
            0.01,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null);
    CollectionSpec collection =
        new CollectionSpec(
            "tiny",
            "Minuscola",
            "Tiny",
            true,
            "invented",
            "none",
            List.of("d"),
            null,
            List.of(),
            List.of(Span.values()),
            List.of(ProductLevel.TOTAL),
            List.of(),
            List.of());
    return new Figures(collection, List.of(dataset), TinyRelease.CODES, Rules.DEFAULT, release);
  }
}
