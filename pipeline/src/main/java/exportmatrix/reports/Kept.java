package exportmatrix.reports;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/**
 * What a release takes over from the one before it, as far as nothing that is new reaches it.
 *
 * @param release the earlier one's id
 * @param folder where it lies
 * @param parts spans and periods whose cells are taken over as files
 * @param reconciliation which rows of that table are taken over; so coverage, revisions and matrix
 */
public record Kept(
    String release,
    Path folder,
    List<Part> parts,
    Function<Row, Boolean> reconciliation,
    Function<Row, Boolean> coverage,
    Function<Row, Boolean> revisions,
    Function<Row, Boolean> matrix) {

  /** A folder of the cube. */
  public record Part(String span, String period) implements Serializable {

    Path in(Path cube) {
      return cube.resolve("span=" + span).resolve("period=" + period);
    }
  }
}
