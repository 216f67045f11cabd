package exportmatrix.jobs;

import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.AnswerFormat;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.MatrixAnswer;
import exportmatrix.jobs.figures.MatrixQuestion;
import exportmatrix.jobs.figures.MatrixTable;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.jobs.figures.PublishedReports;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the sector/market matrix of a territory. */
@Command(
    name = "matrix",
    description = "Prints a territory's sector/market matrix: the cells by rank, and why.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix matrix --territory ITC4 --period 2016-H1",
      "  export-matrix matrix --territory ITC4 --period 2020 --programme 2020 --lang it",
      "  export-matrix matrix --territory ITC4 --period 2024 --sector chimica,moda --format csv"
    })
final class MatrixCommand implements Runnable {

  @Mixin Session session;

  @Option(
      names = "--territory",
      required = true,
      paramLabel = "CODE",
      description = "Who exports, such as ITC4.")
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
      description = "A span that has a matrix (default: as the period says).")
  Span span;

  @Option(
      names = "--sector",
      paramLabel = "CODE",
      split = ",",
      description = "Only these sectors (or sections), small cells included.")
  List<String> sectors = new ArrayList<>();

  @Option(
      names = "--market",
      paramLabel = "CODE",
      split = ",",
      description = "Only these markets, small cells included.")
  List<String> markets = new ArrayList<>();

  @Option(
      names = "--programme",
      paramLabel = "YEAR",
      description = "Only what the regional programmes of that year targeted.")
  Integer programme;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many cells (default: 20, or all that are asked for).")
  Integer top;

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "Needed where several collections have such a matrix.")
  String collection;

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
    MatrixQuestion question =
        new MatrixQuestion(
            territory,
            FigurePeriod.parse(period, Optional.ofNullable(span)),
            sectors,
            markets,
            Optional.ofNullable(programme),
            Optional.ofNullable(top));
    MatrixAnswer answer = answer(question);
    switch (format) {
      case TABLE -> new MatrixTable(answer, language).print(session.out());
      case CSV -> AnswerFormat.writeCsv(answer.rows(language), session.out());
      case JSON -> AnswerFormat.writeJson(answer.rows(language), session.out());
    }
  }

  private MatrixAnswer answer(MatrixQuestion question) {
    Codes codes = Codes.load(session.configuration().pipeline().codes());
    PublishedReports reports =
        PublishedReports.at(session.configuration().pipeline().reports().location());
    List<MatrixAnswer> answers = new ArrayList<>();
    List<String> why = new ArrayList<>();
    for (CollectionSpec of : session.chosenCollections(collection)) {
      Optional<PublishedRelease> release = reports.latest(of.id());
      if (release.isEmpty()) {
        why.add(of.id() + ": nothing is published, 'export-matrix run' does");
        continue;
      }
      MatrixAnswer answer = MatrixAnswer.of(of, release.get(), codes, question);
      if (answer.cells().isEmpty()) {
        why.add(of.id() + ": " + answer.whyNone());
      } else {
        answers.add(answer);
      }
    }
    if (answers.size() == 1) {
      return answers.get(0);
    }
    throw new UsageException(
        answers.isEmpty()
            ? "no such matrix; " + String.join("; ", why)
            : "several collections have such a matrix, which never mix: say --collection "
                + String.join(" or ", answers.stream().map(a -> a.collection().id()).toList()));
  }
}
