package exportmatrix.benchmarks.samples;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;

/**
 * Writes {@code istat-regions}: the regions' imports from outside the European Union, annual, in
 * euros, as ISTAT published them.
 *
 * <p>Source: a download of ISTAT's databrowser (dataflow {@code
 * DF_DCSE_CPA_ATECO2007_COE_A_Q_CONJ_REG}) in the layout that {@link IstatDataFile} writes. One row
 * in, one row out, in the order of the source.
 */
final class RegionsSample {
  private static final String DATAFLOW = "IT1:DF_DCSE_CPA_ATECO2007_COE_A_Q_CONJ_REG(1.0)";

  private RegionsSample() {}

  /**
   * Writes the file.
   *
   * @param source the download
   * @param target the file to write
   * @return the number of figures
   */
  static long write(Path source, Path target) throws IOException {
    try (IstatDataFile file = IstatDataFile.create(target, DATAFLOW)) {
      for (CSVRecord row : CsvTable.read(source)) {
        file.write(
            new IstatDataRow(
                row.get("FREQ: Frequency"),
                row.get("REF_AREA: Territory"),
                row.get("DATA_TYPE: Indicator"),
                row.get("CPA_ATECO2007_COE: CPA"),
                row.get("PARTNER_COUNTRY: Partner country"),
                row.get("TIME_PERIOD: Time"),
                Long.parseLong(row.get("OBS_VALUE"))));
      }
      return file.rows();
    }
  }
}
