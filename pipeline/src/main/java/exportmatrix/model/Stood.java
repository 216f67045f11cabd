package exportmatrix.model;

import java.io.Serializable;

/**
 * What an edition said.
 *
 * @param until the edition that spoke next for its scope, ISO; null: it still stands
 */
public record Stood(Observation said, String until) implements Serializable {

  /** Whether it stood at the end of a day, ISO. */
  public boolean on(String day) {
    return said.edition().compareTo(day) <= 0 && (until == null || until.compareTo(day) > 0);
  }
}
