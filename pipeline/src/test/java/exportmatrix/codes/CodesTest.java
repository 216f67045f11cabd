package exportmatrix.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  @Test
  void theBundledListsAreWhole() {
    Map<TerritoryLevel, Long> territories =
        CODES.territories().all().stream()
            .collect(Collectors.groupingBy(Territory::level, Collectors.counting()));
    Map<MarketKind, Long> markets =
        CODES.markets().all().stream()
            .collect(Collectors.groupingBy(Market::kind, Collectors.counting()));
    Map<ProductLevel, Long> products =
        CODES.products(ProductScheme.CPA).all().stream()
            .collect(Collectors.groupingBy(Product::level, Collectors.counting()));

    assertThat(territories)
        .isEqualTo(
            Map.of(
                TerritoryLevel.COUNTRY, 1L,
                TerritoryLevel.MACRO_AREA, 8L,
                TerritoryLevel.REGION, 20L,
                TerritoryLevel.CONSTANT_AREA, 4L,
                TerritoryLevel.PROVINCE, 111L,
                TerritoryLevel.RESIDUAL, 3L));
    assertThat(markets)
        .isEqualTo(
            Map.of(
                MarketKind.WORLD, 1L,
                MarketKind.COUNTRY, 251L,
                MarketKind.SPECIAL, 22L,
                MarketKind.AGGREGATE, 46L,
                MarketKind.OWN, 6L));
    assertThat(products)
        .isEqualTo(
            Map.of(
                ProductLevel.TOTAL, 1L,
                ProductLevel.SECTION, 10L,
                ProductLevel.SUBSECTION, 22L,
                ProductLevel.DIVISION, 40L,
                ProductLevel.GROUP, 134L,
                ProductLevel.SECTOR, 9L));
    assertThat(CODES.markets().groups()).hasSize(23);
    assertThat(CODES.sectors()).hasSize(11);
    assertThat(CODES.programmes().all()).hasSize(54);
  }

  @ParameterizedTest
  @CsvSource({
    "territory, ITTOT, IT",
    "territory, ITD1, ITD10",
    "territory, ITD2, ITD20",
    "territory, ITZZ, ITZ",
    "territory, ITZZZ, ITZ",
    "territory, EL, GR",
    "territory, RS, XS",
    "market, EL, GR",
    "market, RS, XS",
    "product, 0010, ALL",
    "product, TOTAL, ALL",
    "market, GR, GR",
    "market, TOTAL, TOTAL",
    "territory, nowhere, nowhere",
    "flow, EL, EL"
  })
  void anAliasStandsForItsCodeInItsOwnDimensionOnly(String kind, String code, String resolved) {
    assertThat(CODES.aliases().resolve(kind, code)).isEqualTo(resolved);
  }

  @Test
  void anAliasIsNoCode() {
    assertThat(CODES.territories().find("ITTOT")).isEmpty();
    assertThat(CODES.territories().find("EL")).isEmpty();
    assertThat(CODES.markets().find("RS")).isEmpty();
    assertThat(CODES.products(ProductScheme.CPA).find("TOTAL")).isEmpty();
    assertThat(CODES.products(ProductScheme.CN8).find("TOTAL")).isEmpty();
  }

  @Test
  void aSectorWithoutGroupsIsNamedButNoProduct() {
    assertThat(CODES.sectors())
        .filteredOn(sector -> sector.groups().isEmpty())
        .extracting(Sector::code, Sector::labelIt, Sector::labelEn)
        .containsExactly(
            tuple("green_economy", "Green economy", "Green economy"),
            tuple(
                "arredo_costruzioni_sostenibili",
                "Arredo e costruzioni sostenibili",
                "Sustainable furniture and construction"));
    assertThat(CODES.products(ProductScheme.CPA).find("green_economy")).isEmpty();
  }

  @Test
  void aProgrammeWithoutSectorTargetsAllSectors() {
    Programmes programmes = CODES.programmes();

    assertThat(programmes.targeting("MA", "moda"))
        .extracting(Programme::year)
        .containsExactly(2017);
    assertThat(programmes.targeting("GB", "moda"))
        .extracting(Programme::year)
        .containsExactly(2020);
    assertThat(programmes.targeting("GB", "altro")).isEmpty();
    assertThat(programmes.targeting("CA", "moda"))
        .extracting(Programme::year)
        .containsExactly(2020, 2021);
    assertThat(programmes.targeting("CENTRAL_ASIA", "altro"))
        .extracting(Programme::year)
        .containsExactly(2025);
    assertThat(programmes.targeting("KZ", "altro")).isEmpty();
  }

  @Test
  void aBreakLeadsToTheTerritoryThatHasNotChanged() {
    assertThat(CODES.breaks().of(Breaks.TERRITORY, "ITC45"))
        .extracting(b -> b.from().toString(), Break::constant)
        .containsExactly(tuple("1995-01-01", null), tuple("2010-01-01", "ITC45_IT108"));
    assertThat(CODES.breaks().of(Breaks.TERRITORY, "ITG25"))
        .extracting(b -> b.from().toString(), Break::constant)
        .containsExactly(tuple("2006-01-01", "ITG2"), tuple("2017-01-01", "ITG2"));
    assertThat(CODES.breaks().of(Breaks.TERRITORY, "ITC4")).isEmpty();
    assertThat(CODES.breaks().of(Breaks.MARKET, "ITC45")).isEmpty();
  }

  @Test
  void noBundledBreakIsLeftOut() throws IOException {
    try (InputStream in = Codes.class.getResourceAsStream("breaks.csv")) {
      String rows = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(CODES.breaks().all()).hasSize((int) rows.lines().count() - 1);
    }
    assertThat(CODES.breaks().all())
        .filteredOn(b -> b.constant() == null)
        .allMatch(b -> b.from().getYear() == 1995);
  }

  @Test
  void everyConstantAreaIsNamedByABreakOfEachOfItsProvincesThatWasThereBefore() {
    for (Territory area : CODES.territories().all()) {
      if (area.level() == TerritoryLevel.CONSTANT_AREA) {
        for (String part : CODES.territories().childrenOf(area.code())) {
          boolean began = CODES.territories().find(part).orElseThrow().validFrom() != null;

          assertThat(CODES.breaks().of(Breaks.TERRITORY, part))
              .filteredOn(b -> area.code().equals(b.constant()))
              .hasSize(began ? 0 : 1);
        }
      }
    }
  }

  @Test
  void everyLabelIsFilledInBothLanguages() {
    assertThat(CODES.territories().all())
        .allMatch(t -> !t.nameIt().isBlank() && !t.nameEn().isBlank());
    assertThat(CODES.markets().all()).allMatch(m -> !m.nameIt().isBlank() && !m.nameEn().isBlank());
    assertThat(CODES.products(ProductScheme.CPA).all())
        .allMatch(p -> !p.labelIt().isBlank() && !p.labelEn().isBlank());
    assertThat(CODES.territories().find("ITC4")).get().extracting("nameEn").isEqualTo("Lombardy");
    assertThat(CODES.territories().find("ITC46")).get().extracting("nameEn").isEqualTo("Bergamo");
    assertThat(CODES.markets().find("XA")).get().extracting("nameIt").isEqualTo("XA");
  }

  @Test
  void theSameListsAreOnTheOtherSideOfAShuffle() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(CODES);
    }
    Codes copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (Codes) in.readObject();
    }

    assertThat(copy.fingerprint()).isEqualTo(CODES.fingerprint());
    assertThat(copy.territories().all()).isEqualTo(CODES.territories().all());
    assertThat(copy.territories().partsOf("ITG2", TerritoryLevel.PROVINCE))
        .isEqualTo(CODES.territories().partsOf("ITG2", TerritoryLevel.PROVINCE));
    assertThat(copy.markets().all()).isEqualTo(CODES.markets().all());
    assertThat(copy.markets().membersOn("EU_AT_DATE", LocalDate.of(2019, 1, 1)))
        .isEqualTo(CODES.markets().membersOn("EU_AT_DATE", LocalDate.of(2019, 1, 1)));
    for (ProductScheme scheme : ProductScheme.values()) {
      assertThat(copy.products(scheme).all()).isEqualTo(CODES.products(scheme).all());
      assertThat(copy.products(scheme).find("ALL")).isEqualTo(CODES.products(scheme).find("ALL"));
    }
    assertThat(copy.products(ProductScheme.CPA).sectorOf("CK281"))
        .contains("meccanica_metallurgia");
    assertThat(copy.sectors()).isEqualTo(CODES.sectors());
    assertThat(copy.programmes().all()).isEqualTo(CODES.programmes().all());
    assertThat(copy.aliases().resolve("territory", "ITTOT")).isEqualTo("IT");
  }
}
