package exportmatrix.model;

/** Output or warehouse cannot be used (full disk, no permission); exit code 7. */
public final class StorageException extends PipelineException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message, null);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
