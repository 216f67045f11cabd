package exportmatrix.model;

/** An input file is refused whole, nothing of it enters; exit code 4. */
public final class InputException extends PipelineException {

  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message, null);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
