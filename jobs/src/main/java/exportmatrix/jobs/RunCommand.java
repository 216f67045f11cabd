package exportmatrix.jobs;

import exportmatrix.RunOptions;
import exportmatrix.RunOptions.Rebuild;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ingests what is new, recomputes what it touches, publishes. */
@Command(
    name = "run",
    description = "Ingests what is new, recomputes what it touches and publishes a release.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix run                            the bundled samples, into ./out",
      "  export-matrix run --config /etc/export-matrix.yaml --log json"
    })
final class RunCommand implements Callable<Integer> {

  @Mixin Session session;

  @Option(
      names = "--edition",
      paramLabel = "DATE",
      description = "Edition of all new files, such as 2026-07-16 (default: what each file says).")
  LocalDate edition;

  @Option(
      names = "--collection",
      paramLabel = "ID",
      split = ",",
      description = "Only these collections.")
  Set<String> collections = new LinkedHashSet<>();

  @Option(names = "--rebuild", description = "Recompute and publish everything, new or not.")
  boolean rebuild;

  @Override
  public Integer call() {
    session.knownCollections(collections);
    RunOptions options =
        new RunOptions(
            Optional.ofNullable(edition),
            rebuild ? Rebuild.EVERYTHING : Rebuild.WHAT_IS_NEW,
            collections);
    return RunReport.show(session, session.pipeline(pipeline -> pipeline.run(options)));
  }
}
