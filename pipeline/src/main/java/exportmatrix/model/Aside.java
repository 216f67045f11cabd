package exportmatrix.model;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * Where observations wait for a verdict: whether a file may enter is known only when all rows of
 * all files have been read, and by then its observations are written already and need only be
 * counted in.
 *
 * @param <P> what stands for the observations of one task: small, and sent to the driver
 */
public interface Aside<P extends Serializable> extends Serializable {

  /**
   * Keeps a task's observations.
   *
   * @param observations read to the end; those of a year are together, and in them those of a cell
   */
  P put(Iterator<Observation> observations);

  /** Forgets what was put aside: it does not count. */
  void drop(List<P> parts);

  /** Keeps nothing: for those who only want to know what became of the rows. */
  static Aside<Boolean> nowhere() {
    return new Aside<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public Boolean put(Iterator<Observation> observations) {
        observations.forEachRemaining(observation -> {});
        return true;
      }

      @Override
      public void drop(List<Boolean> parts) {}
    };
  }
}
