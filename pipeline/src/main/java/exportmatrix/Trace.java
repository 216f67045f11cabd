package exportmatrix;

import exportmatrix.model.FileRecord;
import exportmatrix.model.Origin;
import java.util.List;

/**
 * Where one cell comes from, and what it was before.
 *
 * @param versions the newest first; empty: nothing was ever said of the cell
 * @param files those that any version's lines stand in
 */
public record Trace(List<Version> versions, List<FileRecord> files) {

  /**
   * What the cell was from one edition on.
   *
   * @param edition ISO
   */
  public record Version(String edition, Origin origin) {}
}
