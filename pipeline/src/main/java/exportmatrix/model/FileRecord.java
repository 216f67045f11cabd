package exportmatrix.model;

import java.io.Serializable;

/**
 * What became of one input file: a row of {@link Tables#FILES} before it has an ingestion.
 *
 * @param file SHA-256 of the bytes, lower-case hex
 * @param name file name without folder
 * @param edition ISO date
 * @param firstPeriod the earliest period that a row names, rejected ones included; empty: none can
 *     be read
 * @param lastPeriod the latest
 * @param rows counts of rows read and of their four ends
 * @param cents the same in cents of the values that can be read
 */
public record FileRecord(
    String file,
    String name,
    String dataset,
    String edition,
    String firstPeriod,
    String lastPeriod,
    long bytes,
    Ends rows,
    Ends cents)
    implements Serializable {

  /** A total and its four parts, which add up. */
  public record Ends(long read, long accepted, long duplicate, long filtered, long rejected)
      implements Serializable {

    public Ends {
      if (read != accepted + duplicate + filtered + rejected) {
        throw new IllegalArgumentException(
            "%d read is not %d accepted + %d duplicate + %d filtered + %d rejected"
                .formatted(read, accepted, duplicate, filtered, rejected));
      }
    }
  }
}
