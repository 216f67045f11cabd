package exportmatrix.codes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The regional programmes and what they targeted. */
public final class Programmes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Programme> all;

  Programmes(List<Programme> all) {
    this.all = new ArrayList<>(all);
  }

  /** All targets in the list's order. */
  public List<Programme> all() {
    return List.copyOf(all);
  }

  /**
   * The targets that name this market, and this sector or none. A target that names a group is one
   * of the group, not of its members.
   */
  public List<Programme> targeting(String market, String sector) {
    return all.stream().filter(programme -> programme.targets(market, sector)).toList();
  }
}
