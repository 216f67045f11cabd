package exportmatrix.ingest;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.model.Exchange;
import exportmatrix.model.Frequency;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How statements are shared among tasks: all of a key together, a task's share bounded, and as few
 * tasks with statements of one year as the size of the input allows, since each writes a data file
 * of that year.
 *
 * @param perYear tasks that may have statements of one year
 */
record Sharing(int tasks, int perYear, Frequency frequency) implements Exchange.Place<Parsed> {

  /** Bytes of text whose statements are worth a task of their own. */
  private static final long BYTES_WORTH_A_TASK = 4L << 20;

  /** Bytes of text whose statements a task holds. */
  private static final long BYTES_PER_TASK = 128L << 20;

  /** Bytes of text that are worth a data file of their own. */
  private static final long BYTES_PER_FILE = 48L << 20;

  private static final long MOST_PER_YEAR = 8;

  /**
   * @param bytes of text that is read
   */
  static Sharing of(JavaSparkContext spark, long bytes, Frequency frequency) {
    return of(Exchange.tasks(spark, bytes, BYTES_WORTH_A_TASK, BYTES_PER_TASK), bytes, frequency);
  }

  /**
   * @param tasks at least
   * @param bytes of text that is read
   */
  static Sharing of(int tasks, long bytes, Frequency frequency) {
    return new Sharing(
        Math.toIntExact(Math.max(tasks, bytes / BYTES_PER_TASK)),
        Math.toIntExact(Math.max(1, Math.min(MOST_PER_YEAR, bytes / BYTES_PER_FILE))),
        frequency);
  }

  /** The number of the task, equal for statements of one year, territory and market. */
  @Override
  public int of(Parsed parsed) {
    if (parsed instanceof Datum datum) {
      int place =
          31 * Datum.orUnplaced(datum.territory()).hashCode()
              + Datum.orUnplaced(datum.market()).hashCode();
      int year =
          datum.period() == null ? 0 : Math.floorDiv(datum.period(), frequency.periodsPerYear());
      return Math.floorMod(year * perYear + Exchange.spread(place, perYear), tasks);
    }
    return Math.floorMod(((Parsed.FileEnd) parsed).fileNo(), tasks);
  }
}
