package exportmatrix.reports;

import java.time.Instant;
import java.util.List;

/**
 * Where a release's figures come from, as far as the figures themselves do not say it.
 *
 * @param version of the program
 * @param configuration SHA-256 of everything configured that changes a figure
 * @param codes SHA-256 of the code lists
 * @param edition the newest edition that speaks in the release, ISO date
 * @param checks what the steps before publishing have checked
 */
public record Provenance(
    String version,
    String configuration,
    String codes,
    String edition,
    List<CheckResult> checks,
    Instant startedAt) {

  /**
   * One check of a run and how it came out.
   *
   * @param what one sentence that is true when the check holds
   * @param outcome {@code passed}, or what was found
   */
  public record CheckResult(String name, String what, String outcome) {

    public static final String PASSED = "passed";
  }
}
