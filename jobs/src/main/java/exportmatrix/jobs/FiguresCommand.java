package exportmatrix.jobs;

import exportmatrix.PipelineConfig;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.Answer;
import exportmatrix.jobs.figures.AnswerFormat;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.jobs.figures.PublishedReports;
import exportmatrix.jobs.figures.Question;
import exportmatrix.jobs.figures.Question.FlowChoice;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers a question from the published figures. */
@Command(
    name = "figures",
    description = "Answers a question from the published figures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix figures --territory ITC4 --by province --market MA,KE --period 2016-H1",
      "  export-matrix figures --collection istat-lombardia --territory ITC4 --period 2024 --format json",
      "  export-matrix figures --territory ITC4 --market MA+KE --period 2016-H1 --flow both --lang it"
    })
final class FiguresCommand implements Runnable {

  @Mixin Session session;

  @Option(
      names = "--territory",
      required = true,
      paramLabel = "CODE",
      description = "Who trades, such as ITC4; several by ',' (each) or '+' (together).")
  String territory;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "PERIOD",
      description = "2016, 2016-Q2, 2016-06, 2016-H1 (January to June) or 2016-9M.")
  String period;

  @Option(
      names = "--span",
      paramLabel = "SPAN",
      description =
          "month, quarter, year_to_date, rolling_year or year (default: as the period says).")
  Span span;

  @Option(
      names = "--by",
      paramLabel = "LEVEL",
      description =
          "List the parts: province, region, market, sector, product, section, division, group ...")
  String by;

  @Option(
      names = "--market",
      paramLabel = "CODE",
      description = "Partners: MA,KE is each, MA+KE the two together (default: WORLD).")
  String market;

  @Option(
      names = {"--product", "--sector"},
      paramLabel = "CODE",
      description = "Products or programme sectors (default: ALL).")
  String product;

  @Option(
      names = "--flow",
      paramLabel = "FLOW",
      defaultValue = "export",
      description = "export, import, or both with the interchange (default: export).")
  FlowChoice flow;

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "Needed where several collections have such figures.")
  String collection;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "As it was known on that day; may start Spark.")
  LocalDate asOf;

  @Option(
      names = "--columns",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of the cube: shown instead of the usual ones, added in csv and json.")
  List<String> columns = new ArrayList<>();

  @Option(
      names = "--ids",
      description = "Put before each line the id that 'explain' takes, without its indicator.")
  boolean ids;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (default: table).")
  AnswerFormat format;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      defaultValue = "en",
      description = "Labels and number format: it or en (default: en).")
  Language language;

  @Override
  public void run() {
    FigurePeriod asked = FigurePeriod.parse(period, Optional.ofNullable(span));
    Question question =
        Question.of(
            territory,
            Optional.ofNullable(market),
            Optional.ofNullable(product),
            Optional.ofNullable(by),
            flow,
            asked,
            columns);
    Answer answer = asOf == null ? published(question) : known(question);
    format.write(ids ? answer.withIds() : answer, session.out());
    answer.notes().forEach(note -> session.err().println("export-matrix: " + note));
    session.err().flush();
  }

  private Answer published(Question question) {
    PipelineConfig config = session.configuration().pipeline();
    Codes codes = Codes.load(config.codes());
    List<CollectionSpec> candidates = candidates();
    PublishedReports reports = PublishedReports.at(config.reports().location());
    List<Answer> answers = new ArrayList<>();
    Optional<UsageException> refused = Optional.empty();
    for (CollectionSpec candidate : candidates) {
      Optional<PublishedRelease> release = reports.latest(candidate.id());
      if (release.isEmpty()) {
        continue;
      }
      try {
        Answer answer = session.figures(candidate, codes, release.get()).answer(question, language);
        if (!answer.figures().isEmpty() || collection != null) {
          answers.add(answer);
        }
      } catch (UsageException e) {
        refused = Optional.of(refused.orElse(e));
      }
    }
    if (answers.size() == 1) {
      return answers.get(0);
    }
    if (answers.size() > 1) {
      throw new UsageException(
          "several collections have such figures, which never mix: say --collection %s"
              .formatted(
                  answers.stream()
                      .map(a -> a.collection().id())
                      .collect(Collectors.joining(" or "))));
    }
    throw refused.orElseGet(
        () ->
            new UsageException(
                "no collection of %s has such a figure in %s; 'export-matrix run' publishes, 'export-matrix list collections' shows what there is"
                    .formatted(
                        candidates.stream()
                            .map(CollectionSpec::id)
                            .collect(Collectors.joining(", ")),
                        reports.folder())));
  }

  private Answer known(Question question) {
    List<CollectionSpec> candidates = candidates();
    if (candidates.size() > 1) {
      throw new UsageException("--as-of asks one collection: say which with --collection");
    }
    CollectionSpec of = candidates.get(0);
    Path scratch = scratch();
    try {
      Path folder = session.quietPipeline(pipeline -> pipeline.asOf(of.id(), asOf, scratch));
      Codes codes = Codes.load(session.configuration().pipeline().codes());
      return session
          .figures(of, codes, new PublishedRelease("as of " + asOf, folder))
          .answer(question, language);
    } finally {
      remove(scratch);
    }
  }

  private List<CollectionSpec> candidates() {
    return session.chosenCollections(collection);
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("export-matrix-as-of");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
