package exportmatrix.jobs.claims;

import exportmatrix.jobs.figures.FigureId;
import java.util.Optional;

/**
 * A figure that a text states.
 *
 * @param line of the file, from 1
 * @param words as they stand
 * @param id the cell that it is about; empty: the text does not say enough
 * @param reason why there is no cell; empty where there is one
 */
record Claim(int line, String words, Quantity quantity, Optional<FigureId> id, String reason) {

  /** The same words said of another cell. */
  Claim about(FigureId other) {
    return new Claim(line, words, quantity, Optional.of(other), reason);
  }

  /** The same claim in a wider choice of words. */
  Claim saying(String wider) {
    return new Claim(line, wider, quantity, id, reason);
  }
}
