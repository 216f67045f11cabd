package exportmatrix.codes;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.ProductLevel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);
  private static final Products CPA = CODES.products(ProductScheme.CPA);
  private static final Products CN = CODES.products(ProductScheme.CN8);

  @ParameterizedTest
  @CsvSource({
    "CK281, GROUP, CK281",
    "CK281, DIVISION, CK28",
    "CK281, SUBSECTION, CK",
    "CK281, SECTION, C",
    "CK281, TOTAL, ALL",
    "CK281, SECTOR, meccanica_metallurgia",
    "meccanica_metallurgia, SECTOR, meccanica_metallurgia",
    "meccanica_metallurgia, TOTAL, ALL",
    "meccanica_metallurgia, SECTION, ",
    "CK28, SECTOR, ",
    "CK28, GROUP, ",
    "ALL, TOTAL, ALL",
    "CK281, CN2, ",
    "nothing, TOTAL, "
  })
  void aCpaProductStandsUnderOneOfEachCoarserLevel(
      String code, ProductLevel level, String ancestor) {
    assertThat(CPA.ancestor(code, level).map(Product::code).orElse(null)).isEqualTo(ancestor);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProductLevel.class,
      names = {"SECTION", "SUBSECTION", "DIVISION", "SECTOR"})
  void theProductsOfALevelPartitionTheGroups(ProductLevel level) {
    Set<String> groups = new HashSet<>();
    int counted = 0;
    for (String code : CPA.under("ALL", level)) {
      List<String> under = CPA.under(code, ProductLevel.GROUP);
      groups.addAll(under);
      counted += under.size();
    }

    assertThat(counted).isEqualTo(134);
    assertThat(groups).hasSameElementsAs(CPA.under("ALL", ProductLevel.GROUP));
  }

  @Test
  void whatIsUnderAProductIsInTheListsOrderAndNeverItself() {
    assertThat(CPA.under("ALL", ProductLevel.SECTION))
        .containsExactly("A", "B", "C", "D", "E", "J", "M", "R", "S", "V");
    assertThat(CPA.under("CK", ProductLevel.DIVISION)).containsExactly("CK28");
    assertThat(CPA.under("CK", ProductLevel.GROUP))
        .containsExactly("CK281", "CK282", "CK283", "CK284", "CK289");
    assertThat(CPA.under("cosmetica", ProductLevel.GROUP)).containsExactly("CE204");
    assertThat(CPA.under("CK", ProductLevel.SUBSECTION)).isEmpty();
    assertThat(CPA.under("CK281", ProductLevel.DIVISION)).isEmpty();
    assertThat(CPA.under("C", ProductLevel.SECTOR)).isEmpty();
    assertThat(CPA.under("nothing", ProductLevel.GROUP)).isEmpty();
  }

  @Test
  void theSectorsAreTheEightOfTheProgrammesAndTheRest() {
    assertThat(CPA.sectors())
        .extracting(Product::code)
        .containsExactly(
            "arredo_design",
            "chimica",
            "cosmetica",
            "edilizia",
            "farma_medicale",
            "meccanica_metallurgia",
            "alimentari",
            "moda",
            "altro");
    assertThat(CPA.sectors()).allMatch(sector -> sector.parent().equals("ALL"));
    assertThat(CPA.sectorOf("CK28")).isEmpty();
    assertThat(CPA.sectorOf("moda")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, TOTAL, , Totale",
    "01, CN2, ALL, 01",
    "99, CN2, ALL, 99",
    "3920, CN4, 39, 3920",
    "392010, CN6, 3920, 392010",
    "39201081, CN8, 392010, 39201081"
  })
  void aCnCodeSaysItsLevelAndParent(String code, ProductLevel level, String parent, String label) {
    assertThat(CN.find(code))
        .get()
        .extracting(Product::level, Product::parent, Product::labelIt)
        .containsExactly(level, parent, label);
    assertThat(CN.parentOf(code).orElse(null)).isEqualTo(parent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "0010",
        "00123456",
        "1",
        "392",
        "3920108",
        "392010811",
        "39SSS999",
        "",
        "C",
        "moda"
      })
  void whatIsNotOfTheFormIsNoCnCode(String code) {
    assertThat(CN.find(code)).isEmpty();
    assertThat(CN.ancestor(code, ProductLevel.TOTAL)).isEmpty();
  }

  @Property
  void aCnProductStandsUnderItsPrefixes(
      @ForAll @IntRange(min = 1_000_000, max = 99_999_999) int n) {
    String code = "%08d".formatted(n);
    List<ProductLevel> levels =
        List.of(ProductLevel.CN2, ProductLevel.CN4, ProductLevel.CN6, ProductLevel.CN8);
    for (int i = 0; i < levels.size(); i++) {
      assertThat(CN.ancestor(code, levels.get(i)))
          .get()
          .extracting(Product::code)
          .isEqualTo(code.substring(0, 2 * i + 2));
    }
    assertThat(CN.ancestor(code, ProductLevel.TOTAL)).isEqualTo(CN.find("ALL"));
    assertThat(CN.ancestor(code, ProductLevel.SECTOR)).isEmpty();
  }

  @Test
  void cnHasNoListAndNoSectors() {
    assertThat(CN.all()).isEmpty();
    assertThat(CN.sectors()).isEmpty();
    assertThat(CN.sectorOf("39201081")).isEmpty();
    assertThat(CN.under("39", ProductLevel.CN8)).isEmpty();
  }
}
