package exportmatrix.jobs.note;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Territory;
import exportmatrix.jobs.figures.Language;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import exportmatrix.model.TerritoryLevel;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);
  private static final Grammar ITALIAN = new Italian();
  private static final Grammar ENGLISH = new English();

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "MA | verso il Marocco            | dal Marocco            | to Morocco",
        "US | verso gli Stati Uniti       | dagli Stati Uniti      | to the United States",
        "IN | verso l'India               | dall'India             | to India",
        "AE | verso gli Emirati Arabi Uniti | dagli Emirati Arabi Uniti | to the United Arab Emirates",
        "FR | verso la Francia            | dalla Francia          | to France",
        "CU | verso Cuba                  | da Cuba                | to Cuba",
        "ZW | verso lo Zimbabwe           | dallo Zimbabwe         | to Zimbabwe",
        "PH | verso le Filippine          | dalle Filippine        | to the Philippines",
        "NL | verso i Paesi Bassi         | dai Paesi Bassi        | to the Netherlands"
      })
  void marketsTakeTheirArticles(String code, String towards, String from, String english) {
    Market market = CODES.markets().find(code).orElseThrow();
    Name it = new Names(Language.it).market(code, market.nameIt());

    assertThat(ITALIAN.towards(it)).isEqualTo(towards);
    assertThat(ITALIAN.from(it)).isEqualTo(from);
    assertThat(ENGLISH.towards(new Names(Language.en).market(code, market.nameEn())))
        .isEqualTo(english);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ITC4  | la Lombardia   | della Lombardia",
        "ITD5  | l'Emilia-Romagna | dell'Emilia-Romagna",
        "ITE3  | le Marche      | delle Marche",
        "ITE4  | il Lazio       | del Lazio",
        "ITC2  | la Valle d'Aosta | della Valle d'Aosta",
        "ITC45 | Milano         | di Milano",
        "ITC34 | La Spezia      | di La Spezia"
      })
  void territoriesTakeTheirArticles(String code, String the, String of) {
    Territory territory = CODES.territories().find(code).orElseThrow();
    Name name = new Names(Language.it).territory(code, territory.nameIt());

    assertThat(ITALIAN.the(name)).isEqualTo(the);
    assertThat(ITALIAN.of(name)).isEqualTo(of);
  }

  @Test
  void everyCountryAndRegionOfTheListsHasItsLine() {
    List<String> without =
        List.of(
            "AD", "AG", "AI", "AW", "BB", "BL", "CU", "CV", "CW", "CY", "DJ", "DM", "GD", "GI",
            "GU", "HK", "HT", "IL", "KI", "KN", "LC", "MO", "MS", "MT", "MU", "NR", "NU", "PM",
            "PR", "PW", "SG", "SH", "SJ", "SM", "ST", "SV", "SX", "TK", "TL", "TO", "TP", "TT",
            "TV", "TW", "VC", "VU", "WF", "WS", "XC", "XL", "YT");
    Names names = new Names(Language.it);
    for (Market market : CODES.markets().all()) {
      if (market.kind() == MarketKind.COUNTRY && !market.nameIt().equals(market.code())) {
        assertThat(names.market(market.code(), market.nameIt()).article().isEmpty())
            .as("%s %s has no article", market.code(), market.nameIt())
            .isEqualTo(without.contains(market.code()));
      }
    }
    for (Territory territory : CODES.territories().all()) {
      if (territory.level() == TerritoryLevel.REGION) {
        assertThat(names.territory(territory.code(), territory.nameIt()).article())
            .as(territory.nameIt())
            .isNotEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "quarter      | 2016-Q2 | nel secondo trimestre del 2016 | in the second quarter of 2016",
        "year_to_date | 2019-Q1 | nel primo trimestre del 2019   | in the first quarter of 2019",
        "year_to_date | 2016-Q2 | nel primo semestre del 2016    | in the first half of 2016",
        "year_to_date | 2016-Q3 | nei primi nove mesi del 2016   | in the first nine months of 2016",
        "year_to_date | 2016-Q4 | nel 2016                       | in 2016",
        "year_to_date | 2025-05 | nei primi cinque mesi del 2025 | in the first five months of 2025",
        "year_to_date | 2025-01 | a gennaio 2025                 | in January 2025",
        "year         | 2024    | nel 2024                       | in 2024",
        "month        | 2025-08 | ad agosto 2025                 | in August 2025",
        "month        | 2025-06 | a giugno 2025                  | in June 2025",
        "rolling_year | 2016-Q2 | nei dodici mesi fino a giugno 2016 | in the twelve months to June 2016"
      })
  void periodsAreNamed(String span, String period, String italian, String english) {
    Period end = Period.parse(period).orElseThrow();

    assertThat(ITALIAN.in(Span.ofCode(span), end)).isEqualTo(italian);
    assertThat(ENGLISH.in(Span.ofCode(span), end)).isEqualTo(english);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "28.6  | del 28,6%",
        "0.6   | dello 0,6%",
        "8.1   | dell'8,1%",
        "80.0  | dell'80,0%",
        "11.0  | dell'11,0%",
        "1.5   | dell'1,5%",
        "18.0  | del 18,0%",
        "110.0 | del 110,0%"
      })
  void percentagesTakeTheArticleOfTheirFirstWord(BigDecimal percent, String by) {
    assertThat(ITALIAN.by(ITALIAN.percent(percent))).isEqualTo(by);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "26.3 | oltre un quarto  | over a quarter",
        "32.8 | quasi un terzo   | almost a third",
        "49.5 | quasi la metà    | almost a half",
        "30.1 | ''               | ''",
        "21.0 | oltre un quinto  | over a fifth",
        "25.0 | ''               | ''"
      })
  void sharesAreFractionsWhereThatIsTrue(double percent, String italian, String english) {
    assertThat(ITALIAN.fraction(percent)).isEqualTo(italian);
    assertThat(ENGLISH.fraction(percent)).isEqualTo(english);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "1, prima, largest",
    "2, seconda, second largest",
    "10, decima, tenth largest",
    "11, 11ª, 11th largest",
    "12, 12ª, 12th largest",
    "21, 21ª, 21st largest",
    "22, 22ª, 22nd largest",
    "103, 103ª, 103rd largest",
    "111, 111ª, 111th largest"
  })
  void ordinals(long rank, String italian, String english) {
    assertThat(ITALIAN.ordinal(rank)).isEqualTo(italian);
    assertThat(ENGLISH.ordinal(rank)).isEqualTo(english);
  }
}
