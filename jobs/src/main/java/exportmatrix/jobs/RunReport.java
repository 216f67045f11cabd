package exportmatrix.jobs;

import exportmatrix.RunSummary;
import exportmatrix.RunSummary.CollectionRun;
import exportmatrix.jobs.console.TextTable;
import exportmatrix.jobs.console.TextTable.Side;
import exportmatrix.model.FileRecord.Ends;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums a run up: rows in and where they went, releases, seconds per phase. */
final class RunReport {

  private static final String NOTHING_NEW = "nothing new";

  /**
   * @return the exit code
   */
  static int show(Session session, RunSummary summary) {
    if (session.json()) {
      log(summary);
    } else {
      print(summary, session.out());
    }
    for (CollectionRun run : summary.collections()) {
      run.refused().forEach(line -> session.err().println("export-matrix: " + line));
    }
    session.err().flush();
    return switch (summary.outcome()) {
      case DONE, NOTHING_NEW -> ExitCode.DONE.code;
      case INPUT_REFUSED -> ExitCode.INPUT.code;
    };
  }

  /** For a person. */
  private static void print(RunSummary summary, PrintWriter out) {
    TextTable rows = new TextTable(sides(1, 7, 1));
    rows.row(
        List.of(
            "collection",
            "read",
            "accepted",
            "duplicate",
            "filtered",
            "rejected",
            "computed",
            "taken over",
            "release"));
    for (CollectionRun run : summary.collections()) {
      Ends ends = run.rows();
      rows.row(
          Stream.concat(
                  Stream.concat(
                      Stream.of(run.collection()),
                      Stream.of(
                              ends.read(),
                              ends.accepted(),
                              ends.duplicate(),
                              ends.filtered(),
                              ends.rejected(),
                              run.parts().computed(),
                              run.parts().takenOver())
                          .map("%,d"::formatted)),
                  Stream.of(outcome(run)))
              .toList());
    }
    rows.lines().forEach(out::println);
    out.println();
    out.println(
        "read to rejected: rows of new files; computed, taken over: spans at their periods");
    out.println();
    TextTable phases = new TextTable(sides(1, 1, 0));
    phases.row(List.of("phase", "seconds"));
    summary.seconds().forEach((phase, time) -> phases.row(List.of(phase, seconds(time))));
    phases.lines().forEach(out::println);
    if (summary.outcome() == RunSummary.Outcome.NOTHING_NEW) {
      out.println();
      out.println("Nothing new: every input file is known and every release stands.");
    }
    out.flush();
  }

  /** For a log reader: one event per collection, one for the whole. */
  private static void log(RunSummary summary) {
    Logger log = LoggerFactory.getLogger("exportmatrix.progress");
    for (CollectionRun run : summary.collections()) {
      log.atInfo()
          .addKeyValue("collection", run.collection())
          .addKeyValue("rows_read", run.rows().read())
          .addKeyValue("rows_accepted", run.rows().accepted())
          .addKeyValue("rows_duplicate", run.rows().duplicate())
          .addKeyValue("rows_filtered", run.rows().filtered())
          .addKeyValue("rows_rejected", run.rows().rejected())
          .addKeyValue("computed", run.parts().computed())
          .addKeyValue("taken_over", run.parts().takenOver())
          .addKeyValue("release", run.release().orElse(""))
          .log("{}: {}", run.collection(), outcome(run));
    }
    log.atInfo()
        .addKeyValue("outcome", summary.outcome().name())
        .log("{}", summary.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }

  private static String outcome(CollectionRun run) {
    if (!run.refused().isEmpty()) {
      return "refused, the last release stands";
    }
    return run.release().orElse(NOTHING_NEW);
  }

  private static List<Side> sides(int left, int right, int leftAgain) {
    return Stream.of(
            Collections.nCopies(left, Side.LEFT),
            Collections.nCopies(right, Side.RIGHT),
            Collections.nCopies(leftAgain, Side.LEFT))
        .flatMap(List::stream)
        .toList();
  }

  private RunReport() {}
}
