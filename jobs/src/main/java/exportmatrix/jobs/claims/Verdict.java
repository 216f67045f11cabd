package exportmatrix.jobs.claims;

import exportmatrix.jobs.figures.FigureId;
import java.util.Optional;

/**
 * What is to be said of a stated figure.
 *
 * @param line of the text, from 1
 * @param words as they stand
 * @param detail the right figure, the edition of which it was true, or why it cannot be checked
 */
public record Verdict(
    int line, String words, Optional<FigureId> id, Outcome outcome, String detail) {

  /** How a stated figure compares with the published one. */
  public enum Outcome {
    /** True at its rounding. */
    CONFIRMED,
    /** Not true now, true of an earlier edition. */
    REVISED,
    /** Not true of any edition. */
    OFF,
    /** The text does not say enough, or the release has no such figure. */
    NOT_CHECKABLE
  }
}
