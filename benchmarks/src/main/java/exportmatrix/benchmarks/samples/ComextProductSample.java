package exportmatrix.benchmarks.samples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Writes {@code comext-cn8}: Italy's monthly trade in one CN8 product, values in euros and
 * quantities in 100 kg on rows of their own, as Eurostat published them.
 *
 * <p>Source: a download of Eurostat's Comext dataset DS-045409 as SDMX-CSV (bare codes, LF). The
 * rows of reporter {@code IT} are kept, in the order of the source; numbers stay as they are
 * written there ({@code 295.0}).
 */
final class ComextProductSample {
  private static final List<String> HEADER =
      List.of(
          "DATAFLOW",
          "LAST UPDATE",
          "freq",
          "reporter",
          "partner",
          "product",
          "flow",
          "indicators",
          "TIME_PERIOD",
          "OBS_VALUE");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private ComextProductSample() {}

  /**
   * Writes the file.
   *
   * @param source the download of one product, all reporters
   * @param target the file to write
   * @return the number of rows, values and quantities together
   */
  static long write(Path source, Path target) throws IOException {
    long rows = 0;
    try (BufferedWriter writer = Files.newBufferedWriter(target, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, FORMAT)) {
      printer.printRecord(HEADER);
      for (CSVRecord row : CsvTable.read(source)) {
        if (row.get("reporter").equals("IT")) {
          for (String column : HEADER) {
            printer.print(row.get(column));
          }
          printer.println();
          rows++;
        }
      }
    }
    return rows;
  }
}
