package exportmatrix.benchmarks.samples;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;

/**
 * Writes {@code istat-lombardia}: Lombardy's exports and imports with the world by section, annual,
 * in euros, as ISTAT published them.
 *
 * <p>Source: a table with the columns {@code territorio, anno, flusso, settore, codice_settore,
 * partner, codice_partner, valore_euro}, which carries the figures of ISTAT's dataflow {@code
 * DF_DCSE_CPA_AT2007_COE_OPT_A_REG_ALL_REG}. One row in, one row out, in the order of the source.
 */
final class LombardySample {
  private static final String DATAFLOW = "IT1:DF_DCSE_CPA_AT2007_COE_OPT_A_REG_ALL_REG(1.0)";
  private static final String TERRITORY_CODE = "ITC4";
  private static final String TERRITORY = "ITC4: Lombardia";

  private LombardySample() {}

  /**
   * Writes the file.
   *
   * @param source the table of figures
   * @param target the file to write
   * @return the number of figures
   */
  static long write(Path source, Path target) throws IOException {
    try (IstatDataFile file = IstatDataFile.create(target, DATAFLOW)) {
      for (CSVRecord row : CsvTable.read(source)) {
        if (!row.get("territorio").equals(TERRITORY_CODE)) {
          throw new IOException(
              source
                  + " line "
                  + (row.getRecordNumber() + 1)
                  + ": expected territorio "
                  + TERRITORY_CODE
                  + ", found "
                  + row.get("territorio"));
        }
        file.write(
            new IstatDataRow(
                "A: annual",
                TERRITORY,
                Flow.named(row.get("flusso")).cell(),
                row.get("codice_settore") + ": " + row.get("settore"),
                row.get("codice_partner") + ": " + row.get("partner"),
                row.get("anno"),
                Long.parseLong(row.get("valore_euro"))));
      }
      return file.rows();
    }
  }
}
