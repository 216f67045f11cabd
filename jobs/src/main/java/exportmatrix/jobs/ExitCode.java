package exportmatrix.jobs;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.ConfigException;
import exportmatrix.model.InputException;
import exportmatrix.model.LockedException;
import exportmatrix.model.PipelineException;
import exportmatrix.model.StorageException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;

/** How a command ends, for the shell. */
enum ExitCode {
  DONE(0),
  BUG(1),
  USAGE(2),
  CONFIGURATION(3),
  INPUT(4),
  CHECK(5),
  LOCKED(6),
  STORAGE(7);

  final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The exit code of a failure, and the cause that speaks to the user. */
  record Verdict(ExitCode exit, String message) {}

  /**
   * Looks through the causes: Spark wraps what happens in its tasks, and the operating system's
   * refusals come from everywhere.
   */
  static Verdict of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UsageException) {
        return new Verdict(USAGE, cause.getMessage());
      }
      if (cause instanceof PipelineException known) {
        return new Verdict(of(known), known.getMessage());
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> storage = refusedByTheSystem(cause);
      if (storage.isPresent()) {
        return new Verdict(STORAGE, storage.get());
      }
      if (cause instanceof OutOfMemoryError) {
        return new Verdict(
            BUG,
            "out of memory; give it more, such as EXPORT_MATRIX_OPTS=-Xmx8g (found: "
                + cause
                + ")");
      }
    }
    return new Verdict(BUG, "unexpected " + failure);
  }

  private static ExitCode of(PipelineException failure) {
    if (failure instanceof ConfigException) {
      return CONFIGURATION;
    }
    if (failure instanceof InputException) {
      return INPUT;
    }
    if (failure instanceof CheckFailedException) {
      return CHECK;
    }
    if (failure instanceof LockedException) {
      return LOCKED;
    }
    return failure instanceof StorageException ? STORAGE : BUG;
  }

  /** A wrapper that only repeats its cause is passed over for the cause's own words. */
  private static Optional<String> refusedByTheSystem(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause.getCause() != null && message.equals(cause.getCause().toString())) {
      return Optional.empty();
    }
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left on device") || lower.contains("disk quota exceeded")) {
      return Optional.of("the disk is full: " + message + "; free space and run again");
    }
    if (cause instanceof AccessDeniedException denied) {
      return Optional.of(denied.getFile() + ": no permission; give this user access and run again");
    }
    if (lower.contains("(permission denied)") || lower.contains("read-only file system")) {
      return Optional.of(message + "; give this user write access and run again");
    }
    return cause instanceof FileSystemException system
            && system.getReason() != null
            && lower.contains("input/output error")
        ? Optional.of(message + "; check the disk")
        : Optional.empty();
  }
}
