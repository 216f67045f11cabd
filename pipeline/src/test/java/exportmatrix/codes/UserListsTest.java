package exportmatrix.codes;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's lists take the place of the bundled ones, or are added to them row by row. */
class UserListsTest {

  private static final String BUNDLED = Codes.load(CodeFiles.BUNDLED).fingerprint();

  @TempDir Path folder;

  @Test
  void anExtensionAddsRowsAndTakesThePlaceOfRowsWithTheSameKey() throws IOException {
    Codes codes =
        extended(
            "territories",
            "code,level,parent,name_it\nITG29,province,ITG2,Gallura\nITX1,province,ITC4,Nuova\n");

    assertThat(codes.territories().find("ITG29"))
        .get()
        .extracting(Territory::nameIt, Territory::validTo)
        .containsExactly("Gallura", null);
    assertThat(codes.territories().all()).hasSize(148).last().extracting("code").isEqualTo("ITX1");
    assertThat(codes.territories().childrenOf("ITC4")).contains("ITX1", "ITC45");
    assertThat(codes.territories().partsOf("ITG2", TerritoryLevel.PROVINCE).get(0))
        .contains("ITG29");
    assertThat(codes.fingerprint()).isNotEqualTo(BUNDLED);
  }

  @Test
  void aGroupOfTheUsersOwnNeedsAMarketAndItsMembers() throws IOException {
    Path markets = write("m.csv", "code,kind,name_it\nMAGHREB,own,Maghreb\n");
    Path groups =
        write("g.csv", "group_code,member,valid_from,valid_to\nMAGHREB,MA,,\nMAGHREB,TN,,2020\n");
    Codes codes =
        Codes.load(
            new CodeFiles(
                Map.of(),
                Map.of("markets", markets.toString(), "market_groups", groups.toString())));

    assertThat(codes.markets().groups()).contains("MAGHREB", "GCC");
    assertThat(codes.markets().membersOn("MAGHREB", LocalDate.of(2020, 12, 31)))
        .containsExactly("MA", "TN");
    assertThat(codes.markets().membersOn("MAGHREB", LocalDate.of(2021, 1, 1)))
        .containsExactly("MA");
    assertThat(codes.markets().find("MAGHREB")).get().extracting("nameEn").isEqualTo("Maghreb");
  }

  @Test
  void aBreakAndItsConstantGeographyAreTwoRows() throws IOException {
    Path territories =
        write(
            "t.csv",
            """
            code,level,parent,name_it,note
            ITC41_ITC42,constant_area,ITC4,Varese e Como,overlap:ITC41+ITC42
            """);
    Path breaks =
        write(
            "b.csv",
            """
            kind,code,from,constant
            territory,ITC42,2027,ITC41_ITC42
            territory,ITC42,1995,
            product,CK28,2026-07,
            market,FR,2026-03-15,
            """);
    Codes codes =
        Codes.load(
            new CodeFiles(
                Map.of(),
                Map.of("territories", territories.toString(), "breaks", breaks.toString())));

    assertThat(codes.territories().childrenOf("ITC41_ITC42")).containsExactly("ITC41", "ITC42");
    assertThat(codes.breaks().of(Breaks.TERRITORY, "ITC42"))
        .extracting(b -> b.from() + " " + b.constant() + " " + b.note())
        .containsExactly("1995-01-01 null ", "2027-01-01 ITC41_ITC42 ");
    assertThat(codes.breaks().of(Breaks.PRODUCT, "CK28"))
        .extracting(Break::from)
        .containsExactly(LocalDate.of(2026, 7, 1));
    assertThat(codes.breaks().of(Breaks.MARKET, "FR"))
        .extracting(Break::from)
        .containsExactly(LocalDate.of(2026, 3, 15));
    assertThat(codes.breaks().of(Breaks.TERRITORY, "ITC45")).hasSize(2);
  }

  @Test
  void bundledBreaksOfTerritoriesThatAUsersListDoesNotHaveAreLeftOut() throws IOException {
    List<String> rows = new ArrayList<>(bundledLines("territories"));
    rows.removeIf(row -> row.startsWith("ITC45_IT108,") || row.startsWith("ITE34"));
    Path older = write("older.csv", String.join("\n", rows) + "\n");
    Breaks breaks =
        Codes.load(new CodeFiles(Map.of("territories", older.toString()), Map.of())).breaks();

    assertThat(breaks.of(Breaks.TERRITORY, "ITE34")).isEmpty();
    assertThat(breaks.of(Breaks.TERRITORY, "ITC45"))
        .extracting(b -> b.from() + " " + b.constant())
        .containsExactly("1995-01-01 null", "2010-01-01 null");
  }

  @Test
  void anExtensionEndsAMembershipThatTheBundledListLeavesOpen() throws IOException {
    Codes codes =
        extended(
            "market_groups", "group_code,member,valid_from,valid_to\nOPEC,VE,1960-09-14,2030-06\n");

    assertThat(codes.markets().isMember("OPEC", "VE", LocalDate.of(2030, 6, 30))).isTrue();
    assertThat(codes.markets().isMember("OPEC", "VE", LocalDate.of(2030, 7, 1))).isFalse();
  }

  @Test
  void aGroupMovesToAnotherSectorByOneRow() throws IOException {
    Codes codes =
        extended("sectors", "sector,product_code\nchimica,CE204\ncosmetica,\nalimentari,AA031\n");
    Products products = codes.products(ProductScheme.CPA);

    assertThat(products.sectorOf("CE204")).contains("chimica");
    assertThat(products.sectorOf("AA031")).contains("alimentari");
    assertThat(products.under("altro", ProductLevel.GROUP)).doesNotContain("AA031");
    assertThat(products.find("chimica")).get().extracting("labelEn").isEqualTo("Chemicals");
    assertThat(products.find("cosmetica")).isEmpty();
    assertThat(codes.sectors()).extracting(Sector::code).contains("cosmetica");
  }

  @Test
  void aReplacementStandsAloneAndAnExtensionIsAddedToIt() throws IOException {
    Path all = write("all.csv", "kind,alias,code\nmarket,UK,GB\n");
    Path more = write("more.csv", "kind,alias,code\nmarket,GRC,GR\n");
    Codes codes =
        Codes.load(
            new CodeFiles(Map.of("aliases", all.toString()), Map.of("aliases", more.toString())));

    assertThat(codes.aliases().resolve("market", "UK")).isEqualTo("GB");
    assertThat(codes.aliases().resolve("market", "GRC")).isEqualTo("GR");
    assertThat(codes.aliases().resolve("market", "EL")).isEqualTo("EL");
    assertThat(codes.aliases().resolve("territory", "ITTOT")).isEqualTo("ITTOT");
  }

  @Test
  void aFileMayBringAByteOrderMarkOtherLineEndsBlanksAndNoOptionalColumns() throws IOException {
    Codes codes =
        extended("aliases", "\uFEFFcode,kind,alias\r\n GB , market,UK\r\n\r\nGR,market,GRC");

    assertThat(codes.aliases().resolve("market", "UK")).isEqualTo("GB");
    assertThat(codes.aliases().resolve("market", "GRC")).isEqualTo("GR");
    assertThat(codes.aliases().resolve("market", "EL")).isEqualTo("GR");
  }

  @Test
  void neitherTheOrderOfRowsNorTheFileTheyComeFromChangesTheFingerprint() throws IOException {
    for (String list : List.of("territories", "markets", "sectors", "programmes", "breaks")) {
      List<String> rows = new ArrayList<>(bundledLines(list));
      String header = rows.remove(0);
      Collections.shuffle(rows, new Random(list.length()));
      Path file = write(list + ".csv", header + "\n" + String.join("\n", rows) + "\n");

      assertThat(Codes.load(new CodeFiles(Map.of(list, file.toString()), Map.of())).fingerprint())
          .isEqualTo(BUNDLED);
    }
  }

  @Test
  void anyChangeOfAnyListChangesTheFingerprint() throws IOException {
    List<String> fingerprints = new ArrayList<>(List.of(BUNDLED));
    fingerprints.add(extended("markets", "code,kind\nZZ,country\n").fingerprint());
    fingerprints.add(
        extended("market_groups", "group_code,member,valid_from,valid_to\nASEAN,TL,2025-10,\n")
            .fingerprint());
    fingerprints.add(extended("aliases", "kind,alias,code\nmarket,UK,GB\n").fingerprint());
    fingerprints.add(extended("products", "code,level,parent\nCN,subsection,C\n").fingerprint());
    fingerprints.add(extended("sectors", "sector,product_code\nmoda,CE203\n").fingerprint());
    fingerprints.add(
        extended("programmes", "programme,year,market,sector\nNuovo,2026,MA,moda\n").fingerprint());
    fingerprints.add(extended("breaks", "kind,code,from\nmarket,FR,2026\n").fingerprint());

    assertThat(fingerprints).doesNotHaveDuplicates();
  }

  private Codes extended(String list, String content) throws IOException {
    return Codes.load(new CodeFiles(Map.of(), Map.of(list, write("user.csv", content).toString())));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static List<String> bundledLines(String list) throws IOException {
    try (InputStream in = Codes.class.getResourceAsStream(list + ".csv")) {
      return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }
}
