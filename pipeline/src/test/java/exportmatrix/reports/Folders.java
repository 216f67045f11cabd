package exportmatrix.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders as a test sees them. */
final class Folders {

  private Folders() {}

  /** SHA-256 of every file below a folder, by its path. */
  static Map<String, String> content(Path folder) {
    ReleaseStore store = new ReleaseStore(folder.toString());
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .forEach(file -> content.put(folder.relativize(file).toString(), store.sha256(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }
}
