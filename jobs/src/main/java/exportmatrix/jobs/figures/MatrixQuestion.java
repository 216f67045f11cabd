package exportmatrix.jobs.figures;

import java.util.List;
import java.util.Optional;

/**
 * Which cells of a territory's matrix are asked for.
 *
 * @param sectors codes; empty: all
 * @param markets codes; empty: all
 * @param programme year of the regional programmes that targeted the cells; empty: whatever is
 *     targeted or not
 * @param top how many cells at most; empty: 20, or all that are chosen
 */
public record MatrixQuestion(
    String territory,
    FigurePeriod period,
    List<String> sectors,
    List<String> markets,
    Optional<Integer> programme,
    Optional<Integer> top) {

  private static final int USUAL = 20;

  /** Whether cells are chosen; then small ones are shown, too. */
  boolean chooses() {
    return !sectors.isEmpty() || !markets.isEmpty() || programme.isPresent();
  }

  int most() {
    return top.orElse(chooses() ? Integer.MAX_VALUE : USUAL);
  }
}
