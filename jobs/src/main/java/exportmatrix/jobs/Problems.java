package exportmatrix.jobs;

import exportmatrix.model.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The problems of one configuration file, each with its line and key. */
final class Problems {

  private final Path file;
  private final Map<String, Integer> lines;
  private final List<String> found = new ArrayList<>();
  private final Set<String> pointers = new HashSet<>();

  /**
   * @param lines JSON pointer of each key to its line
   */
  Problems(Path file, Map<String, Integer> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * @param pointer JSON pointer of the key, which may be absent from the file
   */
  void add(String pointer, String text) {
    pointers.add(pointer);
    String key = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replaceFirst("^/", "");
    found.add(
        "line %d: %s%s"
            .formatted(line(pointer), key.replace('/', '.'), key.isEmpty() ? text : ": " + text));
  }

  /** For a value that is missing: silent where it is there, and wrong. */
  void addUnlessFound(String pointer, String text) {
    if (!pointers.contains(pointer)) {
      add(pointer, text);
    }
  }

  private int line(String pointer) {
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  void stopIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(file + ", " + String.join(" | ", found));
    }
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
