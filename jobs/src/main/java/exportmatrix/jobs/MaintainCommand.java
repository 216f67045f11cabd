package exportmatrix.jobs;

import exportmatrix.Pipeline;
import exportmatrix.jobs.console.TextTable;
import exportmatrix.jobs.console.TextTable.Side;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tidies the warehouse. */
@Command(
    name = "maintain",
    description =
        "Tidies the warehouse: many small files become few, old states of its tables are forgotten,"
            + " files left by runs that died are removed. No figure changes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  export-matrix maintain",
      "A run does the same where much has come together."
    })
final class MaintainCommand implements Runnable {

  @Mixin Session session;

  @Override
  public void run() {
    TextTable table = new TextTable(List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT));
    table.row(List.of("table", "data files", "states", "files left behind"));
    session
        .pipeline(Pipeline::maintain)
        .forEach(
            done ->
                table.row(
                    List.of(
                        done.table(),
                        done.filesBefore() + " -> " + done.filesAfter(),
                        done.statesBefore() + " -> " + done.statesAfter(),
                        String.valueOf(done.orphans()))));
    table.lines().forEach(session.out()::println);
  }
}
