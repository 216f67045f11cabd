package exportmatrix.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import exportmatrix.model.InputException;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input files whose bytes an earlier run read. One that lies as it was noted, by path, size and
 * time, is believed to hold the same bytes, as make, rsync and git believe it.
 *
 * <p>A file that was written just before it was read is not noted: it might be written again within
 * what its time tells apart.
 */
public final class KnownFiles {

  /** File systems tell times apart that are two seconds from each other, at least. */
  private static final long SETTLED = 2_000;

  /** Hash, bytes, time in milliseconds since 1970, path. */
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) (\\d{1,18}) (.+)");

  private final long since = System.currentTimeMillis();
  private final Map<String, SourceFile> noted;

  private KnownFiles(Map<String, SourceFile> noted) {
    this.noted = noted;
  }

  /** Believes nothing: every byte is read. */
  public static KnownFiles none() {
    return new KnownFiles(Map.of());
  }

  /**
   * What {@link #note} wrote; what cannot be understood of it is not known.
   *
   * @throws StorageException where it is there and cannot be read
   */
  public static KnownFiles of(Path note) {
    Map<String, SourceFile> noted = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(note)) {
        Matcher of = LINE.matcher(line);
        if (of.matches()) {
          noted.put(
              of.group(4),
              new SourceFile(
                  of.group(4),
                  of.group(1),
                  Long.parseLong(of.group(2)),
                  Long.parseLong(of.group(3))));
        }
      }
    } catch (NoSuchFileException | MalformedInputException e) {
      return none();
    } catch (IOException e) {
      throw unusable(note, e);
    }
    return new KnownFiles(noted);
  }

  /**
   * A file as it lies now.
   *
   * @throws InputException where it cannot be read
   */
  SourceFile find(Path path) {
    SourceFile before = noted.get(key(path));
    return before != null && before.isUnchangedAt(path)
        ? new SourceFile(path.toString(), before.sha256(), before.bytes(), before.modified())
        : SourceFile.of(path);
  }

  /**
   * Notes files for later runs, and those noted before that are still there.
   *
   * @throws StorageException where the note cannot be written
   */
  public void note(Path note, Collection<SourceFile> found) {
    Map<String, String> lines = new TreeMap<>();
    noted.forEach(
        (key, file) -> {
          if (Files.exists(file.path())) {
            lines.put(key, line(file, key));
          }
        });
    for (SourceFile file : found) {
      String key = key(file.path());
      lines.remove(key);
      if (file.modified() < since - SETTLED && fitsALine(key)) {
        lines.put(key, line(file, key));
      }
    }
    try {
      Path aside = note.resolveSibling(note.getFileName() + ".new");
      Files.write(aside, List.copyOf(lines.values()));
      Files.move(aside, note, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(note, e);
    }
  }

  private static String key(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static boolean fitsALine(String key) {
    return key.lines().count() == 1 && UTF_8.newEncoder().canEncode(key);
  }

  private static String line(SourceFile file, String key) {
    return "%s %d %d %s".formatted(file.sha256(), file.bytes(), file.modified(), key);
  }

  private static StorageException unusable(Path note, IOException cause) {
    return new StorageException(
        "%s: expected a file that can be read and written, found %s: check its permissions and the disk, or remove it"
            .formatted(note, cause),
        cause);
  }
}
