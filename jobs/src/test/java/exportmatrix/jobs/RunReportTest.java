package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.RunSummary;
import exportmatrix.RunSummary.CollectionRun;
import exportmatrix.RunSummary.Parts;
import exportmatrix.model.FileRecord.Ends;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RunReportTest {

  private static final Ends NONE = new Ends(0, 0, 0, 0, 0);
  private static final Parts NOTHING = new Parts(0, 0);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void sumsUpRowsReleasesAndSeconds() {
    int code =
        show(
            new CollectionRun(
                "istat-regions",
                new Ends(123456, 120000, 56, 3000, 400),
                Optional.of("2025-03-11-abc"),
                new Parts(12, 118),
                List.of()),
            new CollectionRun("comext", NONE, Optional.empty(), NOTHING, List.of()));

    assertThat(code).isZero();
    assertThat(err).hasToString("");
    assertThat(out)
        .hasToString(
            """
            collection        read  accepted  duplicate  filtered  rejected  computed  taken over  release
            istat-regions  123,456   120,000         56     3,000       400        12         118  2025-03-11-abc
            comext               0         0          0         0         0         0           0  nothing new

            read to rejected: rows of new files; computed, taken over: spans at their periods

            phase    seconds
            ingest       1.3
            publish     62.0
            """);
  }

  @Test
  void saysThatNothingIsNew() {
    int code = show(new CollectionRun("comext", NONE, Optional.empty(), NOTHING, List.of()));

    assertThat(code).isZero();
    assertThat(out.toString())
        .endsWith("Nothing new: every input file is known and every release stands.\n");
  }

  @Test
  void saysWhyInputIsRefusedAndGoesOnWithTheOthers() {
    int code =
        show(
            new CollectionRun(
                "comext", NONE, Optional.empty(), NOTHING, List.of("a.csv: no header", "b")),
            new CollectionRun("regions", NONE, Optional.of("r"), NOTHING, List.of()));

    assertThat(code).isEqualTo(4);
    assertThat(err).hasToString("export-matrix: a.csv: no header\nexport-matrix: b\n");
    assertThat(out.toString()).contains("refused, the last release stands").contains("  r\n");
  }

  private int show(CollectionRun... runs) {
    Map<String, Duration> seconds = new LinkedHashMap<>();
    seconds.put("ingest", Duration.ofMillis(1250));
    seconds.put("publish", Duration.ofSeconds(62));
    CommandLine line =
        new CommandLine(new Showing(new RunSummary(List.of(runs), seconds)))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return line.execute();
  }

  @Command(name = "show")
  private static final class Showing implements java.util.concurrent.Callable<Integer> {
    @Mixin Session session;
    private final RunSummary summary;

    Showing(RunSummary summary) {
      this.summary = summary;
    }

    @Override
    public Integer call() {
      return RunReport.show(session, summary);
    }
  }
}
