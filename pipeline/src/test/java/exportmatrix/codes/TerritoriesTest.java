package exportmatrix.codes;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.TerritoryLevel;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerritoriesTest {

  private static final Territories TERRITORIES = Codes.load(CodeFiles.BUNDLED).territories();

  @ParameterizedTest
  @CsvSource({
    "ITC4, PROVINCE, 11 12",
    "ITE3, PROVINCE, 4 5",
    "ITF4, PROVINCE, 5 6",
    "ITG2, PROVINCE, 4 8 5",
    "ITG, PROVINCE, 13 17 14",
    "ITC2, PROVINCE, 1",
    "ITDA, PROVINCE, 2",
    "IT, PROVINCE, 103 107 110 107",
    "IT, REGION, 20",
    "IT, MACRO_AREA, 5",
    "ITC, REGION, 4",
    "ITFG, REGION, 8",
    "ITFG, MACRO_AREA, 2",
    "ITCDE, REGION, 12",
    "ITC4, REGION, ''",
    "ITC4, COUNTRY, ''",
    "ITC45, PROVINCE, ''",
    "ITC45_IT108, PROVINCE, 1 2",
    "ITF41_ITF42_IT110, PROVINCE, 2 3",
    "ITE31_ITD59, PROVINCE, 2",
    "ITC45_IT108, REGION, ''",
    "ITC4, CONSTANT_AREA, ''",
    "IT, RESIDUAL, ''",
    "DE, PROVINCE, ''",
    "nowhere, PROVINCE, ''"
  })
  void eachTimeWithOtherTerritoriesHasItsSet(String code, TerritoryLevel level, String sizes) {
    assertThat(
            TERRITORIES.partsOf(code, level).stream()
                .map(set -> String.valueOf(set.size()))
                .collect(Collectors.joining(" ")))
        .isEqualTo(sizes);
  }

  @Test
  void monzaIsPartOfLombardySinceItWorks() {
    List<Set<String>> parts = TERRITORIES.partsOf("ITC4", TerritoryLevel.PROVINCE);

    assertThat(parts.get(0)).contains("ITC45").doesNotContain("IT108");
    assertThat(parts.get(1)).contains("ITC45", "IT108").containsAll(parts.get(0));
  }

  @Test
  void sardiniaHadFourThenEightThenFiveProvinces() {
    assertThat(TERRITORIES.partsOf("ITG2", TerritoryLevel.PROVINCE))
        .containsExactly(
            Set.of("ITG25", "ITG26", "ITG27", "ITG28"),
            Set.of("ITG25", "ITG26", "ITG27", "ITG28", "ITG29", "ITG2A", "ITG2B", "ITG2C"),
            Set.of("ITG25", "ITG26", "ITG27", "ITG28", "IT111"));
  }

  @Property
  void onEveryDayTheProvincesOfTheRegionsAreThoseOfItalyAndOneOfItsSets(
      @ForAll @IntRange(min = 1985, max = 2030) int year,
      @ForAll @IntRange(min = 1, max = 365) int dayOfYear) {
    LocalDate day = LocalDate.ofYearDay(year, dayOfYear);
    Set<String> valid =
        TERRITORIES.all().stream()
            .filter(t -> t.level() == TerritoryLevel.PROVINCE && t.validOn(day))
            .map(Territory::code)
            .collect(Collectors.toSet());
    Set<String> ofRegions = new HashSet<>();
    for (String region : TERRITORIES.partsOf("IT", TerritoryLevel.REGION).get(0)) {
      Set<String> ofRegion = new HashSet<>(TERRITORIES.childrenOf(region));
      ofRegion.retainAll(valid);
      assertThat(TERRITORIES.partsOf(region, TerritoryLevel.PROVINCE)).contains(ofRegion);
      assertThat(ofRegions).doesNotContainAnyElementsOf(ofRegion);
      ofRegions.addAll(ofRegion);
    }

    assertThat(ofRegions).isEqualTo(valid);
    assertThat(TERRITORIES.partsOf("IT", TerritoryLevel.PROVINCE)).contains(valid);
  }

  @Test
  void thereAre107ProvincesToday() {
    LocalDate today = LocalDate.of(2025, 6, 30);

    assertThat(TERRITORIES.all())
        .filteredOn(t -> t.level() == TerritoryLevel.PROVINCE && t.validOn(today))
        .hasSize(107);
  }

  @Test
  void overlapsAndResidualsAreNoOnesChildren() {
    assertThat(TERRITORIES.childrenOf("IT")).containsExactly("ITC", "ITD", "ITE", "ITF", "ITG");
    assertThat(TERRITORIES.childrenOf("ITFG")).containsExactly("ITF", "ITG");
    assertThat(TERRITORIES.childrenOf("ITD")).containsExactly("ITDA", "ITD3", "ITD4", "ITD5");
    assertThat(TERRITORIES.childrenOf("ITDA")).containsExactly("ITD10", "ITD20");
    assertThat(TERRITORIES.childrenOf("ITC45")).isEmpty();
    assertThat(TERRITORIES.childrenOf("ITC45_IT108")).containsExactly("ITC45", "IT108");
    assertThat(TERRITORIES.childrenOf("ITC4")).doesNotContain("ITC45_IT108");
    assertThat(TERRITORIES.all())
        .filteredOn(Territory::overlap)
        .extracting(Territory::code)
        .containsExactly(
            "ITCD",
            "ITCDE",
            "ITFG",
            "ITC45_IT108",
            "ITE34_IT109",
            "ITF41_ITF42_IT110",
            "ITE31_ITD59");
    assertThat(TERRITORIES.residualsOf("IT")).containsExactly("ITNI", "ITNI1", "ITZ");
    assertThat(TERRITORIES.residualsOf("ITC4")).isEmpty();
    assertThat(TERRITORIES.residualsOf("DE")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ITC45, ITC4, ITC4",
    "IT108, ITC4, ITC4",
    "ITC20, ITC2, ITC2",
    "ITC45_IT108, ITC4, ",
    "ITE31_ITD59, IT, ",
    "ITC4, IT, ",
    "ITC, IT, ",
    "ITFG, IT, ",
    "ITNI, IT, ",
    "IT, , ",
    "DE, , ",
    "nowhere, , "
  })
  void aShareIsOneOfTheRegionOrOfItaly(String code, String parent, String region) {
    assertThat(TERRITORIES.parentForShares(code).orElse(null)).isEqualTo(parent);
    assertThat(TERRITORIES.regionOf(code).orElse(null)).isEqualTo(region);
  }

  @Test
  void aForeignCountryReportsAsACountryAndNothingElseOfTheMarketsDoes() {
    assertThat(TERRITORIES.find("DE"))
        .get()
        .extracting(Territory::level, Territory::parent, Territory::nameIt, Territory::nameEn)
        .containsExactly(TerritoryLevel.COUNTRY, null, "Germania", "Germany");
    assertThat(TERRITORIES.find("IT")).get().extracting(Territory::nuts2021).isEqualTo("IT");
    for (String code : List.of("WORLD", "EU27_2020", "QR", "GCC")) {
      assertThat(TERRITORIES.find(code)).isEmpty();
    }
  }

  @Test
  void aProvinceCarriesItsOtherCodes() {
    assertThat(TERRITORIES.find("IT108"))
        .get()
        .extracting(
            Territory::parent,
            Territory::nameIt,
            Territory::nuts2021,
            Territory::istatCode,
            Territory::plate,
            Territory::validFrom,
            Territory::validTo)
        .containsExactly(
            "ITC4", "Monza e della Brianza", "ITC4D", "108", "MB", LocalDate.of(2010, 1, 1), null);
  }
}
