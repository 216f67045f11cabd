package exportmatrix.ingest;

import exportmatrix.model.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An input file as it was found, known by its bytes. A file that lies otherwise when it is read is
 * another one.
 *
 * @param location its path, as text
 * @param sha256 of the bytes as they lie, lower-case hex
 * @param bytes how many they are
 * @param modified when they were last written, in milliseconds since 1970
 */
public record SourceFile(String location, String sha256, long bytes, long modified)
    implements Serializable {

  /** How many times larger a text is than its gzip file, at least. */
  private static final int GZIPPED = 8;

  /**
   * Reads every byte of a file.
   *
   * @throws InputException where it cannot be read
   */
  public static SourceFile of(Path path) {
    InputFile file = new InputFile(path);
    try {
      long bytes = Files.size(path);
      long modified = modified(path);
      return new SourceFile(path.toString(), file.sha256(), bytes, modified);
    } catch (IOException e) {
      throw file.refused(e);
    }
  }

  /** A file that cannot be read: whoever opens it says why. */
  static SourceFile unread(Path path) {
    return new SourceFile(path.toString(), "", 0, 0);
  }

  public Path path() {
    return Path.of(location);
  }

  /** Bytes of the texts of some files, about. */
  static long textBytes(List<SourceFile> files) {
    return files.stream()
        .mapToLong(file -> file.bytes * (file.location.endsWith(".gz") ? GZIPPED : 1))
        .sum();
  }

  boolean isUnchanged() throws IOException {
    return Files.size(path()) == bytes && modified(path()) == modified;
  }

  /** Whether a file has this size and time; one that cannot be looked at has not. */
  boolean isUnchangedAt(Path path) {
    try {
      return Files.size(path) == bytes && modified(path) == modified;
    } catch (IOException e) {
      return false;
    }
  }

  private static long modified(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toMillis();
  }
}
