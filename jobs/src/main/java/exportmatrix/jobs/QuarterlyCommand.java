package exportmatrix.jobs;

import exportmatrix.Pipeline;
import exportmatrix.PipelineConfig;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.MatrixAnswer;
import exportmatrix.jobs.figures.MatrixQuestion;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.jobs.figures.PublishedReports;
import exportmatrix.jobs.note.NoteFormat;
import exportmatrix.jobs.note.NoteQuestion;
import exportmatrix.jobs.note.NoteTables;
import exportmatrix.jobs.note.NoteWriter;
import exportmatrix.jobs.tables.CsvStyle;
import exportmatrix.jobs.tables.DataTable;
import exportmatrix.jobs.tables.TableFiles;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the quarter's note and the tables that go with it. */
@Command(
    name = "quarterly",
    description = "Writes the quarter's note, workbook and tables from the published figures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix quarterly --territory ITC4 --period 2016-H1 --market MA,KE --lang it --to nota",
      "  export-matrix quarterly --territory ITC4 --period 2020 --programme 2020 --to note-2020",
      "  export-matrix quarterly --territory ITC4 --period 2024,2025-H1 --to note"
    })
final class QuarterlyCommand implements Runnable {

  @Mixin Session session;

  @Option(
      names = "--territory",
      required = true,
      paramLabel = "CODE",
      description = "Whose exports the note is about, such as ITC4.")
  String territory;

  @Option(
      names = "--period",
      required = true,
      split = ",",
      paramLabel = "PERIOD",
      description = "2016, 2016-Q2, 2016-06, 2016-H1 or 2016-9M; several by ',', a chapter each.")
  List<String> periods = new ArrayList<>();

  @Option(
      names = "--market",
      paramLabel = "CODE",
      split = ",",
      description = "Partners that get a section of their own.")
  List<String> markets = new ArrayList<>();

  @Option(
      names = "--programme",
      paramLabel = "YEAR",
      description = "Show the markets and sectors of that year's regional programme together.")
  Integer programme;

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "Needed where several collections have such figures.")
  String collection;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      defaultValue = "en",
      description = "The note's language: it or en (default: en).")
  Language language;

  @Option(
      names = "--csv",
      paramLabel = "STYLE",
      defaultValue = "plain",
      description =
          "plain, or italian for spreadsheets with decimal comma and semicolon (default: plain).")
  CsvStyle csv;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder that the files are written to; made where there is none.")
  Path folder;

  @Override
  public void run() {
    NoteQuestion question =
        new NoteQuestion(
            territory,
            periods.stream().map(p -> FigurePeriod.parse(p, Optional.empty())).toList(),
            markets,
            Optional.ofNullable(programme));
    PipelineConfig config = session.configuration().pipeline();
    Codes codes = Codes.load(config.codes());
    Release release = release(config, codes, question);
    Figures figures = session.figures(release.collection(), codes, release.published());
    NoteWriter.Written written =
        new NoteWriter(
                figures,
                codes,
                release.collection(),
                release.published().id(),
                Pipeline.indicators(),
                language)
            .write(question);
    for (NoteFormat format : NoteFormat.values()) {
      write(format.file(), format.write(written.note()));
    }
    List<DataTable> tables = tables(codes, release, question, written);
    new TableFiles(folder, written.provenance(), csv).write(tables).forEach(session.out()::println);
  }

  private List<DataTable> tables(
      Codes codes, Release release, NoteQuestion question, NoteWriter.Written written) {
    NoteTables of = new NoteTables(Pipeline.indicators(), language);
    List<DataTable> tables = new ArrayList<>(of.figures(written.asked()));
    List<Map<String, Object>> cells = new ArrayList<>();
    for (FigurePeriod period : question.periods()) {
      MatrixQuestion matrix =
          new MatrixQuestion(
              question.territory(),
              period,
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.of(Integer.MAX_VALUE));
      cells.addAll(
          MatrixAnswer.of(release.collection(), release.published(), codes, matrix).rows(language));
    }
    if (!cells.isEmpty()) {
      tables.add(of.matrix(cells));
    }
    tables.add(of.definitions(tables));
    return tables;
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
      session.out().println(folder.resolve(name));
    } catch (IOException e) {
      throw new StorageException(
          "--to %s: expected a folder that can be written to, found %s"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private record Release(CollectionSpec collection, PublishedRelease published) {}

  /** The collection that is asked for, or the one that alone has the periods. */
  private Release release(PipelineConfig config, Codes codes, NoteQuestion question) {
    PublishedReports reports = PublishedReports.at(config.reports().location());
    List<Release> found = new ArrayList<>();
    for (CollectionSpec of : session.chosenCollections(collection)) {
      reports.latest(of.id()).map(published -> new Release(of, published)).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw new UsageException(
          "nothing is published in %s; 'export-matrix run' does".formatted(reports.folder()));
    }
    if (found.size() > 1) {
      List<Release> covering =
          found.stream()
              .filter(
                  release ->
                      question.periods().stream()
                          .allMatch(
                              session.figures(release.collection(), codes, release.published())
                                  ::covers))
              .toList();
      if (covering.size() == 1) {
        return covering.get(0);
      }
      throw new UsageException(
          covering.isEmpty()
              ? "--period: no collection has %s; 'export-matrix list releases' shows what there is"
                  .formatted(String.join(" and ", periods))
              : "several collections have such figures, which never mix: say --collection "
                  + String.join(
                      " or ", covering.stream().map(of -> of.collection().id()).toList()));
    }
    return found.get(0);
  }
}
