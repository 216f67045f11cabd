package exportmatrix.warehouse;

import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What the warehouse knows of a file: a row of {@code files}.
 *
 * @param state ingested or withdrawn
 * @param at when, ISO instant
 */
public record FileState(FileRecord record, String state, String at) {

  public static final String INGESTED = "ingested";
  public static final String WITHDRAWN = "withdrawn";

  String key() {
    return record.file() + '|' + record.dataset();
  }

  static FileState of(Row row) {
    return new FileState(
        new FileRecord(
            row.getAs("file"),
            row.getAs("name"),
            row.getAs("dataset"),
            row.getAs("edition"),
            row.getAs("first_period"),
            row.getAs("last_period"),
            row.<Long>getAs("bytes"),
            ends(row, "rows_"),
            ends(row, "cents_")),
        row.getAs("state"),
        row.getAs("at"));
  }

  private static Ends ends(Row row, String prefix) {
    return new Ends(
        row.<Long>getAs(prefix + "read"),
        row.<Long>getAs(prefix + "accepted"),
        row.<Long>getAs(prefix + "duplicate"),
        row.<Long>getAs(prefix + "filtered"),
        row.<Long>getAs(prefix + "rejected"));
  }

  static Row row(FileRecord file, String ingestion, String at, String state) {
    return RowFactory.create(
        file.file(),
        file.name(),
        file.dataset(),
        file.edition(),
        ingestion,
        at,
        state,
        file.firstPeriod(),
        file.lastPeriod(),
        file.bytes(),
        file.rows().read(),
        file.rows().accepted(),
        file.rows().duplicate(),
        file.rows().filtered(),
        file.rows().rejected(),
        file.cents().read(),
        file.cents().accepted(),
        file.cents().duplicate(),
        file.cents().filtered(),
        file.cents().rejected());
  }
}
