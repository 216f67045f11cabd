package exportmatrix.benchmarks.samples;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes figures in the layout of an IstatData download: 22 columns, most of them empty, cells
 * {@code CODE: label}, CRLF.
 *
 * <p>A name that ends in {@code .gz} is compressed; the gzip header carries no time and no name, so
 * the same rows give the same bytes.
 *
 * <p>Source of the layout: a CSV download, ids and labels, of ISTAT's databrowser. Its header is
 * kept as it stands, {@code MOTE_CPA_ATECO2007_COE} included.
 */
public final class IstatDataFile implements Closeable {
  private static final List<String> HEADER =
      List.of(
          "DATAFLOW",
          "FREQ: Frequency",
          "REF_AREA: Territory",
          "DATA_TYPE: Indicator",
          "ADJUSTMENT: Adjustment",
          "CPA_ATECO2007_COE: CPA",
          "PARTNER_COUNTRY: Partner country",
          "TIME_PERIOD: Time",
          "OBS_VALUE",
          "OBS_STATUS: Observation status",
          "NOTE_DS: Note - Dataset",
          "NOTE_REF_AREA: Note - Territory",
          "NOTE_DATA_TYPE: Note - Indicator",
          "NOTE_ADJUSTMENT: Note adjustment",
          "MOTE_CPA_ATECO2007_COE: CPAI note",
          "MOTE_CPA_ATECO2007_COE_OLD_DESCR: CPA old description",
          "NOTE_PARTNER_COUNTRY: Note partner country",
          "NOTE_PARTNER_COUNTRY_OLD_DESC: Note Partner Country old description",
          "NOTE_PARTNER_COUNTRY_COE_CODE: Coeweb numeric code",
          "BASE_PER: Base year",
          "UNIT_MEAS: Measure unit",
          "UNIT_MULT: Multiplication unit");
  private static final int FILLED_COLUMNS = 9;
  private static final String RAW_DATA = "N: Raw data";
  private final String dataflow;
  private final CSVPrinter printer;
  private long rows;

  private IstatDataFile(String dataflow, CSVPrinter printer) {
    this.dataflow = dataflow;
    this.printer = printer;
  }

  /**
   * Begins a file of one dataflow.
   *
   * @param path the file, replaced if it is there
   * @param dataflow the text of the first column of every row
   */
  public static IstatDataFile create(Path path, String dataflow) throws IOException {
    OutputStream bytes = Files.newOutputStream(path);
    try {
      if (path.toString().endsWith(".gz")) {
        bytes = new GZIPOutputStream(bytes, 1 << 16);
      }
      CSVPrinter printer =
          new CSVPrinter(
              new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)),
              CSVFormat.RFC4180);
      printer.printRecord(HEADER);
      return new IstatDataFile(dataflow, printer);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** Adds one figure. */
  public void write(IstatDataRow row) throws IOException {
    printer.print(dataflow);
    printer.print(row.frequency());
    printer.print(row.territory());
    printer.print(row.dataType());
    printer.print(RAW_DATA);
    printer.print(row.product());
    printer.print(row.market());
    printer.print(row.period());
    printer.print(row.valueEur());
    for (int column = FILLED_COLUMNS; column < HEADER.size(); column++) {
      printer.print("");
    }
    printer.println();
    rows++;
  }

  /** The number of figures written so far, the header not counted. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
