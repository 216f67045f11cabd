package exportmatrix.jobs;

import exportmatrix.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress as log lines, for a file, a pipe or a scheduler. */
final class LoggedProgress implements Progress {

  private final Logger log = LoggerFactory.getLogger("exportmatrix.progress");
  private String phase = "";
  private Instant began = Instant.now();

  @Override
  public void phases(List<String> names) {
    log.info("phases: {}", String.join(", ", names));
  }

  @Override
  public void begin(String name) {
    phase = name;
    began = Instant.now();
    log.atInfo().addKeyValue("phase", name).log("[{}] begins", name);
  }

  @Override
  public void note(String text) {
    log.atInfo().addKeyValue("phase", phase).log("[{}] {}", phase, text);
  }

  @Override
  public void end(String name) {
    String seconds = RunReport.seconds(Duration.between(began, Instant.now()));
    log.atInfo()
        .addKeyValue("phase", name)
        .addKeyValue("seconds", seconds)
        .log("[{}] done in {} s", name, seconds);
  }
}
