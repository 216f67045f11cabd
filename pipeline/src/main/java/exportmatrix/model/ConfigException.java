package exportmatrix.model;

/** The configuration or a code list is wrong; exit code 3. */
public final class ConfigException extends PipelineException {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message, null);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
