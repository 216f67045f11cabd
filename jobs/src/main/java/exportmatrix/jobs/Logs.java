package exportmatrix.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Tells {@code log4j2.xml} where the log goes and how it is written. */
final class Logs {

  /** How log lines are written. */
  enum Style {
    text,
    json
  }

  /** Who shows the progress of a run. */
  enum ProgressTo {
    /** A live display on the terminal. */
    TERMINAL,
    /** Log lines on stdout. */
    LINES,
    /** Only the log file is told. */
    NOBODY
  }

  private static volatile Path folder;
  private static String begun;

  /**
   * To be called before the first line is logged. Without a folder that can be written there is no
   * log file, and the command goes on.
   */
  static synchronized void begin(Path logs, Style style, ProgressTo progress) {
    folder = writable(logs) ? logs : null;
    System.setProperty("exportmatrix.logs", logs.toString());
    System.setProperty("exportmatrix.logs.level", folder == null ? "off" : "info");
    System.setProperty("exportmatrix.log", style.name());
    System.setProperty("exportmatrix.progress", progress == ProgressTo.LINES ? "info" : "off");
    String settings = logs + " " + style + " " + progress;
    if (begun != null && !begun.equals(settings)) {
      Configurator.reconfigure();
    }
    begun = settings;
  }

  /**
   * Writes what the user reads as one line to the log file, with its stack trace. By Log4j itself:
   * a question starts no SLF4J.
   */
  static void keep(String message, Throwable failure) {
    LogManager.getLogger("exportmatrix.failure").error(message, failure);
  }

  /** Where a reader finds more, in words. */
  static String whereabouts() {
    Path logs = folder;
    return logs == null ? "there is no log to look into" : "the stack trace is in " + logs;
  }

  /** The folder itself is made when there is something to write. */
  private static boolean writable(Path logs) {
    Path existing = logs.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
  }

  private Logs() {}
}
