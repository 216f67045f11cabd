package exportmatrix.model;

/**
 * A failure that a user can do something about. The message is one line: file, line or key; what
 * was expected; what was found; what to do. Bad rows are no exceptions: they go to {@code
 * rejected}.
 */
public sealed class PipelineException extends RuntimeException
    permits ConfigException,
        InputException,
        CheckFailedException,
        LockedException,
        StorageException {

  private static final long serialVersionUID = 1L;

  /** The failure of this kind that {@code failure} only wraps, as Spark's do; else itself. */
  public static RuntimeException within(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PipelineException known) {
        return known;
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  protected PipelineException(String message, Throwable cause) {
    super(message, cause);
  }
}
