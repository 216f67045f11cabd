package exportmatrix.jobs;

import exportmatrix.Trace;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.claims.NoteChecker;
import exportmatrix.jobs.claims.Verdict;
import exportmatrix.jobs.claims.Verdict.Outcome;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.model.CollectionSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the figures of a note or press text. */
@Command(
    name = "check-note",
    description = "Reads a note or press text in Italian and checks every figure in it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: export-matrix check-note --collection synthetic-provinces nota/note.md"
    })
final class CheckNoteCommand implements Runnable {

  @Mixin Session session;

  @Parameters(paramLabel = "FILE", description = "The text: Markdown or plain, UTF-8.")
  Path file;

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "ID",
      description = "Whose figures the text is about.")
  String collection;

  @Option(names = "--all", description = "Print the confirmed figures as well.")
  boolean all;

  @Override
  public void run() {
    CollectionSpec of = session.chosenCollections(collection).get(0);
    Codes codes = Codes.load(session.configuration().pipeline().codes());
    PublishedRelease release = session.latest(of);
    NoteChecker checker =
        new NoteChecker(session.figures(of, codes, release), of.id(), codes, this::earlier);
    Map<Outcome, Integer> count = new EnumMap<>(Outcome.class);
    for (Verdict verdict : checker.check(lines())) {
      count.merge(verdict.outcome(), 1, Integer::sum);
      if (all || verdict.outcome() != Outcome.CONFIRMED) {
        print(verdict);
      }
    }
    session
        .out()
        .println(
            "%d confirmed, %d revised, %d off, %d not checkable; release %s"
                .formatted(
                    count.getOrDefault(Outcome.CONFIRMED, 0),
                    count.getOrDefault(Outcome.REVISED, 0),
                    count.getOrDefault(Outcome.OFF, 0),
                    count.getOrDefault(Outcome.NOT_CHECKABLE, 0),
                    release.id()));
  }

  private void print(Verdict verdict) {
    session
        .out()
        .println(
            "line %d: \"%s\": %s%s%s"
                .formatted(
                    verdict.line(),
                    verdict.words(),
                    verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    verdict.detail().isEmpty() ? "" : ", " + verdict.detail(),
                    verdict.id().map(id -> "  " + id).orElse("")));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          "%s: expected a text that can be read as UTF-8, found %s".formatted(file, e));
    }
  }

  /** Values of earlier editions; of other figures nothing is known. */
  private Map<String, BigDecimal> earlier(FigureId id) {
    Map<String, BigDecimal> editions = new LinkedHashMap<>();
    boolean single = !(id.market() + id.territory() + id.product()).contains("+");
    if (!id.indicator().equals(FigureId.VALUE) || !single || id.flow().equals("interchange")) {
      return editions;
    }
    Trace trace = session.quietPipeline(pipeline -> pipeline.trace(id.collection(), id.address()));
    trace.versions().stream()
        .skip(1)
        .forEach(
            version ->
                version
                    .origin()
                    .cents()
                    .ifPresent(
                        cents -> editions.put(version.edition(), BigDecimal.valueOf(cents, 2))));
    return editions;
  }
}
