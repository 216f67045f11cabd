package exportmatrix.jobs.explain;

import exportmatrix.Pipeline;
import exportmatrix.Trace;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Products;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.explain.Explanation.Compared;
import exportmatrix.jobs.explain.Explanation.Part;
import exportmatrix.jobs.explain.Explanation.Term;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.MatrixAnswer;
import exportmatrix.jobs.figures.MatrixQuestion;
import exportmatrix.jobs.figures.Question;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import exportmatrix.model.Unit;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** Explains figures of one release. */
public final class Explainer {

  /** Siblings or parts that are named at most. */
  private static final int NAMED = 20;

  /** Growth rates that the volatility is made of at most. */
  private static final int QUARTERS = 8;

  /** A column of the matrix, not of the cube. */
  private static final String SCORE = "score";

  private static final IndicatorCard SCORE_CARD =
      new IndicatorCard(
          SCORE,
          "Punteggio nella matrice",
          "Score in the matrix",
          Unit.INDEX,
          DataTypes.DoubleType,
          true,
          "mean score of the eligible cells + what each component adds (weighted percentile ranks)",
          "",
          "the cell is not in the matrix, or too small for it",
          List.of());

  private final Figures figures;
  private final Function<MatrixQuestion, MatrixAnswer> matrix;
  private final Codes codes;
  private final Products products;
  private final Language language;

  /**
   * @param matrix answers questions about the same release's matrix
   * @param products of the collection's scheme
   */
  public Explainer(
      Figures figures,
      Function<MatrixQuestion, MatrixAnswer> matrix,
      Codes codes,
      Products products,
      Language language) {
    this.figures = figures;
    this.matrix = matrix;
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
    boolean score = id.indicator().equals(SCORE);
    Map<String, Object> figure =
        figures
            .line(id, List.of(score ? FigureId.VALUE : id.indicator()), language)
            .orElseThrow(() -> new UsageException(id + ": the release has no such figure"));
    Optional<Map<String, Object>> scored = score ? Optional.of(matrixCell(id)) : Optional.empty();
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
        scored.orElse(figure).get(id.indicator()),
        Stream.concat(Pipeline.indicators().stream(), Stream.of(SCORE_CARD))
            .filter(card -> card.id().equals(id.indicator()))
            .findFirst(),
        filled(formula, terms),
        terms,
        scored.map(this::components).orElseGet(() -> compared(id, figure)));
  }

  private static Trace trace(FigureId part, Pipeline pipeline) {
    return pipeline.trace(part.collection(), part.address());
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

  private Map<String, Object> matrixCell(FigureId id) {
    MatrixQuestion question =
        new MatrixQuestion(
            id.territory(),
            FigurePeriod.parse(id.period().text(), Optional.of(id.span())),
            List.of(id.product()),
            List.of(id.market()),
            Optional.empty(),
            Optional.empty());
    return matrix.apply(question).rows(language).stream()
        .filter(cell -> id.flow().equals(Flow.EXPORT.code()))
        .findFirst()
        .orElseThrow(() -> new UsageException(id + ": the matrix has no such cell"));
  }

  /** What a score is made of, and what its rank is worth. */
  private List<Compared> components(Map<String, Object> cell) {
    List<Compared> components = new ArrayList<>();
    for (MatrixComponent component : MatrixComponent.values()) {
      Object points = cell.get(MatrixTables.points(component));
      String label = language == Language.it ? component.labelIt() : component.labelEn();
      components.add(
          new Compared(
              label,
              points == null
                  ? ""
                  : "%s %s adds %s"
                      .formatted(
                          ExplanationText.plain(cell.get(component.column())),
                          component.unit().symbol(),
                          ExplanationText.plain(points))));
    }
    components.add(
        new Compared(
            "rank",
            "%s of %s, from %s to %s in nine of ten draws of the weights"
                .formatted(
                    cell.get("rank"),
                    cell.get("ranked_cells"),
                    cell.get("rank_low"),
                    cell.get("rank_high"))));
    return components;
  }

  /** What a figure was compared with, or the many figures that it is made of. */
  private List<Compared> compared(FigureId id, Map<String, Object> figure) {
    String indicator = id.indicator();
    if (indicator.equals("record_high")) {
      return earlierYears(id);
    }
    if (indicator.equals("volatility_pp")) {
      return earlierQuarters(id);
    }
    if (indicator.startsWith("province_hhi")) {
      return parts(id, "province", "territory");
    }
    if (indicator.startsWith("market_hhi")) {
      return parts(id, "market", "market");
    }
    boolean ranked = indicator.startsWith("rank_in_") && figure.get("rank") != null;
    return ranked && !indicator.endsWith("_change") ? siblings(id) : List.of();
  }

  private List<Compared> earlierYears(FigureId id) {
    List<Compared> years = new ArrayList<>();
    int perYear = id.period().frequency().periodsPerYear();
    FigureId year = id.indicator(FigureId.VALUE);
    while (figures.covers(FigurePeriod.parse(year.period().text(), Optional.of(year.span())))) {
      years.add(Compared.euros(year.period().text(), value(year)));
      year = year.at(year.period().plus(-perYear));
    }
    return years;
  }

  /** The growth of single quarters from the last of the period back, as far as they count. */
  private List<Compared> earlierQuarters(FigureId id) {
    List<Compared> quarters = new ArrayList<>();
    int month = id.period().lastDay().getMonthValue();
    FigureId quarter =
        new FigureId(
            id.collection(),
            id.flow(),
            Span.QUARTER,
            Period.of(Frequency.Q, id.period().year(), month / 3),
            id.territory(),
            id.market(),
            id.product(),
            "yoy_percent");
    while (quarters.size() < QUARTERS
        && figures.covers(FigurePeriod.parse(quarter.period().text(), Optional.of(Span.QUARTER)))) {
      Object growth =
          figures
              .line(quarter, List.of("yoy_percent"), language)
              .map(line -> line.get("yoy_percent"))
              .orElse(null);
      if (growth != null) {
        quarters.add(new Compared(quarter.period().text(), ExplanationText.plain(growth) + " %"));
      }
      quarter = quarter.at(quarter.period().plus(-1));
    }
    return quarters;
  }

  private List<Compared> siblings(FigureId id) {
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
    return whole.territory().isEmpty() ? List.of() : parts(whole, by, dimension);
  }

  /** The largest parts of a cell that have a rank among themselves. */
  private List<Compared> parts(FigureId whole, String by, String dimension) {
    Question question =
        Question.of(
            whole.territory(),
            Optional.of(whole.market()),
            Optional.of(whole.product()),
            Optional.of(by),
            whole.flows(),
            FigurePeriod.parse(whole.period().text(), Optional.of(whole.span())),
            List.of());
    return figures.answer(question, language).figures().stream()
        .filter(line -> line.get("flow").equals(whole.flow()) && line.get("rank") != null)
        .limit(NAMED)
        .map(
            line ->
                Compared.euros(
                    line.get("rank") + ". " + line.get(dimension + "_label"),
                    Optional.ofNullable((BigDecimal) line.get(FigureId.VALUE))))
        .toList();
  }
}
