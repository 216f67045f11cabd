package exportmatrix.model;

/** Another run holds the lock of this warehouse or output; exit code 6. */
public final class LockedException extends PipelineException {

  private static final long serialVersionUID = 1L;

  public LockedException(String message) {
    super(message, null);
  }

  public LockedException(String message, Throwable cause) {
    super(message, cause);
  }
}
