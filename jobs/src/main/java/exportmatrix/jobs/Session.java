package exportmatrix.jobs;

import exportmatrix.Pipeline;
import exportmatrix.PipelineConfig;
import exportmatrix.Progress;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.Nearest;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.jobs.figures.PublishedReports;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command needs: the configuration, the log, and the pipeline where it is asked for. */
final class Session {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file (default: the bundled samples, into ./out).")
  Path file;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, such as local[4] or spark://host:7077.")
  String master;

  @Option(
      names = "--log",
      paramLabel = "STYLE",
      defaultValue = "text",
      description = "How log lines are written: ${COMPLETION-CANDIDATES}.")
  Logs.Style style;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  private Configuration configuration;

  /** Read once; from then on failures are logged where it says. */
  Configuration configuration() {
    return configuration(Logs.ProgressTo.NOBODY);
  }

  private Configuration configuration(Logs.ProgressTo progress) {
    if (configuration == null) {
      Configuration read = ConfigurationFile.read(file == null ? bundled() : file);
      configuration = master == null ? read : read.withMaster(master);
    }
    Logs.begin(configuration.logs(), style, progress);
    return configuration;
  }

  /** Runs work on the pipeline; Spark starts when the pipeline needs it and stops with the work. */
  <T> T pipeline(Function<Pipeline, T> work) {
    if (!live()) {
      return pipeline(Logs.ProgressTo.LINES, new LoggedProgress(), work);
    }
    try (TerminalProgress progress = new TerminalProgress(out(), new LoggedProgress())) {
      return pipeline(Logs.ProgressTo.TERMINAL, progress, work);
    }
  }

  /** The same for a question, whose answer has stdout for itself. */
  <T> T quietPipeline(Function<Pipeline, T> work) {
    return pipeline(Logs.ProgressTo.NOBODY, new LoggedProgress(), work);
  }

  private <T> T pipeline(Logs.ProgressTo to, Progress progress, Function<Pipeline, T> work) {
    Configuration config = configuration(to);
    try (SparkStart spark = new SparkStart(config.spark())) {
      return work.apply(new Pipeline(config.pipeline(), spark, progress));
    }
  }

  /**
   * The release that the collection's pointer names.
   *
   * @throws UsageException before the first one
   */
  PublishedRelease latest(CollectionSpec of) {
    return PublishedReports.at(configuration().pipeline().reports().location())
        .latest(of.id())
        .orElseThrow(
            () -> new UsageException(of.id() + ": nothing is published, 'export-matrix run' does"));
  }

  /** Who answers questions about one release of a collection. */
  Figures figures(CollectionSpec of, Codes codes, PublishedRelease release) {
    PipelineConfig config = configuration().pipeline();
    List<DatasetSpec> datasets =
        config.datasets().stream().filter(d -> of.datasets().contains(d.id())).toList();
    return new Figures(of, datasets, codes, config.rules(), release);
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  boolean json() {
    return style == Logs.Style.json;
  }

  /**
   * @param id null: all
   * @throws UsageException where it is no collection of the configuration
   */
  List<CollectionSpec> chosenCollections(String id) {
    List<CollectionSpec> all = configuration().pipeline().collections();
    if (id == null) {
      return all;
    }
    knownCollections(List.of(id));
    return all.stream().filter(of -> of.id().equals(id)).toList();
  }

  /**
   * @throws UsageException where one of the ids is no collection of the configuration
   */
  void knownCollections(Collection<String> ids) {
    List<String> known =
        configuration().pipeline().collections().stream().map(c -> c.id()).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new UsageException(
            "--collection: expected one of %s, found '%s'%s"
                .formatted(String.join(", ", known), id, Nearest.hint(id, known)));
      }
    }
  }

  /** The launcher knows whether stdout is a terminal. */
  private boolean live() {
    return !json() && Boolean.getBoolean("exportmatrix.terminal");
  }

  private static Path bundled() {
    return Path.of(System.getProperty("exportmatrix.home", ""), "data-samples/export-matrix.yaml");
  }
}
