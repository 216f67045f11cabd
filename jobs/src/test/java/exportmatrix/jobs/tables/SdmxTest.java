package exportmatrix.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.tables.Column.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDMX-CSV file and its structure, and that faults in them are found. */
class SdmxTest {

  private static final List<String> KEY =
      List.of("collection", "flow", "span", "period", "territory", "market", "product");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    List<Column> columns = new ArrayList<>();
    KEY.forEach(name -> columns.add(new Column(name, name, Kind.TEXT, "")));
    for (String name : List.of("market_label", "status", "yoy_status", "edition")) {
      columns.add(new Column(name, name, Kind.TEXT, ""));
    }
    columns.add(new Column("value_eur", "Valore <EUR>", Kind.EURO, ""));
    columns.add(new Column("yoy_percent", "Variazione", Kind.PERCENT, ""));
    DataTable table =
        new DataTable(
            "figures",
            "Cifre",
            columns,
            KEY,
            List.of(
                row("MA", "Marocco", "OK", "OK", "12.50", "29.0"),
                row("MA+KE", "Marocco & Kenya", "OK", "ENTRY", "20.00", null)));
    Provenance provenance =
        new Provenance(
            "Titolo", "Dati sintetici", "s", "l", "2025-01-01", "2025-01-01-abc", "it", List.of());
    new TableFiles(folder, provenance, CsvStyle.PLAIN).write(List.of(table));
  }

  private static List<Object> row(
      String market, String label, String status, String yoyStatus, String value, String yoy) {
    return Arrays.asList(
        "c",
        "export",
        "year_to_date",
        "2016-Q2",
        "ITC4",
        market,
        "ALL",
        label,
        status,
        yoyStatus,
        "2025-01-01",
        new BigDecimal(value),
        yoy == null ? null : new BigDecimal(yoy));
  }

  private Path tables() {
    return folder.resolve("tables");
  }

  private void change(String file, String from, String to) throws IOException {
    String text = Files.readString(tables().resolve(file));
    assertThat(text).contains(from);
    Files.writeString(tables().resolve(file), text.replace(from, to));
  }

  @Test
  void theFileKeepsItsStructure() throws IOException {
    SdmxFiles.areValid(tables());
    assertThat(tables().resolve("figures.sdmx.csv"))
        .content()
        .contains(
            "EXPORT_MATRIX:FIGURES(1.0),c,export,year_to_date,ITC4,MA,ALL,value_eur,2016-Q2,12.50,EUR,A,OK,2025-01-01",
            "ITC4,MA-KE,ALL,yoy_percent,2016-Q2,,PT,O,ENTRY,");
    assertThat(tables().resolve("figures.structure.xml"))
        .content()
        .contains("Marocco &amp; Kenya", "<mes:Test>true</mes:Test>");
  }

  @Test
  void faultsAreFound() throws IOException {
    change("figures.sdmx.csv", ",MA-KE,", ",XX,");
    assertThat(SdmxFiles.faults(tables())).contains("MARKET XX is no code of its list");
    change("figures.sdmx.csv", ",XX,", ",MA,");
    assertThat(SdmxFiles.faults(tables())).contains("a key stands twice");
    change("figures.sdmx.csv", "TIME_PERIOD", "PERIOD");
    assertThat(SdmxFiles.faults(tables()).get(0)).startsWith("columns ");
    change("figures.structure.xml", "id=\"MA-KE\"", "id=\"MA+KE\"");
    assertThat(SdmxFiles.faults(tables()).get(0)).contains("MA+KE");
  }
}
