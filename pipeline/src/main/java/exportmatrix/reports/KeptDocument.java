package exportmatrix.reports;

import exportmatrix.model.Flow;
import exportmatrix.model.Span;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What still stands of a document of the earlier release, as the text it was published with: a
 * figure that is taken over, or a whole table, would be written with the same bytes again.
 *
 * @param subject whom the document is about; empty: nothing that stands knows it
 * @param figures of the series, by their periods
 * @param tables by their periods; whether one is shown is up to the layout
 */
record KeptDocument(
    Optional<Subject> subject,
    Map<Series, Map<String, Json.Body>> figures,
    Map<Series, Map<String, Json.Body>> tables) {

  /** Nothing stands, or there was no such document. */
  static final KeptDocument NONE = new KeptDocument(Optional.empty(), Map.of(), Map.of());

  /** What figures and tables belong to, period by period. */
  record Series(Flow flow, Span span) {}

  /**
   * Which figures and tables stand.
   *
   * @param parts spans and periods that are taken over
   * @param tables the periods of each span of which tables may be shown
   */
  record Choice(Set<Kept.Part> parts, Map<Span, List<String>> tables) implements Serializable {

    boolean figure(Span span, String period) {
      return parts.contains(new Kept.Part(span.code(), period));
    }

    boolean table(Span span, String period) {
      return figure(span, period) && tables.getOrDefault(span, List.of()).contains(period);
    }
  }

  boolean knows(Flow flow) {
    return figures.keySet().stream().anyMatch(of -> of.flow() == flow)
        || tables.keySet().stream().anyMatch(of -> of.flow() == flow);
  }

  Map<String, Json.Body> figuresOf(Flow flow, Span span) {
    return figures.getOrDefault(new Series(flow, span), Map.of());
  }

  Map<String, Json.Body> tablesOf(Flow flow, Span span) {
    return tables.getOrDefault(new Series(flow, span), Map.of());
  }
}
