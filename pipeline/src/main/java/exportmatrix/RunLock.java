package exportmatrix;

import exportmatrix.model.LockedException;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps two runs from writing the same warehouse or output at once: an operating-system lock on a
 * file in each folder, which a dead process cannot leave behind.
 */
final class RunLock implements AutoCloseable {

  private static final String FILE = ".lock";

  private final List<FileChannel> channels = new ArrayList<>();

  /**
   * @throws LockedException where another run holds one of the folders
   * @throws StorageException where a folder cannot be written
   */
  static RunLock on(List<Path> folders) {
    RunLock lock = new RunLock();
    try {
      for (Path folder : folders) {
        lock.take(folder);
      }
      return lock;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void take(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channels.add(channel);
      if (channel.tryLock() == null) {
        throw locked(file, null);
      }
    } catch (OverlappingFileLockException e) {
      throw locked(file, e);
    } catch (IOException e) {
      throw new StorageException(
          "%s: expected a folder that can be written, found %s: check the path, its permissions and the disk"
              .formatted(folder, e),
          e);
    }
  }

  private static LockedException locked(Path file, Throwable cause) {
    return new LockedException(
        file + ": expected no other run, found one at work: wait until it has ended", cause);
  }

  @Override
  public void close() {
    for (FileChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new StorageException("lock: cannot be released: " + e, e);
      }
    }
  }
}
