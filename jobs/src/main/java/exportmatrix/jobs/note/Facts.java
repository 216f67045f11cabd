package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Answer;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.Question;
import exportmatrix.jobs.figures.Question.FlowChoice;
import exportmatrix.jobs.figures.Revision;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a release for the figures of one period, each question once, and keeps the answers: they are
 * the tables that go with the note.
 */
final class Facts {

  /** Beyond the usual ones; a release may lack them. */
  private static final List<String> COLUMNS =
      List.of("record_high", "years_compared", "acceleration_pp", "change_eur");

  private final Figures figures;
  private final FigurePeriod period;
  private final Language language;
  private final List<String> columns;
  private final Map<Question, Answer> answers = new LinkedHashMap<>();

  Facts(Figures figures, FigurePeriod period, Language language) {
    this.figures = figures;
    this.period = period;
    this.language = language;
    this.columns = figures.columns(period, COLUMNS);
  }

  FigurePeriod period() {
    return period;
  }

  /**
   * The last quarter of a longer part of a year; empty where the span is none, or not published.
   */
  Optional<Facts> lastQuarter() {
    if (period.span() != Span.YEAR_TO_DATE) {
      return Optional.empty();
    }
    return period.ends().stream()
        .filter(end -> end.frequency() == Frequency.Q && end.place() > 1)
        .map(Period::text)
        .map(quarter -> FigurePeriod.parse(quarter, Optional.of(Span.QUARTER)))
        .filter(figures::covers)
        .map(quarter -> new Facts(figures, quarter, language))
        .findFirst();
  }

  /**
   * The flows of one place.
   *
   * @param interchange only where both flows are known
   */
  record Flows(Optional<Fact> export, Optional<Fact> imported, Optional<Fact> interchange) {

    Optional<Fact> either() {
      return export.or(() -> imported);
    }
  }

  Flows flows(String territory, String market, String product) {
    List<Fact> found = ask(territory, market, product, Optional.empty(), FlowChoice.BOTH);
    return new Flows(
        of("export", found),
        of("import", found),
        of("interchange", found).filter(fact -> fact.value().isPresent()));
  }

  private static Optional<Fact> of(String flow, List<Fact> facts) {
    return facts.stream().filter(fact -> fact.text("flow").equals(flow)).findFirst();
  }

  /** One flow of a place; empty where nothing is known of it. */
  Optional<Fact> at(FlowChoice flow, String territory, String market, String product) {
    return ask(territory, market, product, Optional.empty(), flow).stream().findFirst();
  }

  /**
   * The parts of a figure, largest first, residuals and what is not allocated last.
   *
   * @param by a level of the parts
   */
  List<Fact> parts(FlowChoice flow, String territory, String market, String product, String by) {
    return ask(territory, market, product, Optional.of(by), flow);
  }

  private List<Fact> ask(
      String territory, String market, String product, Optional<String> by, FlowChoice flow) {
    Question question =
        Question.of(
            territory, Optional.of(market), Optional.of(product), by, flow, period, columns);
    return answers
        .computeIfAbsent(question, asked -> figures.answer(asked, language))
        .figures()
        .stream()
        .map(Fact::new)
        .toList();
  }

  /** What the newest edition that changed a territory's total changed. */
  Optional<Revision> revised(Flow flow, String territory) {
    return figures.revised(flow, territory, period);
  }

  /** Everything that was asked so far. */
  List<Asked> asked() {
    return answers.entrySet().stream().map(of -> new Asked(of.getKey(), of.getValue())).toList();
  }
}
