package exportmatrix.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.Need;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/indicators.md} says what the registry says. After a change it is written anew by
 * {@code mvn -pl pipeline test -Dtest=IndicatorsPageTest -Dregenerate.docs=true}.
 */
class IndicatorsPageTest {

  private static final Path DOCS = Path.of(System.getProperty("exportmatrix.root", ".."), "docs");

  @Test
  void thePageIsWhatTheRegistrySays() throws IOException {
    Path file = DOCS.resolve("indicators.md");
    String page = page();
    if (Boolean.getBoolean("regenerate.docs")) {
      Files.writeString(file, page);
    }
    assertThat(file)
        .as("stale: run this test with -Dregenerate.docs=true and commit the page")
        .exists()
        .content()
        .isEqualTo(page);
  }

  @Test
  void everyCardIsComplete() {
    List<IndicatorCard> cards = cards();
    assertThat(cards).extracting(IndicatorCard::id).doesNotHaveDuplicates();
    for (IndicatorCard card : cards) {
      assertThat(List.of(card.id(), card.labelIt(), card.labelEn(), card.formula()))
          .as(card.id())
          .doesNotContain("");
      assertThat(card.nullMeaning().isEmpty()).as(card.id()).isEqualTo(!card.nullable());
    }
  }

  /** Those of the cube, then the seasonal ones. */
  private static List<IndicatorCard> cards() {
    return Stream.concat(Registry.cards(Registry.all()).stream(), SeasonalTables.CARDS.stream())
        .toList();
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Indicators

        Generated from `exportmatrix.indicators.Registry`; do not edit. `./export-matrix list indicators ID`
        prints one of these cards.

        x is the value of the cell; t the period, t-1y the same span one year before; i the territory, j the
        market, k the product or sector; X the same of Italy. A nullable indicator has its reason beside it in
        `<id>_status`. A denominator is the cell with one dimension at its total, all else equal. Euros are exact
        to the cent; shares, points and ratios are doubles, unrounded.

        An indicator *looks back* so many years: a release is computed anew where a change lies within them. Some
        *need* more than the cell, its parents and its totals, which is computed only where one of them is
        selected: `leaves` are the cells of product group (or the finest products) and of sector by country,
        `provinces` the cells of a territory's provinces, `matched` what is known now and a year before.

        | id | English | Italian | unit | formula | null where |
        |---|---|---|---|---|---|
        """);
    for (IndicatorCard card : cards()) {
      page.append(
          "| [`%s`](#%s) | %s | %s | %s | %s | %s |\n"
              .formatted(
                  card.id(),
                  card.id(),
                  card.labelEn(),
                  card.labelIt(),
                  card.unit().symbol(),
                  cell(card.formula()),
                  cell(card.nullMeaning())));
    }
    page.append("\n## Cards\n\n");
    for (Indicator indicator : Registry.all()) {
      card(page, indicator.card());
      reach(page, indicator);
      companions(page, indicator.card());
    }
    for (IndicatorCard card : SeasonalTables.CARDS) {
      card(page, card);
      page.append("In the table `seasonal`. Depends on all periods of its series.\n\n");
    }
    costs(page);
    statuses(page);
    matrix(page);
    return page.toString().stripTrailing() + "\n";
  }

  private static void card(StringBuilder page, IndicatorCard card) {
    page.append("### %s\n\n".formatted(card.id()));
    page.append("%s (%s). `%s`".formatted(card.labelEn(), card.labelIt(), card.formula()));
    page.append(
        card.unit().symbol().isEmpty() ? ".\n" : ", in %s.\n".formatted(card.unit().symbol()));
    if (card.nullable()) {
      page.append("Null: %s.\n".formatted(card.nullMeaning()));
    }
    if (!card.source().isEmpty()) {
      page.append("Source: %s.\n".formatted(card.source()));
    }
  }

  private static void reach(StringBuilder page, Indicator indicator) {
    page.append(
        indicator.yearsBack() == Indicator.ALL_YEARS
            ? "Looks back on all years."
            : "Looks back %d year%s."
                .formatted(indicator.yearsBack(), indicator.yearsBack() == 1 ? "" : "s"));
    if (!indicator.needs().isEmpty()) {
      page.append(
          " Needs %s."
              .formatted(
                  indicator.needs().stream()
                      .map(Need::name)
                      .map(name -> name.toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(", "))));
    }
    page.append('\n');
  }

  private static void companions(StringBuilder page, IndicatorCard card) {
    for (Field companion : card.companions()) {
      page.append("\n- `%s`: %s\n".formatted(companion.name(), companion.meaning()));
    }
    page.append('\n');
  }

  /** Measured by hand, with benchmarks/costs: not a property of the code. */
  private static void costs(StringBuilder page) {
    page.append(
        """
        ## What they cost

        Seconds that publishing takes longer than with the core alone (six indicators; 100 s), at 5 million
        synthetic rows or 18 million cells, two processors, 2026-11-22. Two runs of the same differ by up to
        10 s, so that a smaller number is not told from nothing. `leaves` are made and shuffled once for all
        indicators that need them: the four rows with leaves do not add up when selected together.
        `benchmarks/costs` measures it, `benchmarks/results` keeps every run.

        | indicators | seconds more |
        |---|---|
        | `cagr_3y_percent`, `cagr_5y_percent` | 19 (9 and 29 in two runs) |
        | `location_quotient`, `symmetric_specialisation`, `normalised_specialisation` | 18 |
        | `volatility_pp` | 8 |
        | `coverage_adjusted_yoy_percent` | none to be seen |
        | `since_programme_percent`, `share_since_programme_pp` | none to be seen |
        | `province_hhi` | 2 |
        | `market_hhi`, `sector_hhi` and their `_normalised` (leaves) | 72 (69 and 76) |
        | `theil`, `theil_extensive`, `theil_intensive` (leaves) | 80 (79 and 82) |
        | `extensive_margin_eur`, `intensive_margin_eur` (leaves) | 69 |
        | `shift_share_*` (six; leaves) | 87 (81 and 93) |
        | `sa_*`, `qoq_sa_percent` | 10 a thousand series that are new, 1 a thousand with kept models |

        """);
  }

  private static void statuses(StringBuilder page) {
    page.append(
        "## Statuses\n\nThe closed list of reasons; of growth, the first that applies.\n\n");
    page.append("| status | meaning |\n|---|---|\n");
    for (Status status : Status.values()) {
      page.append("| `%s` | %s |\n".formatted(status.name(), status.meaning()));
    }
    page.append('\n');
  }

  private static void matrix(StringBuilder page) {
    page.append(
        """
        ## The sector/market matrix

        One matrix per territory, span and period: exports by sector (sections where the sources are no finer) and
        country. **Eligible** is a cell that is whole, at or above the materiality threshold, and of an eligible
        market. Its **score** is the mean of its components' percentile ranks among the eligible cells (ties share
        the middle), by weight; a component that is missing is left out, the others scaled up, and
        `missing_components` says so. **Points** of a component: its part of the score less the mean of that part
        over the eligible cells (0 where missing); they sum to the score less the mean score. **Quadrant**: share
        of the territory's exports at or above the median of the eligible cells or below, growth at or above the
        territory's own or below. **How sure** a rank is: its median and its 5 to 95 %% quantiles over %d draws of
        the weights from the Dirichlet distribution with %.0f times their shares (same seed, same bytes), the
        share of draws in the top ten, and the worst rank with any one component left out.

        | component | column | weight | better |
        |---|---|---|---|
        """
            .formatted(MatrixRules.DEFAULT.draws(), MatrixRules.CERTAINTY));
    for (MatrixComponent component : MatrixComponent.values()) {
      page.append(
          "| `%s` %s | `%s` | %.2f | %s |\n"
              .formatted(
                  component.code(),
                  component.labelEn(),
                  component.column(),
                  MatrixRules.DEFAULT.share(component),
                  component.moreIsBetter() ? "more" : "less"));
    }
    page.append(
        """

        `contribution_pp` is 100 (x(t) - x(t-1y)) / x_i(t-1y), of the territory's total. `momentum` is the mean
        of `qoq_sa_percent` in the last two quarters of the territory's exports to the market and of those of the
        sector; it is missing unless all four are there and not SA_POOR.
        """);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
