package exportmatrix;

import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.RejectReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What files are understood to be; nothing was written. */
public record CheckReport(List<FileReport> files) {

  /**
   * One file.
   *
   * @param columns dimension or role to the column's name in the file
   * @param periods first and last of the accepted rows
   * @param edition ISO date; empty: none can be told
   * @param rejected rows by reason; a row with two reasons counts under both
   * @param examples the first rejected rows: line, reasons, raw text
   * @param refused why the whole file would be refused; empty: it would enter
   */
  public record FileReport(
      String file,
      String dataset,
      Layout layout,
      Map<String, String> columns,
      Optional<String> edition,
      List<String> flows,
      List<String> periods,
      List<String> territories,
      Ends rows,
      Ends cents,
      Map<RejectReason, Long> rejected,
      List<String> examples,
      Optional<String> refused) {}
}
