package exportmatrix.jobs.explain;

import exportmatrix.Pipeline;
import exportmatrix.Trace;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Products;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.explain.Explanation.Part;
import exportmatrix.jobs.explain.Explanation.Term;
import exportmatrix.jobs.figures.Answer;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.Question;
import exportmatrix.model.CellAddress;
import exportmatrix.model.Flow;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains figures of one release. */
public final class Explainer {

  /** Larger siblings that are named beside a rank. */
  private static final int NAMED = 20;

  private final Figures figures;
  private final Codes codes;
  private final Products products;
  private final Language language;

  /**
   * @param products of the collection's scheme
   */
  public Explainer(Figures figures, Codes codes, Products products, Language language) {
    this.figures = figures;
    this.codes = codes;
    this.products = products;
    this.language = language;
  }

  /**
   * @throws UsageException where the release has no such cell or indicator
   */
  public Explanation explain(FigureId asked, Pipeline pipeline) {
    // A revision is explained by the editions of the value.
    FigureId id =
        asked.indicator().equals(FigureId.REVISION) ? asked.indicator(FigureId.VALUE) : asked;
    Map<String, Object> figure =
        figures
            .line(id, List.of(id.indicator()), language)
            .orElseThrow(() -> new UsageException(id + ": the release has no such figure"));
    Formula formula = Formula.of(id, codes, products);
    List<Term> terms = new ArrayList<>();
    formula
        .terms()
        .forEach(
            (symbol, cell) ->
                terms.add(
                    new Term(
                        symbol,
                        cell,
                        value(cell),
                        Formula.parts(cell).stream()
                            .map(part -> new Part(part, trace(part, pipeline)))
                            .toList())));
    return new Explanation(
        id,
        figure,
        figure.get(id.indicator()),
        Pipeline.indicators().stream().filter(card -> card.id().equals(id.indicator())).findFirst(),
        filled(formula, terms),
        terms,
        compared(id, figure));
  }

  private static Trace trace(FigureId part, Pipeline pipeline) {
    return pipeline.trace(
        part.collection(),
        new CellAddress(
            Flow.ofCode(part.flow()),
            part.span(),
            part.period(),
            part.territory(),
            part.market(),
            part.product()));
  }

  private Answer parts(FigureId whole, String by) {
    return figures.answer(
        Question.of(
            whole.territory(),
            Optional.of(whole.market()),
            Optional.of(whole.product()),
            Optional.of(by),
            whole.flows(),
            FigurePeriod.parse(whole.period().text(), Optional.of(whole.span())),
            List.of()),
        language);
  }

  private Optional<BigDecimal> value(FigureId cell) {
    return figures
        .line(cell, List.of(), language)
        .flatMap(line -> Optional.ofNullable((BigDecimal) line.get(FigureId.VALUE)));
  }

  private static String filled(Formula formula, List<Term> terms) {
    String filled = formula.expression();
    for (Term term : terms) {
      filled =
          filled.replace(
              term.symbol(), term.value().map(BigDecimal::toPlainString).orElse("(none)"));
    }
    return filled.equals(formula.expression()) ? "" : filled;
  }

  /** What a rank or a record was compared with. */
  private List<Term> compared(FigureId id, Map<String, Object> figure) {
    if (id.indicator().equals("record_high")) {
      return earlierYears(id);
    }
    if (!id.indicator().startsWith("rank_in_") || figure.get("rank") == null) {
      return List.of();
    }
    return siblings(id);
  }

  private List<Term> earlierYears(FigureId id) {
    List<Term> years = new ArrayList<>();
    int perYear = id.period().frequency().periodsPerYear();
    FigureId year = id.indicator(FigureId.VALUE);
    while (figures.covers(FigurePeriod.parse(year.period().text(), Optional.of(year.span())))) {
      years.add(new Term(year.period().text(), year, value(year), List.of()));
      year = year.at(year.period().plus(-perYear));
    }
    return years;
  }

  private List<Term> siblings(FigureId id) {
    String dimension = id.indicator().replace("rank_in_", "");
    FigureId whole;
    String by;
    switch (dimension) {
      case "territory" -> {
        whole = id.territory(codes.territories().parentForShares(id.territory()).orElse(""));
        by = codes.territories().find(id.territory()).orElseThrow().level().code();
      }
      case "market" -> {
        whole = id.market(Wording.WORLD);
        by = "market";
      }
      default -> {
        whole = id.product(products.parentOf(id.product()).orElse(Wording.ALL_PRODUCTS));
        by = products.find(id.product()).orElseThrow().level().code();
      }
    }
    if (whole.territory().isEmpty()) {
      return List.of();
    }
    return parts(whole, by).figures().stream()
        .filter(line -> line.get("flow").equals(id.flow()) && line.get("rank") != null)
        .limit(NAMED)
        .map(
            line ->
                new Term(
                    line.get("rank") + ". " + line.get(dimension + "_label"),
                    FigureId.of(line, FigureId.VALUE),
                    Optional.ofNullable((BigDecimal) line.get(FigureId.VALUE)),
                    List.of()))
        .toList();
  }
}
