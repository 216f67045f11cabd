package exportmatrix.reports;

import exportmatrix.model.Exchange;
import exportmatrix.reports.KeptDocument.Choice;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Dashboards of the earlier release, which are read by the tasks that write them anew.
 *
 * @param folder that holds a folder for territories and one for markets
 * @param names such as {@code territory/ITC4}
 */
record EarlierDocuments(String folder, Set<String> names, Choice choice) implements Serializable {

  /** There is no earlier release, or nothing of it stands. */
  static final EarlierDocuments NONE =
      new EarlierDocuments("", Set.of(), new Choice(Set.of(), Map.of()));

  static final String ENDING = ".json";

  /** Those whose new rows, if there are any, {@link Exchange#bring} gives to the same task. */
  EarlierDocuments of(int task, int tasks) {
    return new EarlierDocuments(
        folder,
        names.stream()
            .filter(name -> Exchange.spread(name.hashCode(), tasks) == task)
            .collect(Collectors.toSet()),
        choice);
  }

  /** What stands of one; nothing where there was none. */
  KeptDocument document(String name) {
    if (!names.contains(name)) {
      return KeptDocument.NONE;
    }
    Path file = Path.of(folder).resolve(name + ENDING);
    try {
      return EarlierDocument.kept(new ReleaseStore(folder).read(file).orElseThrow(), choice);
    } catch (IOException | RuntimeException e) {
      throw Manifest.damaged(file, e);
    }
  }
}
