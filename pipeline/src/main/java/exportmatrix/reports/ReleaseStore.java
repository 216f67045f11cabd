package exportmatrix.reports;

import exportmatrix.model.ConfigException;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files below the reports' location: everything that is not Parquet passes through here, so
 * that another file system needs only another store.
 *
 * <p>What has the prefix {@link #ASIDE} is unfinished or on its way out, and belongs to nobody once
 * its run is over. Nothing becomes visible but by an atomic rename.
 */
class ReleaseStore {

  static final String ASIDE = ".staging-";

  private static final String OLD = ASIDE + "old-";

  private static final Pattern FULL_OR_FORBIDDEN =
      Pattern.compile(
          "no space left|quota exceeded|permission denied|read-only file system|mkdirs failed"
              + "|input/output error|too many open files|not a directory",
          Pattern.CASE_INSENSITIVE);

  private final Path root;

  ReleaseStore(String location) {
    if (location.startsWith("file:")) {
      root = Path.of(URI.create(location));
    } else if (location.contains("://")) {
      throw new ConfigException(
          "reports.location: expected a folder of this machine, found '"
              + location
              + "'; publish to a folder and copy the release from there");
    } else {
      root = Path.of(location).toAbsolutePath();
    }
  }

  Path root() {
    return root;
  }

  void createFolder(Path folder) {
    run(folder, () -> Files.createDirectories(folder));
  }

  void write(Path file, byte[] content) {
    run(
        file,
        () -> {
          Files.createDirectories(file.getParent());
          return Files.write(file, content);
        });
  }

  /** Writes a file into a folder that is there; where it is gone, the release was given up. */
  void writeInto(Path file, byte[] content) {
    run(file, () -> Files.write(file, content));
  }

  /** A reader of {@code file} sees the old content or the new one, also after a power cut. */
  void replace(Path file, byte[] content) {
    Path aside = file.resolveSibling(ASIDE + file.getFileName());
    run(
        file,
        () -> {
          Files.createDirectories(file.getParent());
          try (FileChannel channel =
              FileChannel.open(
                  aside,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
            channel.force(true);
          }
          return Files.move(
              aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    force(file.getParent());
  }

  void append(Path file, String line) {
    run(
        file,
        () -> {
          try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
          }
          return file;
        });
  }

  /** Moves a file or a whole folder to a name that is not taken. */
  void rename(Path from, Path to) {
    run(to, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
  }

  /** Makes what was written to a file or a folder's list of names outlast a power cut. */
  void force(Path path) {
    run(
        path,
        () -> {
          try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
          }
          return path;
        });
  }

  /**
   * A folder disappears at once, under its own name, and then bit by bit; whoever still writes into
   * it finds it gone.
   */
  void deleteFolder(Path folder) {
    String name = String.valueOf(folder.getFileName());
    Path aside = folder;
    if (!name.startsWith(OLD)) {
      String plain = name.startsWith(ASIDE) ? name.substring(ASIDE.length()) : name;
      aside = folder.resolveSibling(OLD + plain);
      rename(folder, aside);
    }
    deleteAside(aside);
  }

  private void deleteAside(Path aside) {
    run(
        aside,
        () -> {
          List<Path> inside;
          try (Stream<Path> walk = Files.walk(aside)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
          }
          for (Path path : inside) {
            Files.deleteIfExists(path);
          }
          return inside;
        });
  }

  /** Gives a file a second name, or a copy of it where the file system has no second names. */
  void link(Path file, Path name) {
    run(
        name,
        () -> {
          Files.createDirectories(name.getParent());
          try {
            return Files.createLink(name, file);
          } catch (UnsupportedOperationException | FileSystemException e) {
            return Files.copy(file, name);
          }
        });
  }

  void deleteFile(Path file) {
    run(file, () -> Files.deleteIfExists(file));
  }

  /** What lies directly in a folder, by name; nothing where there is no folder. */
  List<Path> list(Path folder) {
    return run(
        folder,
        () -> {
          if (!Files.isDirectory(folder)) {
            return List.of();
          }
          try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
          }
        });
  }

  /** The folders directly in a folder, by name, but for those aside. */
  List<Path> folders(Path folder) {
    return list(folder).stream()
        .filter(Files::isDirectory)
        .filter(path -> !String.valueOf(path.getFileName()).startsWith(ASIDE))
        .toList();
  }

  /** All files below a folder, by their path. */
  List<Path> files(Path folder) {
    return run(
        folder,
        () -> {
          try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
          }
        });
  }

  Optional<byte[]> read(Path file) {
    return run(
        file,
        () -> {
          try {
            return Optional.of(Files.readAllBytes(file));
          } catch (NoSuchFileException e) {
            return Optional.empty();
          }
        });
  }

  long size(Path file) {
    return run(file, () -> Files.size(file));
  }

  /** SHA-256 of a file's bytes, lower-case hex. */
  String sha256(Path file) {
    return run(
        file,
        () -> {
          try (InputStream in =
              new DigestInputStream(
                  Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Removes what runs that died left aside. Only for a run that holds the lock. */
  void removeLeftovers(Path folder) {
    for (Path path : list(folder)) {
      if (String.valueOf(path.getFileName()).startsWith(ASIDE)) {
        if (Files.isDirectory(path)) {
          deleteFolder(path);
        } else {
          deleteFile(path);
        }
      }
    }
  }

  /** The failure that a user can mend, where the cause of {@code failure} is the storage. */
  static RuntimeException explained(RuntimeException failure, Path path) {
    if (failure instanceof StorageException) {
      return failure;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      boolean ofStorage =
          cause instanceof FileSystemException
              || cause instanceof org.apache.hadoop.fs.FSError
              || (cause instanceof IOException && FULL_OR_FORBIDDEN.matcher(message).find());
      if (ofStorage) {
        return unusable(path, cause);
      }
    }
    return failure;
  }

  private static StorageException unusable(Path path, Throwable cause) {
    String found =
        cause instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : cause.getClass().getSimpleName() + " " + cause.getMessage();
    return new StorageException(
        "%s: expected to read and write here, found: %s; free space or give permission and run again; what was published stays"
            .formatted(path, found.lines().findFirst().orElse("")),
        cause);
  }

  private <T> T run(Path path, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw unusable(path, e);
    } catch (UncheckedIOException e) {
      throw unusable(path, e.getCause());
    }
  }

  private interface Action<T> {
    T run() throws IOException;
  }
}
