package exportmatrix.jobs;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.PublishedReports;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a collection's pointer back to an earlier release. */
@Command(
    name = "rollback",
    description = "Makes an earlier release the published one again.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  export-matrix rollback 2024-09-11-1f2e3d4c --collection istat-regions",
      "'export-matrix list releases' names them."
    })
final class RollbackCommand implements Runnable {

  @Mixin Session session;

  @Parameters(paramLabel = "RELEASE", description = "Id of the release.")
  String release;

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "Needed where several collections have a release of that id.")
  String collection;

  @Override
  public void run() {
    String of = collection == null ? theOneWithThatRelease() : collection;
    session.knownCollections(List.of(of));
    session.pipeline(
        pipeline -> {
          pipeline.rollback(of, release);
          return null;
        });
    session.out().println(of + ": " + release + " is the published release.");
  }

  private String theOneWithThatRelease() {
    PublishedReports reports =
        PublishedReports.at(session.configuration().pipeline().reports().location());
    List<String> having =
        session.configuration().pipeline().collections().stream()
            .map(c -> c.id())
            .filter(id -> reports.releases(id).contains(release))
            .toList();
    if (having.size() == 1) {
      return having.get(0);
    }
    throw new UsageException(
        having.isEmpty()
            ? "no collection has a release '%s'; 'export-matrix list releases' names them"
                .formatted(release)
            : "%s have a release '%s'; say which with --collection"
                .formatted(String.join(" and ", having), release));
  }
}
