package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.jobs.tables.SdmxFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled samples through the whole job, once, and what is then said of them. */
class SamplesTest {

  private static final Path SAMPLES =
      Path.of(System.getProperty("exportmatrix.root", "..")).resolve("data-samples");

  /** The collections of which something is asked here. */
  private static final String ASKED =
      "--collection=istat-lombardia,istat-regions,synthetic-provinces";

  @TempDir static Path folder;

  private static Office office;

  private static PressNotes notes;

  @BeforeAll
  static void run() throws IOException {
    String samples = SAMPLES.toAbsolutePath().normalize().toString();
    String bundled = Files.readString(SAMPLES.resolve("export-matrix.yaml"));
    office = new Office(folder, 4, bundled.replace("    input: ", "    input: " + samples + "/"));
    office.run(ASKED);
  }

  @Test
  void aSecondRunFindsNothingNewAndChangesNoByte() {
    Map<String, String> before = Office.content(folder.resolve("reports"));

    assertThat(office.run(ASKED).out()).contains("Nothing new");
    assertThat(Office.content(folder.resolve("reports"))).isEqualTo(before);
  }

  @Test
  void lombardyIn2024() {
    JsonNode row =
        office
            .figures(
                "--collection=istat-lombardia",
                "--territory=ITC4",
                "--period=2024",
                "--flow=export")
            .get(0);

    assertThat(row.get("value_eur").decimalValue()).isEqualByComparingTo("164117274535.00");
    assertThat(row.get("prior_value_eur").decimalValue()).isEqualByComparingTo("162991248022");
    assertThat(row.get("yoy_percent").decimalValue().setScale(3, RoundingMode.HALF_UP))
        .isEqualByComparingTo("0.691");
    assertThat(row.get("basis").asText()).isEqualTo("reported");
    assertThat(row.get("yoy_status").asText()).isEqualTo("OK");
  }

  @Test
  void theSectionsOfLombardyFallShortOfItsTotal() {
    JsonNode rows =
        office.figures(
            "--collection=istat-lombardia",
            "--territory=ITC4",
            "--period=2024",
            "--flow=export",
            "--by=section");

    BigDecimal sections = BigDecimal.ZERO;
    BigDecimal unallocated = BigDecimal.ZERO;
    for (JsonNode row : rows) {
      BigDecimal value = row.get("value_eur").decimalValue();
      if (row.get("product").asText().equals("UNALLOCATED")) {
        unallocated = value;
      } else {
        sections = sections.add(value);
      }
    }
    assertThat(unallocated).isEqualByComparingTo("1832860070.00");
    assertThat(sections.add(unallocated)).isEqualByComparingTo("164117274535.00");
  }

  @Test
  void theRegionsDoNotMakeItalyAndCountNobodyTwice() {
    JsonNode regions =
        office.figures(
            "--collection=istat-regions",
            "--territory=IT",
            "--by=region",
            "--period=2023",
            "--flow=import",
            "--market=EXT_EU27_2020");

    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal lombardy = BigDecimal.ZERO;
    for (JsonNode row : regions) {
      sum = sum.add(row.get("value_eur").decimalValue());
      if (row.get("territory").asText().equals("ITC4")) {
        lombardy = row.get("value_eur").decimalValue();
        assertThat(row.get("share_of_italy_percent").isNull()).isTrue();
        assertThat(row.get("share_of_italy_percent_status").asText()).isEqualTo("PARTIAL");
      }
    }
    assertThat(regions).hasSize(20);
    assertThat(sum).isEqualByComparingTo("227116569458");
    assertThat(lombardy).isEqualByComparingTo("63899469568");
    JsonNode italy =
        office
            .figures(
                "--collection=istat-regions",
                "--territory=IT",
                "--period=2023",
                "--flow=import",
                "--market=EXT_EU27_2020")
            .get(0);
    assertThat(italy.get("status").asText()).isEqualTo("PARTIAL");
    assertThat(italy.get("value_eur").decimalValue()).isEqualByComparingTo("227116569458");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"year, 2024", "year_to_date, 2025-Q2"})
  void ranksAreAsSureAsTheirIntervalsSay(String span, String period) {
    Map<String, List<Row>> matrices =
        Office.withSpark(
            spark ->
                office
                    .table(spark, "synthetic-provinces", "matrix")
                    .where("eligible and span = '%s' and period = '%s'".formatted(span, period))
                    .orderBy("territory", "product", "market")
                    .collectAsList()
                    .stream()
                    .collect(Collectors.groupingBy(row -> row.getAs("territory"))));
    MatrixRobustness all = MatrixRobustness.NONE;
    for (Map.Entry<String, List<Row>> matrix : matrices.entrySet()) {
      assertThat(MatrixRobustness.repeats(matrix.getValue())).as(matrix.getKey()).isTrue();
      all = all.and(MatrixRobustness.of(matrix.getValue()));
    }

    assertThat(matrices).containsKeys("IT", "ITC4", "ITC45");
    assertThat(all.withinPercent()).isGreaterThanOrEqualTo(90);
    assertThat(all.steadyPercent()).isGreaterThanOrEqualTo(95);
  }

  @Test
  void whatIsAdjustedIsWhatTheCubeSays() {
    List<Row> differing =
        Office.withSpark(
            spark -> {
              String[] key = {"flow", "territory", "market", "product", "period"};
              Dataset<Row> raw =
                  office
                      .table(spark, "synthetic-provinces", "indicators")
                      .where("span = 'quarter'")
                      .selectExpr(
                          "flow", "territory", "market", "product", "period", "value_eur as raw");
              return office
                  .table(spark, "synthetic-provinces", "seasonal")
                  .join(raw, key, "left")
                  .where("raw is null or value_eur <> raw")
                  .limit(5)
                  .collectAsList();
            });
    assertThat(differing).isEmpty();
  }

  @Test
  void figuresOfAQuarterStandBesideTheAdjustedOnes() {
    String[] question = {
      "--collection=synthetic-provinces",
      "--territory=ITC4",
      "--period=2024-Q4",
      "--span=quarter",
      "--market=WORLD,MA,UZ",
      "--columns=sa_value_eur,sa_trend_eur,qoq_sa_percent"
    };
    JsonNode world = office.figures(question).get(0);
    assertThat(world.get("sa_value_eur_status").asText()).isEqualTo("OK");
    double raw = world.get("value_eur").asDouble();
    assertThat(world.get("sa_value_eur").asDouble())
        .isBetween(0.8 * raw, 1.2 * raw)
        .isNotEqualTo(raw);
    assertThat(world.get("qoq_sa_percent").asDouble()).isBetween(-20.0, 20.0);
    assertThat(office.figures(question).get(1).get("sa_trend_eur").asDouble()).isPositive();
    JsonNode small = office.figures(question).get(2);
    assertThat(small.path("sa_value_eur").isNull()).isTrue();
    assertThat(small.get("sa_value_eur_status").asText()).isEqualTo("SA_TOO_SMALL");
  }

  @Test
  void adjustedFiguresOfAYearAreRefused() {
    Office.Ended ended =
        office.execute(
            "figures",
            "--collection=synthetic-provinces",
            "--territory=ITC4",
            "--period=2024",
            "--columns=qoq_sa_percent");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("single month or quarter");
  }

  @TestFactory
  Stream<DynamicTest> everyPublishedFigureComesOutAtItsRounding() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(SAMPLES.resolve("press_figures.csv"))) {
      List<CSVRecord> claims = format.parse(reader).getRecords();
      assertThat(claims).hasSize(33);
      return claims.stream()
          .map(
              claim ->
                  DynamicTest.dynamicTest(
                      claim.get("id") + " " + claim.get("statement"),
                      () ->
                          assertThat(satisfies(claim, found(claim)))
                              .as("found %s", found(claim))
                              .isTrue()));
    }
  }

  @TestFactory
  Stream<DynamicTest> theNotesHoldEveryPublishedFigure() throws IOException {
    Map<String, String> figures = notes().figures();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(SAMPLES.resolve("press_figures.csv"))) {
      return format.parse(reader).getRecords().stream()
          .map(
              claim ->
                  DynamicTest.dynamicTest(
                      claim.get("id") + " " + claim.get("statement"),
                      () -> {
                        String address = PressNotes.address(claim);
                        assertThat(figures).containsKey(address);
                        BigDecimal exact = new BigDecimal(figures.get(address));
                        assertThat(satisfies(claim, exact.movePointLeft(shift(claim))))
                            .as("%s is %s", address, exact)
                            .isTrue();
                      }));
    }
  }

  @Test
  void theNotesSayThatTheDataAreSynthetic() {
    assertThat(notes().notes())
        .hasSize(5)
        .allSatisfy(note -> assertThat(note).contains("> **Dati sintetici"));
    assertThat(notes().notes().get(0))
        .contains("verso il Marocco ammontano a [quasi 224 milioni di euro]")
        .contains("Insieme, il Marocco e il Kenya valgono [quasi 260 milioni di euro]");
    assertThat(notes().notes().get(1)).contains("vale [oltre 800 milioni di euro]");
    assertThat(notes().notes().get(2))
        .contains("| settore | Canada | Cina | India | Regno Unito | Russia | insieme |")
        .contains("| Sistema moda | ");
  }

  @Test
  void everyFigureInTheProseOfTheNotesIsConfirmed() {
    for (Path note : notes().files()) {
      Office.Ended ended =
          office.execute("check-note", "--collection=synthetic-provinces", note.toString());
      assertThat(ended.out()).contains("0 revised, 0 off, 0 not checkable");
      assertThat(ended.out()).doesNotStartWith("0 confirmed");
    }
  }

  @Test
  void theFiguresOfTheNotesAreValidSdmx() throws IOException {
    for (Path note : notes().files()) {
      SdmxFiles.areValid(note.resolveSibling("tables"));
    }
  }

  @ParameterizedTest
  @CsvSource({"morocco-kenya-2016, 19", "japan-2019, 5", "lombardy-2025, 7"})
  void aPressTextIsConfirmed(String name, int figures) throws IOException {
    Path text = folder.resolve(name + ".txt");
    try (InputStream press = SamplesTest.class.getResourceAsStream("/press/" + name + ".txt")) {
      Files.copy(press, text);
    }
    assertThat(
            office.execute("check-note", "--collection=synthetic-provinces", text.toString()).out())
        .contains(figures + " confirmed, 0 revised, 0 off, 0 not checkable");
  }

  @Test
  void tenPlantedErrorsAreFoundAndNothingElse() throws IOException {
    Map<String, String> errors = new LinkedHashMap<>();
    errors.put("[2,4%](#f2)", "2,6%");
    errors.put("[quasi 27 miliardi di euro](#f3)", "oltre 27 miliardi di euro");
    errors.put("migliora di [0,8](#f6)", "peggiora di 0,8");
    errors.put("[26,6%](#f8)", "26,9%");
    errors.put(
        "[quasi 224 milioni di euro](#f53), in crescita", "quasi 224 milioni di euro, in calo");
    errors.put("[seconda](#f71) Bergamo", "terza Bergamo");
    errors.put("[197 milioni di euro](#f63), in", "197 mila euro, in");
    errors.put("dei [3](#f95) anni", "dei 7 anni");
    errors.put("La Lombardia è la [seconda](#f97)", "La Lombardia è la prima");
    errors.put("[quasi 260 milioni di euro](#f125)", "quasi 240 milioni di euro");
    String note = notes().notes().get(0);
    for (Map.Entry<String, String> error : errors.entrySet()) {
      assertThat(note).containsOnlyOnce(error.getKey());
      note = note.replace(error.getKey(), error.getValue());
    }
    Path text = folder.resolve("planted.md");
    Files.writeString(text, note);

    String out =
        office.execute("check-note", "--collection=synthetic-provinces", text.toString()).out();

    assertThat(out).contains(" 0 revised, 10 off, 0 not checkable");
    assertThat(out.lines().filter(line -> line.contains(": off, ")).map(SamplesTest::words))
        .containsExactly(
            "del 2,6%",
            "oltre 27 miliardi di euro",
            "0,8 punti percentuali",
            "del 26,9%",
            "del 29,0%",
            "197 mila euro",
            "terza",
            "7 anni precedenti",
            "prima",
            "quasi 240 milioni di euro");
  }

  @Test
  void aFigureOfAnEarlierEditionIsRevisedAndNotOff() throws IOException {
    Path text = folder.resolve("press.txt");
    Files.writeString(
        text,
        "Nel terzo trimestre del 2018 le esportazioni della Lombardia ammontano a 29,6 miliardi di"
            + " euro. Nel secondo trimestre del 2018 erano 99 miliardi di euro.\n");

    assertThat(
            office.execute("check-note", "--collection=synthetic-provinces", text.toString()).out())
        .contains("\"29,6 miliardi di euro\": revised, true of edition 2025-09-11")
        .contains("\"99 miliardi di euro\": off, it is ")
        .contains("0 confirmed, 1 revised, 1 off, 0 not checkable");
  }

  private static String words(String verdict) {
    return verdict.split("\"")[1];
  }

  private static PressNotes notes() {
    if (notes == null) {
      notes = new PressNotes(office, folder);
    }
    return notes;
  }

  @ParameterizedTest
  @CsvSource({
    "export/year_to_date/2016-Q2/ITC4/MA/ALL/yoy_percent",
    "export/year_to_date/2016-Q2/ITC4/MA+KE/ALL/value_eur",
    "interchange/quarter/2019-Q1/ITC4/JP/ALL/value_eur",
    "import/quarter/2019-Q1/ITC4/JP/ALL/share_of_italy_percent",
    "export/year/2020/ITC4/CN/moda/yoy_percent",
    "export/year/2020/ITC4/CN/moda/location_quotient",
    "export/year_to_date/2025-Q2/ITC4/WORLD/ALL/contribution_territory_pp",
    "export/year_to_date/2025-Q2/ITC4/WORLD/ALL/acceleration_pp"
  })
  void anExplanationReachesLinesThatAddUp(String cell) throws IOException {
    String id = "synthetic-provinces/" + cell;
    Office.Ended text = office.execute("explain", id, "--lines=1");
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).doesNotContain("not to the published figure");
    Map<String, BigDecimal> sums =
        PressNotes.addedUp(
            office.execute("explain", id, "--format=csv").out(),
            SAMPLES.resolve("synthetic-provinces"));

    assertThat(sums).isNotEmpty();
    sums.forEach(
        (term, sum) ->
            assertThat(text.out()).contains("%s = %s.00 EUR".formatted(term, sum.toPlainString())));
  }

  @Test
  void theFiguresBehindAFigureGiveIt() {
    String cell = "synthetic-provinces/export/year/2020/ITC4/CN/moda/";
    List<BigDecimal> growth =
        inLines(office.execute("explain", cell + "volatility_pp").out(), "  20.*: (.*) %");
    double mean = growth.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
    double squares = growth.stream().mapToDouble(g -> Math.pow(g.doubleValue() - mean, 2)).sum();
    List<BigDecimal> provinces =
        inLines(office.execute("explain", cell + "province_hhi").out(), "  \\d+[.] .*: (.*) EUR");
    double whole = provinces.stream().mapToDouble(BigDecimal::doubleValue).sum();
    double hhi = provinces.stream().mapToDouble(x -> Math.pow(x.doubleValue() / whole, 2)).sum();

    assertThat(growth).hasSize(8);
    assertThat(Math.sqrt(squares / 7))
        .isCloseTo(stated(cell + "volatility_pp", "pp"), within(1e-9));
    assertThat(provinces).hasSize(12);
    assertThat(hhi).isCloseTo(stated(cell + "province_hhi", "index"), within(1e-9));
  }

  @Test
  void whatTheComponentsAddIsWhatScoresDifferBy() {
    String cells = "synthetic-provinces/export/year/2020/ITC4/";
    List<Double> means =
        Stream.of("CN/moda", "CA/chimica", "US/meccanica_metallurgia")
            .map(
                cell -> {
                  String id = cells + cell + "/score";
                  double added =
                      inLines(office.execute("explain", id).out(), "  .*: .* adds (.*)").stream()
                          .mapToDouble(BigDecimal::doubleValue)
                          .sum();
                  return stated(id, "index") - added;
                })
            .toList();

    assertThat(means).allSatisfy(mean -> assertThat(mean).isCloseTo(means.get(0), within(1e-9)));
  }

  /** The value that an explanation gives. */
  private static double stated(String id, String unit) {
    return inLines(office.execute("explain", id).out(), "  = (.*) " + unit).get(0).doubleValue();
  }

  private static List<BigDecimal> inLines(String text, String line) {
    Pattern pattern = Pattern.compile(line);
    return text.lines()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> new BigDecimal(matcher.group(1)))
        .toList();
  }

  @Test
  void whatWasRevisedIsSaidAndExplained() throws IOException {
    Path to = folder.resolve("note-revised");
    Office.Ended written =
        office.execute(
            "quarterly",
            "--collection=synthetic-provinces",
            "--territory=ITC4",
            "--period=2018-Q3",
            "--to=" + to);
    assertThat(written.code()).as(written.err()).isZero();
    String note = Files.readString(to.resolve("note.md"));
    String revised = "synthetic-provinces/export/quarter/2018-Q3/ITC4/WORLD/ALL/";
    Office.Ended ended = office.execute("explain", revised + "revision_eur", "--lines=1");

    assertThat(note).contains("With edition 2025-12-11");
    BigDecimal now = since("2025-12-11", ended.out());
    BigDecimal before = since("2025-09-11", ended.out());
    assertThat(now).isNotEqualByComparingTo(before);
    assertThat(note.replace("\\_", "_"))
        .contains(" | %s | ".formatted(now.subtract(before).toPlainString()))
        .contains(revised + "revision_eur");
  }

  private static BigDecimal since(String edition, String explanation) {
    return explanation
        .lines()
        .filter(line -> line.strip().startsWith("since " + edition))
        .map(line -> new BigDecimal(line.replaceAll(".*: (.*) EUR", "$1")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    assertThat(office.execute("explain", "synthetic-provinces/export/year").code()).isEqualTo(2);
  }

  /** The figure that a claim is about, in the claim's unit. */
  private static BigDecimal found(CSVRecord claim) {
    boolean trade = claim.get("flow").equals("trade");
    JsonNode rows =
        office.figures(
            "--collection=synthetic-provinces",
            "--territory=" + claim.get("territory"),
            "--market=" + claim.get("market"),
            "--period=" + claim.get("period"),
            "--flow=" + (trade ? "both" : claim.get("flow")));
    JsonNode row = trade ? rows.get(2) : rows.get(0);
    String column =
        switch (claim.get("measure")) {
          case "value", "sum" -> "value_eur";
          case "yoy" -> "yoy_percent";
          case "share" -> "share_of_italy_percent";
          case "rank" -> "rank";
          default -> throw new IllegalArgumentException(claim.get("measure"));
        };
    return row.get(column).decimalValue().movePointLeft(shift(claim));
  }

  private static int shift(CSVRecord claim) {
    return switch (claim.get("unit")) {
      case "MEUR" -> 6;
      case "BEUR" -> 9;
      default -> 0;
    };
  }

  /** Whether a figure satisfies a claim, by the rules of the published figures' README. */
  private static boolean satisfies(CSVRecord claim, BigDecimal x) {
    BigDecimal n = new BigDecimal(claim.get("value"));
    String rounding = claim.get("rounding").replaceAll(" .*", "");
    return switch (rounding) {
      case "nearest_million", "nearest_billion", "nearest_percent" ->
          x.setScale(0, RoundingMode.HALF_UP).compareTo(n) == 0;
      case "one_decimal" -> x.setScale(1, RoundingMode.HALF_UP).compareTo(n) == 0;
      case "quasi" -> x.compareTo(n) < 0 && x.compareTo(n.multiply(new BigDecimal("0.98"))) >= 0;
      case "oltre", "superano" ->
          x.compareTo(n) > 0 && x.compareTo(n.multiply(new BigDecimal("1.06"))) <= 0;
      case "circa" -> x.subtract(n).abs().compareTo(n.multiply(new BigDecimal("0.05"))) <= 0;
      case "tie_3_4" -> x.intValueExact() == 3 || x.intValueExact() == 4;
      case "exact" -> x.compareTo(n) == 0;
      default -> throw new IllegalArgumentException(rounding);
    };
  }
}
