package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.reports.Provenance.CheckResult;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * What was written of one table.
 *
 * @param cents sums of its columns in euros or cents, by column
 */
record Summary(String table, long rows, Map<String, BigInteger> cents, List<CheckResult> checks) {

  /** A table that is not what its contract says, with the key of a row that shows it. */
  static CheckFailedException broken(String table, String expected, String found, String example) {
    return new CheckFailedException(
        "%s: expected: %s; found: %s, such as %s; nothing was published, the last release stays"
            .formatted(table, expected, found, example));
  }
}
