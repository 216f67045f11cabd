package exportmatrix.model;

import java.util.List;
import java.util.Optional;

/**
 * Where the value of one cell comes from.
 *
 * @param cents the value, in cents; empty: nothing is known of the cell
 * @param lines what the sources said of it; a zero that only follows from silence has none
 */
public record Origin(Optional<Long> cents, List<Line> lines) {

  /**
   * An observation in a sum.
   *
   * @param sign 1, or -1 where a value of the year so far is less the one before it
   */
  public record Line(Observation observation, int sign) {

    /** What the line adds, in cents; empty: the source states no number. */
    public Optional<Long> cents() {
      return Optional.ofNullable(observation.cents()).map(cents -> sign * cents);
    }
  }

  /** The sum of the lines, in cents. */
  public long sum() {
    return lines.stream().flatMap(line -> line.cents().stream()).mapToLong(Long::longValue).sum();
  }
}
