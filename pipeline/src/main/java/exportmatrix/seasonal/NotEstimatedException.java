package exportmatrix.seasonal;

/** The library gives no result for a series; the message is its own word why. */
final class NotEstimatedException extends Exception {

  private static final long serialVersionUID = 1L;

  NotEstimatedException(String message) {
    super(message);
  }
}
