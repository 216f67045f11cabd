package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.Question.FlowChoice;
import exportmatrix.model.CellAddress;
import exportmatrix.model.Flow;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The address of one published figure, {@code
 * collection/flow/span/period/territory/market/product/indicator}: what a note, a download and
 * {@code figures --ids} say of where a number stands.
 *
 * @param flow export, import or interchange
 * @param territory a code, or several joined by "+"; so are market and product
 * @param indicator a column of the cube
 */
public record FigureId(
    String collection,
    String flow,
    Span span,
    Period period,
    String territory,
    String market,
    String product,
    String indicator) {

  /** The indicator of an id that names a cell alone. */
  public static final String VALUE = "value_eur";

  /** No column of the cube: what the newest edition changed in the value. */
  public static final String REVISION = "revision_eur";

  private static final String FORM =
      "collection/flow/span/period/territory/market/product/indicator";

  /**
   * @throws UsageException where the text is no id, naming the part that is not
   */
  public static FigureId parse(String text) {
    List<String> parts = List.of(text.strip().split("/", -1));
    if (parts.size() < 7 || parts.size() > 8 || parts.stream().anyMatch(String::isBlank)) {
      throw new UsageException(
          "expected an id such as synthetic-provinces/export/year/2024/ITC4/MA/ALL/value_eur (%s), found '%s'"
              .formatted(FORM, text));
    }
    Span span;
    try {
      span = Span.ofCode(parts.get(2));
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: the third part: %s".formatted(text, e.getMessage()));
    }
    Period period =
        Period.parse(parts.get(3))
            .orElseThrow(
                () ->
                    new UsageException(
                        "%s: the fourth part: expected a period such as 2016, 2016-Q2 or 2016-06, found '%s'"
                            .formatted(text, parts.get(3))));
    return new FigureId(
        parts.get(0),
        parts.get(1),
        span,
        period,
        parts.get(4),
        parts.get(5),
        parts.get(6),
        parts.size() == 8 ? parts.get(7) : VALUE);
  }

  /** The id of a line of an {@link Answer}. */
  public static FigureId of(Map<String, Object> figure, String indicator) {
    return new FigureId(
        (String) figure.get("collection"),
        (String) figure.get("flow"),
        Span.ofCode((String) figure.get("span")),
        Period.parse((String) figure.get("period")).orElseThrow(),
        (String) figure.get("territory"),
        (String) figure.get("market"),
        (String) figure.get("product"),
        indicator);
  }

  /** The same of another indicator. */
  public FigureId indicator(String other) {
    return new FigureId(collection, flow, span, period, territory, market, product, other);
  }

  /** The same of another period. */
  public FigureId at(Period other) {
    return new FigureId(collection, flow, span, other, territory, market, product, indicator);
  }

  /** The same of another flow. */
  public FigureId flow(String other) {
    return new FigureId(collection, other, span, period, territory, market, product, indicator);
  }

  /** The same of another territory. */
  public FigureId territory(String other) {
    return new FigureId(collection, flow, span, period, other, market, product, indicator);
  }

  /** The same of another market. */
  public FigureId market(String other) {
    return new FigureId(collection, flow, span, period, territory, other, product, indicator);
  }

  /** The same of another product. */
  public FigureId product(String other) {
    return new FigureId(collection, flow, span, period, territory, market, other, indicator);
  }

  /**
   * The flows that a question about it asks for.
   *
   * @throws UsageException where it names none
   */
  public FlowChoice flows() {
    return switch (flow) {
      case "export" -> FlowChoice.EXPORT;
      case "import" -> FlowChoice.IMPORT;
      case "interchange" -> FlowChoice.BOTH;
      default ->
          throw new UsageException(
              "%s: the second part: expected export, import or interchange, found '%s'"
                  .formatted(text(), flow));
    };
  }

  /** The cell in the cube; of a single flow and single codes only. */
  public CellAddress address() {
    return new CellAddress(Flow.ofCode(flow), span, period, territory, market, product);
  }

  /** The id without its indicator. */
  public String cell() {
    return Stream.of(collection, flow, span.code(), period.text(), territory, market, product)
        .reduce((a, b) -> a + "/" + b)
        .orElseThrow();
  }

  public String text() {
    return cell() + "/" + indicator;
  }

  @Override
  public String toString() {
    return text();
  }
}
