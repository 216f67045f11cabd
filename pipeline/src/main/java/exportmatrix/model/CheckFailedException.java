package exportmatrix.model;

/** A quality check failed and nothing was published; exit code 5. */
public final class CheckFailedException extends PipelineException {

  private static final long serialVersionUID = 1L;

  public CheckFailedException(String message) {
    super(message, null);
  }

  public CheckFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
