package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.UsageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user wants to know of one collection.
 *
 * @param terms per dimension what is asked for, in the user's order
 * @param by the parts that are listed instead of the figure itself
 * @param columns of the cube, beyond those that every answer has
 */
public record Question(
    Map<Dimension, List<Term>> terms,
    Optional<By> by,
    FlowChoice flow,
    FigurePeriod period,
    List<String> columns) {

  /** The flows of an answer. */
  public enum FlowChoice {
    EXPORT,
    IMPORT,
    /** Export, import and their sum, interchange. */
    BOTH
  }

  /**
   * @param territory codes, "," for each and "+" for together; so are the others
   * @param market empty: the world
   * @param product empty: all products
   * @throws UsageException where the words cannot be understood
   */
  public static Question of(
      String territory,
      Optional<String> market,
      Optional<String> product,
      Optional<String> by,
      FlowChoice flow,
      FigurePeriod period,
      List<String> columns) {
    Map<Dimension, List<Term>> terms = new EnumMap<>(Dimension.class);
    terms.put(Dimension.TERRITORY, Term.parse("--territory", territory));
    terms.put(Dimension.MARKET, Term.parse("--market", market.orElse(Dimension.MARKET.total)));
    terms.put(Dimension.PRODUCT, Term.parse("--product", product.orElse(Dimension.PRODUCT.total)));
    Question question = new Question(terms, by.map(By::parse), flow, period, List.copyOf(columns));
    question.check();
    return question;
  }

  /** The dimension along which parts are listed: territory, market or product; empty: none is. */
  public Optional<String> listed() {
    return by.map(of -> of.dimension().column());
  }

  private void check() {
    List<Dimension> summed =
        terms.entrySet().stream()
            .filter(e -> e.getValue().stream().anyMatch(Term::together))
            .map(Map.Entry::getKey)
            .toList();
    if (summed.size() > 1) {
      throw new UsageException(
          "expected '+' in one option, found it in --%s and --%s"
              .formatted(summed.get(0).column(), summed.get(1).column()));
    }
    if (by.isPresent() && summed.contains(by.get().dimension())) {
      throw new UsageException(
          "--by lists the parts of one %s: separate codes by ','"
              .formatted(by.get().dimension().column()));
    }
  }
}
