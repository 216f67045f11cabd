package exportmatrix;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What one run is asked to do.
 *
 * @param edition the edition of all new files; empty: what each file says
 * @param collections ids; empty: all
 */
public record RunOptions(Optional<LocalDate> edition, Rebuild rebuild, Set<String> collections) {

  /** How much is computed again. */
  public enum Rebuild {
    WHAT_IS_NEW,
    EVERYTHING
  }
}
