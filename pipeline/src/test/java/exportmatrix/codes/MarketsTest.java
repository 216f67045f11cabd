package exportmatrix.codes;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.MarketLevel;
import java.time.LocalDate;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketsTest {

  private static final Markets MARKETS = Codes.load(CodeFiles.BUNDLED).markets();

  @ParameterizedTest
  @CsvSource({
    "EU_AT_DATE, GB, 1972-12-31, false",
    "EU_AT_DATE, GB, 1973-01-01, true",
    "EU_AT_DATE, GB, 2019-01-01, true",
    "EU_AT_DATE, GB, 2020-01-31, true",
    "EU_AT_DATE, GB, 2020-02-01, false",
    "EU_AT_DATE, GB, 2021-01-01, false",
    "EU_AT_DATE, HR, 2013-06-30, false",
    "EU_AT_DATE, HR, 2013-07-01, true",
    "EU27_2020, GB, 2019-01-01, false",
    "EU27_2020, HR, 1995-01-01, true",
    "EU28, GB, 2024-01-01, true",
    "OPEC, EC, 1992-12-31, true",
    "OPEC, EC, 1993-01-01, false",
    "OPEC, EC, 2006-12-31, false",
    "OPEC, EC, 2007-01-01, true",
    "OPEC, EC, 2020-01-01, false",
    "CENTRAL_ASIA, KZ, 1991-12-31, false",
    "CENTRAL_ASIA, KZ, 1992-01-01, true",
    "GCC, DE, 2024-01-01, false",
    "ASI_C, KZ, 2024-01-01, false",
    "nothing, KZ, 2024-01-01, false"
  })
  void membershipHasItsDates(String group, String market, LocalDate day, boolean member) {
    assertThat(MARKETS.isMember(group, market, day)).isEqualTo(member);
    assertThat(MARKETS.membersOn(group, day).contains(market)).isEqualTo(member);
  }

  @ParameterizedTest
  @CsvSource({
    "EU25, 25, 25, 25",
    "EU27, 27, 27, 27",
    "EU28, 28, 28, 28",
    "EU27_2020, 27, 27, 27",
    "EA20, 20, 20, 20",
    "EU_AT_DATE, 15, 28, 27",
    "EURO_AREA, 11, 19, 21",
    "ASEAN, 10, 10, 10",
    "BRICS, 0, 5, 5",
    "BRICS_PLUS, 0, 5, 10",
    "GCC, 6, 6, 6",
    "CENTRAL_ASIA, 5, 5, 5",
    "ASI_C, 0, 0, 0"
  })
  void groupsHaveTheirSizeInThreeYears(String group, int in2000, int in2018, int in2026) {
    assertThat(MARKETS.membersOn(group, LocalDate.of(2000, 1, 1))).hasSize(in2000);
    assertThat(MARKETS.membersOn(group, LocalDate.of(2018, 1, 1))).hasSize(in2018);
    assertThat(MARKETS.membersOn(group, LocalDate.of(2026, 1, 1))).hasSize(in2026);
  }

  @Property
  void aFixedCompositionIsTheSameOnEveryDay(
      @ForAll @IntRange(min = 1985, max = 2030) int year,
      @ForAll @IntRange(min = 1, max = 365) int dayOfYear) {
    LocalDate day = LocalDate.ofYearDay(year, dayOfYear);
    for (String group : Set.of("EU25", "EU27", "EU28", "EU27_2020", "EA12", "EA20")) {
      assertThat(MARKETS.membersOn(group, day))
          .isEqualTo(MARKETS.membersOn(group, LocalDate.of(2020, 1, 1)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WORLD, WORLD, WORLD",
    "DE, COUNTRY, COUNTRY",
    "IT, COUNTRY, COUNTRY",
    "QR, SPECIAL, COUNTRY",
    "XI, SPECIAL, COUNTRY",
    "EU27_2020, AGGREGATE, GROUP",
    "EXT_EU27_2020, AGGREGATE, GROUP",
    "GCC, OWN, GROUP"
  })
  void partsOfTheWorldAreCountriesAndSpecialCodes(String code, MarketKind kind, MarketLevel level) {
    assertThat(MARKETS.find(code))
        .get()
        .extracting(Market::kind, Market::level)
        .containsExactly(kind, level);
  }

  @Test
  void aPartnerThatEndedIsKnownWithItsDates() {
    Market antilles = MARKETS.find("AN").orElseThrow();

    assertThat(antilles.validOn(LocalDate.of(2012, 12, 31))).isTrue();
    assertThat(antilles.validOn(LocalDate.of(2013, 1, 1))).isFalse();
    assertThat(antilles.iso2()).isEmpty();
  }

  @Test
  void everyGroupIsAMarketAndEveryMemberIsOnePartOfTheWorld() {
    for (String group : MARKETS.groups()) {
      assertThat(MARKETS.find(group)).get().extracting(Market::level).isEqualTo(MarketLevel.GROUP);
      assertThat(MARKETS.membersOn(group, LocalDate.of(2018, 1, 1)))
          .isNotEmpty()
          .allMatch(m -> MARKETS.find(m).orElseThrow().level() == MarketLevel.COUNTRY);
    }
  }
}
