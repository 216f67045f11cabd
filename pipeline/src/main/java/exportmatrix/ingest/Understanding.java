package exportmatrix.ingest;

import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.Frequency;
import exportmatrix.model.RejectReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one file is understood to be when one dataset reads it; nothing is written to find out.
 *
 * @param columns dimension or role to the column's or dimension's name in the file; empty where the
 *     head is refused
 * @param frequency the dataset's; rows of others are filtered
 * @param edition ISO date; empty where the file cannot be read
 * @param firstPeriod of the accepted rows; empty where there are none
 * @param flows of the accepted rows, by code
 * @param territories likewise
 * @param rows counts of rows read and of their four ends; null where the file cannot be read
 * @param cents the same in cents of the values that can be read
 * @param reasons how many rows are rejected for what; a row counts for each of its reasons
 * @param examples the first rejected rows
 * @param refusal why nothing of the file would enter; empty where it would
 */
public record Understanding(
    Path file,
    String dataset,
    Layout layout,
    Map<String, String> columns,
    Frequency frequency,
    String edition,
    String firstPeriod,
    String lastPeriod,
    List<String> flows,
    List<String> territories,
    Ends rows,
    Ends cents,
    Map<RejectReason, Long> reasons,
    List<Example> examples,
    Optional<String> refusal) {

  /**
   * A rejected row.
   *
   * @param reasons separated by a blank
   * @param raw as it stands in the file; empty where only another row makes it wrong
   */
  public record Example(long line, String reasons, String raw) {}
}
