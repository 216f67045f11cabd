package exportmatrix.jobs.claims;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences of the kind that the press writes, and the cells that their figures are about. */
class ClaimReaderTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  private static List<String> read(String... lines) {
    return new ClaimReader("c", new Lexicon(CODES))
        .claims(Passage.of(List.of(lines))).stream()
            .map(
                claim ->
                    claim.words()
                        + " -> "
                        + claim.id().map(Object::toString).orElse(claim.reason()))
            .toList();
  }

  @Test
  void aHalfYearWithItsMarketAndProvinces() {
    assertThat(
            read(
                "Nel primo semestre del 2016 l'export della Lombardia verso il Marocco vale quasi 224"
                    + " milioni di euro (+29%). La provincia che esporta di più verso il Marocco è"
                    + " Milano con quasi 89 milioni, seconda Bergamo con 27."))
        .containsExactly(
            "quasi 224 milioni di euro -> c/export/year_to_date/2016-Q2/ITC4/MA/ALL/value_eur",
            "+29% -> c/export/year_to_date/2016-Q2/ITC4/MA/ALL/yoy_percent",
            "di più -> c/export/year_to_date/2016-Q2/ITC45/MA/ALL/rank_in_territory",
            "quasi 89 milioni -> c/export/year_to_date/2016-Q2/ITC45/MA/ALL/value_eur",
            "seconda -> c/export/year_to_date/2016-Q2/ITC46/MA/ALL/rank_in_territory",
            "27 -> c/export/year_to_date/2016-Q2/ITC46/MA/ALL/value_eur");
  }

  @Test
  void bothFlowsAndTheirShares() {
    assertThat(
            read(
                "Nel primo trimestre del 2019 l'interscambio della Lombardia con il Giappone vale oltre"
                    + " 800 milioni: 470 milioni per l'export e 350 milioni per l'import. La quota della"
                    + " Lombardia sull'import nazionale dal Giappone è circa il 30%."))
        .containsExactly(
            "oltre 800 milioni -> c/interchange/quarter/2019-Q1/ITC4/JP/ALL/value_eur",
            "470 milioni -> c/export/quarter/2019-Q1/ITC4/JP/ALL/value_eur",
            "350 milioni -> c/import/quarter/2019-Q1/ITC4/JP/ALL/value_eur",
            "circa il 30% -> c/import/quarter/2019-Q1/ITC4/JP/ALL/share_of_italy_percent");
  }

  @Test
  void aTextWithoutAPeriodCannotBeChecked() {
    assertThat(read("Le esportazioni della Lombardia valgono 80 miliardi di euro."))
        .containsExactly("80 miliardi di euro -> the text names no period");
  }

  @Test
  void tablesQuotationsAndTheApparatusStateNothing() {
    assertThat(
            read(
                "# Esportazioni della Lombardia: 2024",
                "> 12 milioni di euro",
                "| a | 3 milioni di euro |",
                "## Fonti, edizioni e definizioni",
                "- 5 milioni di euro nel 2024"))
        .isEmpty();
  }

  @Test
  void aTableOfMarketsAndSectors() {
    List<String> lines =
        List.of(
            "*Esportazioni della Lombardia nel 2020 per settore e mercato, milioni di euro*",
            "",
            "| settore | Canada | Cina | insieme |",
            "| --- | --- | --- | --- |",
            "| Sistema moda | [99,7](#f1) ([+12,3%](#f2)) | 1.234,5 (-3,0%) | 1.334,2 |",
            "| tutti i settori | 1,0 | nessuno scambio | 2,0 (+1,0%) |");
    ClaimReader reader = new ClaimReader("c", new Lexicon(CODES));

    assertThat(
            Table.of(lines).stream()
                .flatMap(table -> reader.claims(table).stream())
                .map(claim -> claim.words() + " -> " + claim.id().orElseThrow()))
        .containsExactly(
            "99,7 -> c/export/year/2020/ITC4/CA/moda/value_eur",
            "+12,3% -> c/export/year/2020/ITC4/CA/moda/yoy_percent",
            "1.234,5 -> c/export/year/2020/ITC4/CN/moda/value_eur",
            "-3,0% -> c/export/year/2020/ITC4/CN/moda/yoy_percent",
            "1.334,2 -> c/export/year/2020/ITC4/CA+CN/moda/value_eur",
            "1,0 -> c/export/year/2020/ITC4/CA/ALL/value_eur",
            "2,0 -> c/export/year/2020/ITC4/CA+CN/ALL/value_eur",
            "+1,0% -> c/export/year/2020/ITC4/CA+CN/ALL/yoy_percent");
  }

  @Test
  void aPressTextWhosePeriodStandsInItsLastSentence() throws IOException {
    String half = "c/export/year_to_date/2016-Q2/";
    assertThat(press("morocco-kenya-2016"))
        .containsExactly(
            "quasi 260 milioni di euro -> " + half + "ITC4/MA+KE/ALL/value_eur",
            "del 28% -> " + half + "ITC4/MA+KE/ALL/yoy_percent",
            "quasi 224 milioni di euro -> " + half + "ITC4/MA/ALL/value_eur",
            "+29% -> " + half + "ITC4/MA/ALL/yoy_percent",
            "di più -> " + half + "ITC45/MA/ALL/rank_in_territory",
            "quasi 89 milioni -> " + half + "ITC45/MA/ALL/value_eur",
            "seguita da Bergamo -> " + half + "ITC46/MA/ALL/rank_in_territory",
            "27 -> " + half + "ITC46/MA/ALL/value_eur",
            "24 -> " + half + "IT108/MA/ALL/value_eur",
            "24 -> " + half + "ITC47/MA/ALL/value_eur",
            "del 28,6% -> c/export/quarter/2016-Q2/ITC4/MA/ALL/yoy_percent",
            "superano i 33 milioni di euro -> " + half + "ITC4/KE/ALL/value_eur",
            "+21,2% -> " + half + "ITC4/KE/ALL/yoy_percent",
            "di più -> " + half + "ITC41/KE/ALL/rank_in_territory",
            "15 milioni di euro -> " + half + "ITC41/KE/ALL/value_eur",
            "seguita da Milano -> " + half + "ITC45/KE/ALL/rank_in_territory",
            "10 -> " + half + "ITC45/KE/ALL/value_eur",
            "e da Monza -> " + half + "IT108/KE/ALL/rank_in_territory",
            "4 -> " + half + "IT108/KE/ALL/value_eur");
  }

  @Test
  void aPressTextOnBothFlows() throws IOException {
    assertThat(press("japan-2019"))
        .containsExactly(
            "oltre 800 milioni di euro -> c/interchange/year_to_date/2019-Q1/ITC4/JP/ALL/value_eur",
            "470 milioni -> c/export/year_to_date/2019-Q1/ITC4/JP/ALL/value_eur",
            "350 milioni -> c/import/year_to_date/2019-Q1/ITC4/JP/ALL/value_eur",
            "circa il 30% -> c/export/year_to_date/2019-Q1/ITC4/JP/ALL/share_of_italy_percent",
            "circa il 30% -> c/import/year_to_date/2019-Q1/ITC4/JP/ALL/share_of_italy_percent");
  }

  @Test
  void aPressTextOfTwoPeriods() throws IOException {
    String half = "c/export/year_to_date/2025-Q2/ITC4/WORLD/ALL/";
    assertThat(press("lombardy-2025"))
        .containsExactly(
            "i 164 miliardi di euro -> c/export/year/2024/ITC4/WORLD/ALL/value_eur",
            "dello 0,6% -> c/export/year/2024/ITC4/WORLD/ALL/yoy_percent",
            "gli 85 miliardi di euro -> " + half + "value_eur",
            "del 2,8% -> " + half + "yoy_percent",
            "prima -> " + half + "rank_in_territory",
            "oltre un quarto -> " + half + "share_of_italy_percent",
            "26,3% -> " + half + "share_of_italy_percent");
  }

  private static List<String> press(String name) throws IOException {
    try (InputStream text = ClaimReaderTest.class.getResourceAsStream("/press/" + name + ".txt")) {
      return read(new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }
}
