package exportmatrix.ingest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dimensions of a JSON-stat file: what an index of {@code value} stands for.
 *
 * @param found the dimension's id by what it says
 * @param places the dimension's place by what it says
 * @param dimensions in the order of {@code id}; the last one changes fastest
 */
record JsonStatCube(
    Map<Role, String> found, Map<Role, Integer> places, List<Dimension> dimensions) {

  /**
   * One dimension.
   *
   * @param codes by place
   * @param keep the codes that are read; null: all
   */
  record Dimension(String id, List<String> codes, Set<String> keep) {}

  /** How many values the cube has room for. */
  long size() {
    return dimensions.stream().mapToLong(d -> d.codes().size()).reduce(1, Math::multiplyExact);
  }

  /** The codes of an index, in the order of the dimensions. */
  String[] codes(long index) {
    String[] codes = new String[dimensions.size()];
    long rest = index;
    for (int i = dimensions.size() - 1; i >= 0; i--) {
      List<String> own = dimensions.get(i).codes();
      codes[i] = own.get((int) (rest % own.size()));
      rest /= own.size();
    }
    return codes;
  }

  boolean kept(String[] codes) {
    for (int i = 0; i < codes.length; i++) {
      Set<String> keep = dimensions.get(i).keep();
      if (keep != null && !keep.contains(codes[i])) {
        return false;
      }
    }
    return true;
  }
}
