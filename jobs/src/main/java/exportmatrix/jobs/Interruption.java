package exportmatrix.jobs;

/**
 * A signal that ends the process: says so in one line. Whatever dies while Spark is being stopped
 * is no news.
 */
final class Interruption {

  private static volatile boolean underway;
  private static volatile boolean finished;

  /** To be called once, before work begins. */
  static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(Interruption::end, "interruption"));
  }

  static boolean underway() {
    return underway;
  }

  /** The work is done; the end of the process is no interruption. */
  static void finished() {
    finished = true;
  }

  private static void end() {
    if (!finished) {
      underway = true;
      System.err.println(
          "export-matrix: interrupted; the last published releases stand, run again to go on");
    }
  }

  private Interruption() {}
}
