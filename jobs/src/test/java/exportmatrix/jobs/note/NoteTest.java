package exportmatrix.jobs.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exportmatrix.Pipeline;
import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.claims.NoteChecker;
import exportmatrix.jobs.claims.Verdict;
import exportmatrix.jobs.claims.Verdict.Outcome;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.jobs.figures.TinyRelease;
import exportmatrix.jobs.tables.CsvStyle;
import exportmatrix.jobs.tables.DataTable;
import exportmatrix.jobs.tables.SdmxFiles;
import exportmatrix.jobs.tables.TableFiles;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Complete;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.Frequency;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.Span;
import exportmatrix.model.TerritoryLevel;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A note on a small release, and the tables beside it. */
class NoteTest {

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  @TempDir static Path folder;

  private static PublishedRelease release;

  @BeforeAll
  static void publish() {
    TinyRelease tiny = new TinyRelease().in("year_to_date", "2016-Q2");
    tiny.cell("export", "IT", "WORLD", "ALL", 200_000_000_000L, 190_000_000_000L)
        .cell("export", "IT", "MA", "ALL", 700_000_000, 600_000_000)
        .cell(
            "export",
            "ITC4",
            "WORLD",
            "ALL",
            53_452_300_837L,
            52_200_000_000L,
            "rank_in_territory",
            1,
            "share_of_italy_percent",
            26.3,
            "record_high",
            true,
            "years_compared",
            4,
            "acceleration_pp",
            -0.42)
        .cell(
            "export",
            "ITC4",
            "MA",
            "ALL",
            223_699_998,
            173_410_851,
            "rank_in_territory",
            1,
            "rank_in_market",
            1,
            "contribution_market_pp",
            0.2,
            "share_of_italy_percent",
            31.957)
        .cell(
            "export",
            "ITC4",
            "KE",
            "ALL",
            33_399_999,
            27_560_000,
            "rank_in_territory",
            2,
            "rank_in_market",
            2,
            "contribution_market_pp",
            -0.1)
        .cell(
            "export",
            "ITC4",
            "SA",
            "ALL",
            5_000_000,
            1_000,
            "yoy_percent_status",
            "TINY_BASE",
            "rank_in_market",
            3,
            "contribution_market_pp",
            0.9)
        .cell(
            "export",
            "ITC4",
            "AE",
            "ALL",
            7_000_000,
            0,
            "yoy_percent",
            null,
            "yoy_percent_status",
            "ENTRY")
        .cell("import", "ITC4", "MA", "ALL", 196_905_636, 188_000_000)
        .cell("export", "ITC45", "MA", "ALL", 88_888_888, 70_000_000, "rank_in_territory", 1)
        .cell("export", "ITC46", "MA", "ALL", 27_300_000, 26_000_000, "rank_in_territory", 2)
        .cell("export", "IT108", "MA", "ALL", 850_000, 900_000, "rank_in_territory", 3);
    release = tiny.publish(folder, "tiny", "2025-09-11-abc");
  }

  private static CollectionSpec collection(String label) {
    return new CollectionSpec(
        "tiny",
        label,
        label,
        true,
        "=cmd|' /C calc'!A0",
        "CC BY 4.0",
        List.of("d"),
        null,
        List.of(),
        List.of(Span.values()),
        List.of(ProductLevel.TOTAL),
        List.of(),
        List.of());
  }

  private static Figures figures(CollectionSpec collection) {
    DatasetSpec dataset =
        new DatasetSpec(
            "d",
            DatasetSpec.Layout.SDMX_CSV,
            List.of("d.csv"),
            Frequency.Q,
            1,
            DatasetSpec.PeriodType.SINGLE,
            DatasetSpec.ProductScheme.CPA,
            new Complete(List.of(TerritoryLevel.PROVINCE), List.of(), List.of(ProductLevel.TOTAL)),
            Set.of(),
            new EditionRule(null, null),
            0.01,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null);
    return new Figures(collection, List.of(dataset), CODES, Rules.DEFAULT, release);
  }

  private static NoteWriter.Written written(Language language, String label, String... markets) {
    CollectionSpec collection = collection(label);
    return new NoteWriter(
            figures(collection), CODES, collection, release.id(), Pipeline.indicators(), language)
        .write(
            new NoteQuestion(
                "ITC4",
                List.of(FigurePeriod.parse("2016-H1", Optional.empty())),
                List.of(markets),
                Optional.empty()));
  }

  private static String text(Note note) {
    StringBuilder text = new StringBuilder();
    for (Note.Section section : note.sections()) {
      text.append(section.heading()).append('\n');
      section.blocks().stream()
          .flatMap(Note.Block::phrases)
          .forEach(phrase -> text.append(phrase.text()).append('\n'));
    }
    return text.toString();
  }

  @Test
  void readsAsAPressRelease() {
    Note note = written(Language.it, "Minuscola", "MA", "KE").note();

    assertThat(note.title()).isEqualTo("Esportazioni della Lombardia: primo semestre 2016");
    assertThat(note.warning()).startsWith("Dati sintetici");
    assertThat(text(note))
        .contains(
            "Nel primo semestre del 2016 le esportazioni della Lombardia ammontano a 53,5 miliardi"
                + " di euro, in crescita del 2,4% rispetto allo stesso periodo dell'anno precedente."
                + " È un record: mai un valore così alto nello stesso periodo dei 4 anni precedenti."
                + " La variazione peggiora di 0,4 punti percentuali rispetto a quella del periodo"
                + " prima.\n")
        .contains(
            "La Lombardia è la prima regione esportatrice d'Italia. La quota della Lombardia"
                + " sull'export nazionale è del 26,3%, oltre un quarto.\n")
        .contains(
            "le esportazioni della Lombardia verso il Marocco ammontano a quasi 224 milioni di"
                + " euro, in crescita del 29,0% rispetto")
        .contains(
            "L'interscambio della Lombardia con il Marocco vale oltre 400 milioni di euro (+16,4%):"
                + " 224 milioni di euro per l'export e 197 milioni di euro per l'import.\n")
        .contains(
            "La provincia che esporta di più verso il Marocco è Milano con quasi 89 milioni di euro"
                + " (+27,0%); seconda Bergamo con 27 (+5,0%) e terza Monza e Brianza con 850 mila"
                + " euro")
        .contains(
            "Insieme, il Marocco e il Kenya valgono quasi 260 milioni di euro di esportazioni della"
                + " Lombardia, in crescita del 27,9% rispetto")
        .contains("La Lombardia è la seconda regione esportatrice d'Italia verso il Kenya.");
  }

  @Test
  void growthThatIsNoHeadlineIsNone() {
    String text = text(written(Language.it, "Minuscola", "SA", "AE").note());

    assertThat(text)
        .contains("non fa testo: il valore dell'anno prima è sotto la soglia di rilevanza.")
        .contains("manca la variazione sull'anno precedente: nessuno scambio l'anno prima.")
        .contains(
            "i contributi maggiori alla variazione: Marocco (+0,20 punti percentuali); in senso"
                + " opposto: Kenya (-0,10 punti percentuali). A parte, perché la base dell'anno prima"
                + " è minima o la definizione è cambiata: Arabia Saudita.");
  }

  @Test
  void readsInEnglish() {
    assertThat(text(written(Language.en, "Tiny", "MA").note()))
        .contains(
            "In the first half of 2016 exports of Lombardy amount to EUR 53.5 billion, up by 2.4%")
        .contains("Lombardy is the largest exporter to Morocco among Italy's regions.")
        .contains(
            "second Bergamo with 27 (+5.0%) and third Monza and Brianza with EUR 850 thousand");
  }

  @Test
  void everyNumberLeadsToItsCell() {
    Note note = written(Language.it, "Minuscola", "MA").note();
    String html = NoteFormat.HTML.write(note);
    String markdown = NoteFormat.MARKDOWN.write(note);

    assertThat(note.figures()).hasSizeGreaterThan(20);
    for (int i = 1; i <= note.figures().size(); i++) {
      Stated figure = note.figures().get(i - 1);
      assertThat(html).contains("href=\"#f%d\"".formatted(i)).contains("id=\"f%d\"".formatted(i));
      assertThat(markdown).contains("](#f%d)".formatted(i)).contains("id=\"f%d\"".formatted(i));
      assertThat(html).contains(figure.id().text());
    }
    assertThat(note.figures())
        .anySatisfy(
            figure -> {
              assertThat(figure.text()).isEqualTo("29,0%");
              assertThat(figure.id().text())
                  .isEqualTo("tiny/export/year_to_date/2016-Q2/ITC4/MA/ALL/yoy_percent");
            });
    // Whatever digit the text has outside the links is a year, or part of a definition.
    for (Note.Section section : note.sections().subList(0, note.sections().size() - 1)) {
      section.blocks().stream()
          .flatMap(Note.Block::phrases)
          .flatMap(phrase -> phrase.pieces().stream())
          .filter(Phrase.Words.class::isInstance)
          .forEach(
              words -> assertThat(words.text().replace("2016", "")).doesNotContainPattern("\\d"));
    }
  }

  @Test
  void aHostileLabelIsText() {
    Note note = written(Language.it, "<script>alert(1)</script> [x](javascript:1)", "MA").note();

    assertThat(NoteFormat.HTML.write(note)).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(NoteFormat.MARKDOWN.write(note))
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)");
  }

  @Test
  void whatThereIsNotIsRefused() {
    assertThatThrownBy(() -> written(Language.it, "Minuscola", "XX"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'XX'");
  }

  private static List<Verdict> checked(String note) {
    NoteChecker checker =
        new NoteChecker(figures(collection("Minuscola")), "tiny", CODES, id -> Map.of());
    return checker.check(note.lines().toList());
  }

  @Test
  void theCheckerConfirmsEveryFigureOfTheNote() {
    Note note = written(Language.it, "Minuscola", "MA", "KE").note();

    List<Verdict> verdicts = checked(NoteFormat.MARKDOWN.write(note));

    assertThat(verdicts)
        .allSatisfy(v -> assertThat(v.outcome()).as(v.toString()).isEqualTo(Outcome.CONFIRMED));
    assertThat(verdicts.stream().flatMap(v -> v.id().stream()).map(FigureId::text).distinct())
        .containsExactlyInAnyOrderElementsOf(
            note.figures().stream().map(f -> f.id().text()).distinct().toList());
  }

  @Test
  void theCheckerFindsTenPlantedErrorsAndNothingElse() {
    String note = NoteFormat.MARKDOWN.write(written(Language.it, "Minuscola", "MA", "KE").note());
    Map<String, String> errors = new LinkedHashMap<>();
    errors.put("[53,5 miliardi di euro]", "[54,5 miliardi di euro]");
    errors.put("in crescita del [2,4%]", "in calo del [2,4%]");
    errors.put("dei [4]", "dei [5]");
    errors.put("La variazione peggiora", "La variazione migliora");
    errors.put(
        "è la [prima] regione esportatrice d'Italia.",
        "è la [seconda] regione esportatrice d'Italia.");
    errors.put("è del [26,3%]", "è del [27,3%]");
    errors.put("ammontano a [quasi 224 milioni", "ammontano a [oltre 224 milioni");
    errors.put("[27]", "[29]");
    errors.put("valgono [quasi 260 milioni", "valgono [quasi 270 milioni");
    errors.put("[850 mila euro]", "[850 milioni di euro]");
    String wrong = note.replaceAll("](\\(#f\\d+\\))", "]");
    for (Map.Entry<String, String> error : errors.entrySet()) {
      assertThat(wrong).contains(error.getKey());
      wrong =
          wrong.replaceFirst(
              Pattern.quote(error.getKey()), Matcher.quoteReplacement(error.getValue()));
    }

    List<Verdict> off =
        checked(wrong.replace("[", "").replace("]", "")).stream()
            .filter(v -> v.outcome() != Outcome.CONFIRMED)
            .toList();

    assertThat(off)
        .hasSize(10)
        .allSatisfy(v -> assertThat(v.outcome()).as(v.toString()).isEqualTo(Outcome.OFF));
  }

  private static List<DataTable> tables(NoteWriter.Written written) {
    NoteTables of = new NoteTables(Pipeline.indicators(), Language.it);
    List<DataTable> tables = new ArrayList<>(of.figures(written.asked()));
    tables.add(of.definitions(tables));
    return tables;
  }

  @Test
  void theWorkbookHoldsNumbersAndTheFilesAgree() throws IOException {
    NoteWriter.Written written = written(Language.it, "Minuscola", "MA");
    Path to = folder.resolve("files");
    List<DataTable> tables = tables(written);
    new TableFiles(to, written.provenance(), CsvStyle.PLAIN).write(tables);

    try (ReadableWorkbook workbook =
        new ReadableWorkbook(Files.newInputStream(to.resolve("workbook.xlsx")))) {
      assertThat(workbook.getSheets().map(Sheet::getName))
          .containsExactly("figures", "provinces", "markets", "definitions");
      Sheet provinces = workbook.findSheet("provinces").orElseThrow();
      List<Row> rows = provinces.read();
      List<String> header =
          rows.stream().filter(r -> r.getRowNum() == 4).findFirst().orElseThrow().stream()
              .map(cell -> cell.getText())
              .toList();
      int value = header.indexOf("Valore (EUR)");
      assertThat(
              rows.stream()
                  .filter(r -> r.getRowNum() > 4)
                  .map(r -> r.getCellAsNumber(value).orElseThrow()))
          .contains(new BigDecimal("88888888.00"))
          .contains(new BigDecimal("850000.00"));
    }
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader csv = Files.newBufferedReader(to.resolve("tables/provinces.csv"))) {
      List<CSVRecord> records = format.parse(csv).getRecords();
      assertThat(records)
          .anySatisfy(
              record -> {
                assertThat(record.get("territory")).isEqualTo("ITC45");
                assertThat(record.get("value_eur")).isEqualTo("88888888.00");
                assertThat(record.get("id"))
                    .isEqualTo("tiny/export/year_to_date/2016-Q2/ITC45/MA/ALL");
              });
    }
    try (Reader csv = Files.newBufferedReader(to.resolve("tables/figures.sdmx.csv"))) {
      List<CSVRecord> records = format.parse(csv).getRecords();
      assertThat(records)
          .allSatisfy(
              record -> assertThat(record.get("DATAFLOW")).isEqualTo("EXPORT_MATRIX:FIGURES(1.0)"))
          .anySatisfy(
              record -> {
                assertThat(record.get("INDICATOR")).isEqualTo("yoy_percent");
                assertThat(record.get("MARKET")).isEqualTo("AE");
                assertThat(record.get("OBS_VALUE")).isEmpty();
                assertThat(record.get("OBS_STATUS")).isEqualTo("O");
                assertThat(record.get("STATUS")).isEqualTo("ENTRY");
              });
      List<String> dimensions =
          List.of(
              "COLLECTION",
              "FLOW",
              "SPAN",
              "TERRITORY",
              "MARKET",
              "PRODUCT",
              "INDICATOR",
              "TIME_PERIOD");
      assertThat(records.stream().map(record -> dimensions.stream().map(record::get).toList()))
          .doesNotHaveDuplicates();
    }
    SdmxFiles.areValid(to.resolve("tables"));
    JsonNode descriptor = new ObjectMapper().readTree(to.resolve("datapackage.json").toFile());
    assertThat(descriptor.get("resources")).hasSize(tables.size());
    for (JsonNode resource : descriptor.get("resources")) {
      byte[] bytes = Files.readAllBytes(to.resolve(resource.get("path").asText()));
      assertThat(resource.get("bytes").asInt()).isEqualTo(bytes.length);
      String header = new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
      List<String> fields = new ArrayList<>();
      resource.at("/schema/fields").forEach(field -> fields.add(field.get("name").asText()));
      assertThat(List.of(header.split(","))).isEqualTo(fields);
      assertThat(resource.get("hash").asText()).isEqualTo("sha256:" + sha256(bytes));
    }
    assertThat(descriptor.get("description").asText()).startsWith("Dati sintetici");
  }

  @Test
  void theWorkbookOpensInLibreOffice() throws IOException, InterruptedException {
    Path soffice = Path.of("/usr/bin/soffice");
    Assumptions.assumeTrue(
        Files.exists(soffice), "skipped: LibreOffice is not here; install libreoffice-calc-nogui");
    NoteWriter.Written written = written(Language.it, "Minuscola", "MA");
    Path to = folder.resolve("office");
    new TableFiles(to, written.provenance(), CsvStyle.PLAIN).write(tables(written));
    // Every sheet, with commas, UTF-8.
    String filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    Process office =
        new ProcessBuilder(
                soffice.toString(),
                "-env:UserInstallation=" + to.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                filter,
                "--outdir",
                to.toString(),
                to.resolve("workbook.xlsx").toString())
            .redirectErrorStream(true)
            .redirectOutput(to.resolve("office.log").toFile())
            .start();

    assertThat(office.waitFor()).as(Files.readString(to.resolve("office.log"))).isZero();
    String provinces = Files.readString(to.resolve("workbook-provinces.csv"));
    assertThat(provinces)
        .contains("Dati sintetici")
        .containsPattern("ITC45,Milano,MA,Marocco,ALL,[^,]*,88888888,OK,")
        .containsPattern("IT108,Monza e della Brianza,MA,Marocco,ALL,[^,]*,850000,OK,");
    assertThat(Files.readString(to.resolve("workbook-figures.csv")))
        .containsPattern("ITC4,Lombardia,WORLD,Mondo,ALL,[^,]*,53452300837,OK,");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void csvForItalianSpreadsheets() throws IOException {
    NoteWriter.Written written = written(Language.it, "Minuscola", "MA");
    Path to = folder.resolve("italian");
    new TableFiles(to, written.provenance(), CsvStyle.ITALIAN).write(tables(written));

    assertThat(Files.readString(to.resolve("tables/provinces.csv")))
        .contains(";ITC45;Milano;")
        .contains(";88888888,00;");
    JsonNode json = new ObjectMapper().readTree(to.resolve("datapackage.json").toFile());
    assertThat(json.at("/resources/0/dialect/delimiter").asText()).isEqualTo(";");
    assertThat(json.toString()).contains("\"decimalChar\":\",\"");
  }

  @Test
  void textThatASpreadsheetWouldRunIsDefused() {
    assertThat(CsvStyle.PLAIN)
        .satisfies(
            style -> {
              assertThat(cell(style, "=1+1")).isEqualTo("'=1+1");
              assertThat(cell(style, "@SUM(A1)")).isEqualTo("'@SUM(A1)");
              assertThat(cell(style, "-x")).isEqualTo("'-x");
              assertThat(cell(style, "plain")).isEqualTo("plain");
              assertThat(cell(style, new BigDecimal("-1.50"))).isEqualTo("-1.50");
            });
  }

  private static String cell(CsvStyle style, Object value) {
    return style.cell(value);
  }
}
