package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.ingest.BulkReader.RawStatements;
import exportmatrix.model.ConfigException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.InputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the layouts read from a file, before anything is understood. */
class LayoutTest {

  private static final DatasetSpec ISTAT = SpecDraft.istat().spec();
  private static final DatasetSpec COMEXT_JSON = SpecDraft.comext(Layout.JSON_STAT).spec();

  private static final String HEADER =
      "FREQ,REF_AREA,DATA_TYPE,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ,REF_AREA,DATA_TYPE,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE\nA,ITC4,EV,ALL,WORLD,2023,1\n",
        "\uFEFFFREQ,REF_AREA,DATA_TYPE,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE\r\nA,ITC4,EV,ALL,WORLD,2023,1\r\n",
        "FREQ: Frequenza,REF_AREA: Territorio,DATA_TYPE: x,CPA_ATECO2007_COE: x,PARTNER_COUNTRY: x,TIME_PERIOD: x,OBS_VALUE\nA: annuale,ITC4: Lombardia,EV: x,ALL: tutto,\"WORLD: \",2023,1",
        "\"FREQ\",\"REF_AREA\",\"DATA_TYPE\",\"CPA_ATECO2007_COE\",\"PARTNER_COUNTRY\",\"TIME_PERIOD\",\"OBS_VALUE\"\n\"A\",\"ITC4\",\"EV\",\"ALL: \"\"tutto\"\"\",\"WORLD\",\"2023\",\"1\"\n\n\n",
        "obs_value,time_period,partner_country,cpa_ateco2007_coe,data_type,ref_area,freq,extra\n1,2023,WORLD,ALL,EV,ITC4,A,\n",
        "FREQ,REF_AREA,DATA_TYPE,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE\nA,ITC4,EV,\"ALL: all\nitems\",WORLD,2023,1\n",
      })
  void oneRowInEveryWayOfWriting(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    String expected = "2: A ITC4 WORLD ALL 2023 EV 1";
    assertThat(read(ISTAT, Readings.bytes(folder, "a.csv", plain))).containsExactly(expected);
    assertThat(read(ISTAT, Readings.bytes(folder, "a.csv.gz", Readings.gzip(plain))))
        .containsExactly(expected);
    assertThat(read(ISTAT, Readings.bytes(folder, "b.csv", Readings.gzip(plain))))
        .containsExactly(expected);
  }

  @Test
  void aBrokenRowSpoilsNoOther() {
    Path file =
        Readings.write(
            folder,
            "a.csv",
            HEADER,
            "A,\"ITC4,EV,ALL,WORLD,2021,1",
            "A,ITC4,EV,ALL,\"WORLD: \",2022,2",
            "A,\"ITC4\"4,EV,ALL,WORLD,2023,3",
            "A,ITC4,EV,ALL,WORLD,2024",
            "",
            "A,ITC4,EV,ALL,WORLD,2025,5",
            "A,ITC4,EV,ALL,\"WORLD,2026,6");
    assertThat(read(ISTAT, file))
        .containsExactly(
            "2: malformed A,\"ITC4,EV,ALL,WORLD,2021,1",
            "3: A ITC4 WORLD ALL 2022 EV 2",
            "4: malformed A,\"ITC4\"4,EV,ALL,WORLD,2023,3",
            "5: malformed A,ITC4,EV,ALL,WORLD,2024",
            "7: A ITC4 WORLD ALL 2025 EV 5",
            "8: malformed A,ITC4,EV,ALL,\"WORLD,2026,6");
  }

  @Test
  void aWrongByteSpoilsItsOwnRowAlone() {
    String rows =
        HEADER
            + "\nA,ITC2: Vall\u00e9e,EV,ALL,WORLD,2021,1\nA,ITC4,EV,ALL,WORLD,2022,2\nA,ITC4: \uFFFD,EV,ALL,WORLD,2023,3\n";
    byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
    assertThat(read(ISTAT, Readings.bytes(folder, "right.csv", bytes)))
        .noneMatch(line -> line.contains("encoding"));
    byte[] latin = rows.replace("\uFFFD", "x").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(ISTAT, Readings.bytes(folder, "latin.csv", latin)))
        .containsExactly(
            "2: encoding A ITC2 WORLD ALL 2021 EV 1",
            "3: A ITC4 WORLD ALL 2022 EV 2",
            "4: A ITC4 WORLD ALL 2023 EV 3");
  }

  @Test
  void aHeaderThatIsNotKnownNamesEveryProblemAtOnce() {
    Path file = Readings.write(folder, "a.csv", "FREQ,REF_AREA,REPORTER,TIME_PERIOD,TIME_PERIOD,X");
    assertThatThrownBy(() -> read(ISTAT, file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a.csv: header in line 1: ")
        .hasMessageContaining("columns REF_AREA and REPORTER could each be the territory")
        .hasMessageContaining("column TIME_PERIOD stands 2 times (places 4, 5)")
        .hasMessageContaining("no column for the market (expected PARTNER_COUNTRY or PARTNER)")
        .hasMessageContaining("no column for the product")
        .hasMessageContaining("no column for the value (expected OBS_VALUE)")
        .hasMessageContaining("no column for flow or indicator")
        .hasMessageContaining("found FREQ, REF_AREA, REPORTER, TIME_PERIOD, TIME_PERIOD, X")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aTableOfTheClosedCoewebSite() {
    DatasetSpec spec =
        SpecDraft.table(";", ",", ".")
            .charset("windows-1252", 2)
            .column("territory", "PROVINCIA")
            .column("product", "GRUPPO")
            .column("market", "PAESE")
            .valueColumn("IMP2014", Map.of("flow", "import", "period", "2014"))
            .valueColumn("EXP2014", Map.of("flow", "export", "period", "2014"))
            .spec();
    String text =
        "Commercio estero\n\nPROVINCIA;PAESE;GRUPPO;IMP2014;EXP2014\nMI\u00c0;DE;CL291;1.234.567,50;-\nMI;FR;CL291;;..\nMI;FR\n";
    Path file = Readings.bytes(folder, "a.csv", text.getBytes(Charset.forName("windows-1252")));
    assertThat(read(spec, file))
        .containsExactly(
            "4: import MI\u00c0 DE CL291 2014 1.234.567,50",
            "4: export MI\u00c0 DE CL291 2014 -",
            "5: import MI FR CL291 2014 ",
            "5: export MI FR CL291 2014 ..",
            "6: malformed MI;FR");
    assertThat(raws(spec, file))
        .startsWith(
            "IMP2014 | MI\u00c0;DE;CL291;1.234.567,50;-",
            "EXP2014 | MI\u00c0;DE;CL291;1.234.567,50;-");
  }

  @Test
  void aDelimitedDatasetMustSayWhereEveryDimensionComesFrom() {
    DatasetSpec spec =
        SpecDraft.table(";", ",", ".")
            .column("product", "P")
            .valueColumn("A", Map.of("flow", "import"))
            .valueColumn("B", Map.of())
            .spec();
    assertThatThrownBy(() -> Parse.reader(spec))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nothing says the territory, market, period, flow or indicator");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16,line feed", "UTF-99,not known"})
  void aCharsetInWhichLinesCannotBeTold(String charset, String problem) {
    SpecDraft draft = SpecDraft.table(";", ",", ".").charset(charset, 0);
    assertThatThrownBy(() -> Parse.reader(draft.spec()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // sparse, values first, as Eurostat writes it
        "'value':{'0':1.5,'3':7},'status':{'1':'c','3':'p'}",
        "'status':{'1':'c','3':'p'},'value':{'0':1.5,'3':7}",
        "'value':[1.5,null,null,7],'status':[null,'c','','p']",
        "'value':{'3':7,'0':15e-1,'2':null},'status':{'3':'p','1':'c'}",
        "'value':{'0':1.5,'3':7},'status':[null,'c',null,'p']",
      })
  void theSameCubeInEveryWayOfWriting(String content) {
    for (String index : List.of("{'2023-01':0,'2023-02':1}", "['2023-01','2023-02']")) {
      Path file = json(cube(content, index));
      assertThat(read(COMEXT_JSON, file))
          .containsExactlyInAnyOrder(
              "0: M 2 IT DE TOTAL 2023-01 VALUE_IN_EUROS 1.5",
              "1: M 2 IT DE TOTAL 2023-02 VALUE_IN_EUROS  c",
              "3: M 2 IT FR TOTAL 2023-02 VALUE_IN_EUROS 7 p");
    }
  }

  @Test
  void oneStatusForAllValues() {
    assertThat(read(COMEXT_JSON, json(cube("'value':{'2':7},'status':'e'", "['a','b']"))))
        .containsExactly("2: M 2 IT FR TOTAL a VALUE_IN_EUROS 7 e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'value':{'4':7} | index 4 is beyond the 4 values of the dimensions",
        "'value':[1,2,3] | a list of 3 entries for 4 values of the dimensions",
        "'value':{'x':1} | index 'x' is no number",
        "'value':{'0':{}} | entry 0 is no value",
        "'label':'none' | no JSON-stat 2.0 dataset",
        "'value':{'0':1}, | line 1, column",
      })
  void aCubeThatCannotBeBelieved(String content, String problem) {
    assertThatThrownBy(() -> read(COMEXT_JSON, json(cube(content, "['a','b']"))))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a.json: ")
        .hasMessageContaining(problem);
  }

  @Test
  void dimensionsThatAreNotKnownNameEveryProblemAtOnce() {
    String text =
        "{'id':['time','nace'],'size':[2,2],'value':[1,2,3,4],'dimension':{'time':{'category':{'index':['a']}},'nace':{'category':{'index':['x','y']}}}}";
    assertThatThrownBy(() -> read(COMEXT_JSON, json(text)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no column for the territory")
        .hasMessageContaining("no column for the product")
        .hasMessageContaining("dimension time has 1 categories, size is 2")
        .hasMessageContaining("dimension nace has 2 categories and no meaning here");
  }

  @Test
  void keepChoosesAmongTheCategoriesOfADimension() {
    DatasetSpec spec = SpecDraft.comext(Layout.JSON_STAT).keep("partner", "FR").spec();
    assertThat(read(spec, json(cube("'value':[1,2,3,4]", "['a','b']"))))
        .filteredOn(line -> !line.contains("left out"))
        .containsExactly(
            "2: M 2 IT FR TOTAL a VALUE_IN_EUROS 3", "3: M 2 IT FR TOTAL b VALUE_IN_EUROS 4");
  }

  private Path json(String text) {
    return Readings.write(folder, "a.json", text.replace('\'', '"'));
  }

  private static String cube(String content, String timeIndex) {
    return "{'version':'2.0','class':'dataset','updated':'2026-07-16T11:00:00+0200',"
        + content
        + ",'id':['freq','reporter','partner','product','flow','indicators','time'],'size':[1,1,2,1,1,1,2],"
        + "'dimension':{'freq':{'category':{'index':{'M':0}}},'reporter':{'category':{'label':{'IT':'Italy'}}},"
        + "'partner':{'label':'x','category':{'index':{'FR':1,'DE':0},'label':{'DE':'','FR':''}}},"
        + "'product':{'category':{'index':['TOTAL']}},'flow':{'category':{'index':{'2':0}}},"
        + "'indicators':{'category':{'index':{'VALUE_IN_EUROS':0}}},'time':{'category':{'index':"
        + timeIndex
        + "}}}}";
  }

  private static List<String> read(DatasetSpec spec, Path file) {
    return statements(spec, file).stream().map(LayoutTest::words).toList();
  }

  private static List<String> raws(DatasetSpec spec, Path file) {
    return statements(spec, file).stream().map(RawStatement::raw).toList();
  }

  private static List<RawStatement> statements(DatasetSpec spec, Path file) {
    InputFile input = new InputFile(file);
    try (RawStatements statements = Parse.reader(spec).open(input, FilePart.WHOLE)) {
      List<RawStatement> read = new ArrayList<>();
      for (RawStatement raw = statements.next(); raw != null; raw = statements.next()) {
        read.add(raw);
      }
      return read;
    } catch (IOException e) {
      throw input.refused(e);
    }
  }

  private static String words(RawStatement raw) {
    StringBuilder words = new StringBuilder().append(raw.line()).append(':');
    if (raw.malformed()) {
      return words.append(" malformed ").append(raw.raw()).toString();
    }
    words.append(raw.badEncoding() ? " encoding" : "").append(raw.kept() ? "" : " left out");
    for (Role role : Role.values()) {
      if (raw.cell(role) != null) {
        words.append(' ').append(raw.cell(role));
      }
    }
    return words.toString();
  }
}
