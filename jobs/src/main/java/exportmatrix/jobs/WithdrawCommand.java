package exportmatrix.jobs;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Undoes the ingestion of a file or of an edition. */
@Command(
    name = "withdraw",
    description =
        "Undoes the ingestion of a file or of an edition, and publishes what stands without it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix withdraw exports-2024-09-11.csv",
      "  export-matrix withdraw 2024-09-11 --dataset istat-regions"
    })
final class WithdrawCommand implements Callable<Integer> {

  @Mixin Session session;

  @Parameters(
      paramLabel = "FILE|EDITION",
      description = "A file's name or the SHA-256 of its bytes, or an edition such as 2024-09-11.")
  String what;

  @Option(names = "--dataset", paramLabel = "ID", description = "Only of this dataset.")
  String dataset;

  @Override
  public Integer call() {
    return RunReport.show(
        session,
        session.pipeline(pipeline -> pipeline.withdraw(what, Optional.ofNullable(dataset))));
  }
}
