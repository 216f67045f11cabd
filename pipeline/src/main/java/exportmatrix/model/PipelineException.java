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

  protected PipelineException(String message, Throwable cause) {
    super(message, cause);
  }
}
