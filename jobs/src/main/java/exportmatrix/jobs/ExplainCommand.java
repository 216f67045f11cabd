package exportmatrix.jobs;

import exportmatrix.codes.Codes;
import exportmatrix.jobs.explain.Explainer;
import exportmatrix.jobs.explain.Explanation;
import exportmatrix.jobs.explain.ExplanationText;
import exportmatrix.jobs.figures.AnswerFormat;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.MatrixAnswer;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.model.CollectionSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where a figure comes from. */
@Command(
    name = "explain",
    description = "Says where a figure comes from: formula, files, lines, earlier editions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "An id stands in a note, in a download, and beside every line of 'figures --ids'; its last part",
      "is a column of 'list indicators', or score: why a cell of the matrix stands where it does.",
      "",
      "Examples:",
      "  export-matrix explain synthetic-provinces/export/year_to_date/2016-Q2/ITC4/MA/ALL/yoy_percent",
      "  export-matrix explain synthetic-provinces/export/year/2020/ITC4/CN/moda --format csv",
      "  export-matrix explain synthetic-provinces/export/year/2020/ITC4/CN/moda/score"
    })
final class ExplainCommand implements Runnable {

  @Mixin Session session;

  @Parameters(
      paramLabel = "ID",
      description = "collection/flow/span/period/territory/market/product/indicator.")
  String id;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "5",
      description = "Lines of each file that are shown (default: 5).")
  int lines;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, or csv or json with every line (default: table).")
  AnswerFormat format;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      defaultValue = "en",
      description = "Labels: it or en (default: en).")
  Language language;

  @Override
  public void run() {
    FigureId asked = FigureId.parse(id);
    CollectionSpec collection = session.chosenCollections(asked.collection()).get(0);
    Codes codes = Codes.load(session.configuration().pipeline().codes());
    PublishedRelease release = session.latest(collection);
    Explainer explainer =
        new Explainer(
            session.figures(collection, codes, release),
            question -> MatrixAnswer.of(collection, release, codes, question),
            codes,
            codes.products(
                session.configuration().pipeline().dataset(collection.datasets().get(0)).scheme()),
            language);
    Explanation explanation = session.quietPipeline(pipeline -> explainer.explain(asked, pipeline));
    ExplanationText text = new ExplanationText(explanation, collection, release.id(), language);
    switch (format) {
      case TABLE -> text.print(session.out(), lines);
      case CSV -> AnswerFormat.writeCsv(text.rows(), session.out());
      case JSON -> AnswerFormat.writeJson(text.rows(), session.out());
    }
  }
}
