package exportmatrix.codes;

import java.io.Serializable;
import java.util.List;

/**
 * A programme sector: ours, never official.
 *
 * @param groups its product groups; empty for a sector that programmes name and products cannot
 *     show
 */
public record Sector(String code, String labelIt, String labelEn, List<String> groups)
    implements Serializable {

  public Sector {
    groups = List.copyOf(groups);
  }
}
