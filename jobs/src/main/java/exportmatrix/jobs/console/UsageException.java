package exportmatrix.jobs.console;

/**
 * The command line asks for something that does not exist; exit code 2. The message is one line and
 * says what does exist.
 */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
