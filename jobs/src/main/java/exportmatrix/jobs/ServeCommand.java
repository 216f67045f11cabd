package exportmatrix.jobs;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.PublishedReports;
import exportmatrix.jobs.serve.CollectionsList;
import exportmatrix.jobs.serve.ReportsServer;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the published pages to a browser of this machine. */
@Command(
    name = "serve",
    description =
        "Shows the published pages to the browsers of this machine, and to no other, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix serve",
      "  export-matrix serve --port 0",
      "For others, let any web server publish the reports' folder: the pages are plain files."
    })
final class ServeCommand implements Runnable {

  @Mixin Session session;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8640",
      description = "The port to answer on; 0: one that is free (default: 8640).")
  int port;

  @Override
  public void run() {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port: expected 0 to 65535, found " + port);
    }
    Path reports =
        PublishedReports.at(session.configuration().pipeline().reports().location()).folder();
    if (!Files.isDirectory(reports)) {
      throw new UsageException(
          "%s: expected published reports, found no folder; 'export-matrix run' publishes"
              .formatted(reports));
    }
    try (ReportsServer server = ReportsServer.start(reports, port)) {
      session.out().println(server.address());
      for (CollectionsList.Entry entry : new CollectionsList(reports).entries()) {
        session
            .out()
            .println("  " + server.address().resolve(entry.page()) + "  " + entry.labelEn());
      }
      session.out().println("Ctrl-C ends it.");
      session.out().flush();
      Interruption.finished(); // to be stopped is how this ends
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new StorageException(reports + ": cannot be shown: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
