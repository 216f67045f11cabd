package exportmatrix.jobs.claims;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
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
}
