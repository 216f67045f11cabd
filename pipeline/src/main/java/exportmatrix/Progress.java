package exportmatrix;

import java.util.List;

/** Told by a run what it is doing, so that a person can follow. */
public interface Progress {

  /** Announces the phases before work begins, in order. */
  void phases(List<String> names);

  void begin(String phase);

  /** A line about the phase that is running. */
  void note(String text);

  void end(String phase);
}
