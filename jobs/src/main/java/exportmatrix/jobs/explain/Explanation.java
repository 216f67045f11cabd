package exportmatrix.jobs.explain;

import exportmatrix.Trace;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.model.IndicatorCard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a figure comes from.
 *
 * @param figure the line of the release that holds it
 * @param value the figure itself; null where there is none
 * @param filled the formula with the numbers in their places; empty where it is not made of few
 *     cells
 * @param compared figures that it was made of or compared with, where they are many: siblings of a
 *     rank, earlier years of a record, parts of a concentration, components of a score
 */
public record Explanation(
    FigureId id,
    Map<String, Object> figure,
    Object value,
    Optional<IndicatorCard> card,
    String filled,
    List<Term> terms,
    List<Compared> compared) {

  /**
   * One figure of many.
   *
   * @param value with its unit; empty: there is none
   */
  public record Compared(String label, String value) {

    static Compared euros(String label, Optional<BigDecimal> value) {
      return new Compared(label, value.map(euros -> euros.toPlainString() + " EUR").orElse(""));
    }
  }

  /**
   * One value in the formula.
   *
   * @param value as published, in euros; empty: there is none
   * @param parts the single cells of which it is the sum, each with where it comes from; empty
   *     where that was not asked
   */
  public record Term(String symbol, FigureId cell, Optional<BigDecimal> value, List<Part> parts) {

    /** The sum of the lines of the newest edition, in euros. */
    BigDecimal sumOfLines() {
      return parts.stream()
          .flatMap(part -> part.trace().versions().stream().limit(1))
          .map(version -> BigDecimal.valueOf(version.origin().sum(), 2))
          .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
  }

  /** One cell of a term, and the lines that it is made of. */
  public record Part(FigureId cell, Trace trace) {}
}
