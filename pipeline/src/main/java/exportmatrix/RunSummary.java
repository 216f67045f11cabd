package exportmatrix;

import exportmatrix.model.FileRecord.Ends;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param seconds time per phase, in the order of the run
 */
public record RunSummary(List<CollectionRun> collections, Map<String, Duration> seconds) {

  /** How it ended; refused input outweighs the rest. */
  public enum Outcome {
    DONE,
    NOTHING_NEW,
    INPUT_REFUSED
  }

  /**
   * One collection's part.
   *
   * @param rows of the files that this run ingested
   * @param release published by this run; empty: the last one stands
   * @param parts what of the cube was computed
   * @param refused one line per refused file
   */
  public record CollectionRun(
      String collection, Ends rows, Optional<String> release, Parts parts, List<String> refused) {

    /** A collection of which nothing is published. */
    static CollectionRun standing(String collection, Ends rows, List<String> refused) {
      return new CollectionRun(collection, rows, Optional.empty(), new Parts(0, 0), refused);
    }
  }

  /** Spans at their periods, such as the quarter 2016-Q2: computed, or taken over as they were. */
  public record Parts(int computed, int takenOver) {}

  public Outcome outcome() {
    if (collections.stream().anyMatch(c -> !c.refused().isEmpty())) {
      return Outcome.INPUT_REFUSED;
    }
    return collections.stream().anyMatch(c -> c.release().isPresent())
        ? Outcome.DONE
        : Outcome.NOTHING_NEW;
  }
}
