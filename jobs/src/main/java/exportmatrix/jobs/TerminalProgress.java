package exportmatrix.jobs;

import exportmatrix.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** Progress as one live line per phase, which stays when the phase is done. */
final class TerminalProgress implements Progress, AutoCloseable {

  private static final String REWRITE = "\r\u001b[2K";
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final Progress log;
  private final Timer clock = new Timer("progress", true);
  private List<String> phases = List.of();
  private String phase;
  private String note = "";
  private Instant began = Instant.now();

  /**
   * @param log is told the same, for the log file
   */
  TerminalProgress(PrintWriter out, Progress log) {
    this.out = out;
    this.log = log;
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            redraw();
          }
        },
        1000,
        1000);
  }

  @Override
  public synchronized void phases(List<String> names) {
    phases = List.copyOf(names);
    out.println("Phases: " + String.join(", ", names));
    out.flush();
    log.phases(names);
  }

  @Override
  public synchronized void begin(String name) {
    phase = name;
    note = "";
    began = Instant.now();
    redraw();
    log.begin(name);
  }

  @Override
  public synchronized void note(String text) {
    note = text;
    redraw();
    log.note(text);
  }

  @Override
  public synchronized void end(String name) {
    redraw();
    if (phase != null) {
      out.println();
      out.flush();
    }
    phase = null;
    log.end(name);
  }

  @Override
  public synchronized void close() {
    clock.cancel();
    if (phase != null) {
      out.println();
      out.flush();
      phase = null;
    }
  }

  private synchronized void redraw() {
    if (phase == null) {
      return;
    }
    int place = phases.indexOf(phase) + 1;
    String line =
        "%s%s  %s s%s"
            .formatted(
                place == 0 ? "" : "[%d/%d] ".formatted(place, phases.size()),
                phase,
                RunReport.seconds(Duration.between(began, Instant.now())),
                note.isEmpty() ? "" : "  " + note);
    out.print(REWRITE + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
    out.flush();
  }
}
