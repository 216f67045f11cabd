package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

  @Test
  void announcesPhasesAndKeepsOneLineForEach() {
    StringWriter out = new StringWriter();
    try (TerminalProgress progress =
        new TerminalProgress(new PrintWriter(out), new LoggedProgress())) {
      progress.phases(List.of("ingest", "publish one"));
      progress.begin("ingest");
      progress.note("a.csv: 12 of 12 files");
      progress.end("ingest");
      progress.begin("publish one");
    }

    List<String> lines = Arrays.asList(out.toString().split("\n", 0));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("Phases: ingest, publish one");
    assertThat(lines.get(1))
        .matches("(?s).*\\[1/2\\] ingest  \\d+\\.\\d s  a\\.csv: 12 of 12 files");
    assertThat(lines.get(2)).contains("[2/2] publish one");
  }

  @Test
  void cutsWhatDoesNotFitTheLine() {
    StringWriter out = new StringWriter();
    try (TerminalProgress progress =
        new TerminalProgress(new PrintWriter(out), new LoggedProgress())) {
      progress.begin("ingest");
      progress.note("x".repeat(300));
      progress.end("ingest");
    }

    String last = out.toString().substring(out.toString().lastIndexOf("\u001b[2K") + 4);
    assertThat(last.stripTrailing()).hasSize(100).endsWith("…");
  }
}
