package exportmatrix.jobs.figures;

import exportmatrix.model.Basis;
import exportmatrix.model.Flow;
import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The cells of one span and period, found by place; sums of cells are made here. */
final class CellIndex {

  /** Export and import together. */
  static final String INTERCHANGE = "interchange";

  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

  private record Key(String flow, String territory, String market, String product) {}

  private final Map<Key, Cell> cells = new HashMap<>();
  private final Map<Dimension, Set<String>> codes = new HashMap<>();
  private final Set<Dimension> complete;
  private final CodeBook book;
  private final Together together;

  /**
   * @param complete dimensions whose finest level the sources promise to publish completely: what
   *     is absent there, while the total is there, is zero
   */
  CellIndex(List<Cell> cells, Set<Dimension> complete, CodeBook book, Together together) {
    for (Cell cell : cells) {
      this.cells.put(
          new Key(
              cell.text("flow"), cell.text("territory"), cell.text("market"), cell.text("product")),
          cell);
      for (Dimension dimension : Dimension.values()) {
        codes
            .computeIfAbsent(dimension, d -> new LinkedHashSet<>())
            .add(cell.text(dimension.column()));
      }
    }
    this.complete = complete;
    this.book = book;
    this.together = together;
  }

  /** All codes that occur along a dimension. */
  Set<String> codes(Dimension dimension) {
    return codes.getOrDefault(dimension, Set.of());
  }

  /** The figure at a place, as published or summed; empty where nothing is known of it. */
  Optional<Cell> at(String flow, At at) {
    if (flow.equals(INTERCHANGE)) {
      return interchange(at);
    }
    for (Dimension dimension : Dimension.values()) {
      if (at.term(dimension).together()) {
        return sum(flow, at, dimension);
      }
    }
    Cell cell = cells.get(key(flow, at));
    return cell != null ? Optional.of(cell) : zero(flow, at);
  }

  /** Whether the cube has a cell there, or one of those that are summed. */
  boolean has(String flow, At at) {
    List<String> flows =
        flow.equals(INTERCHANGE)
            ? Stream.of(Flow.values()).map(Flow::code).toList()
            : List.of(flow);
    return flows.stream()
        .anyMatch(
            f ->
                at.territory().codes().stream()
                    .anyMatch(
                        t ->
                            at.market().codes().stream()
                                .anyMatch(
                                    m ->
                                        at.product().codes().stream()
                                            .anyMatch(
                                                p -> cells.containsKey(new Key(f, t, m, p))))));
  }

  private Optional<Cell> interchange(At at) {
    List<Cell> flows =
        Stream.of(Flow.values()).flatMap(flow -> at(flow.code(), at).stream()).toList();
    if (flows.isEmpty()) {
      return Optional.empty();
    }
    Cell both = together.of(flows, "flow", Set.of());
    return Optional.of(flows.size() == 2 ? both : withoutCounterflow(both));
  }

  private static Cell withoutCounterflow(Cell one) {
    Map<String, Object> values = new HashMap<>(one.values());
    for (String column : List.of("value_eur", "prior_value_eur", "change_eur", "yoy_percent")) {
      values.remove(column);
    }
    values.put("value_eur_status", Status.NO_COUNTERFLOW.name());
    values.put("yoy_percent_status", Status.NO_COUNTERFLOW.name());
    return new Cell(values);
  }

  private Optional<Cell> sum(String flow, At at, Dimension dimension) {
    List<Cell> parts = new ArrayList<>();
    Set<Status> missing = Set.of();
    for (String code : at.term(dimension).codes()) {
      Optional<Cell> part = at(flow, at.with(dimension, code));
      part.ifPresent(parts::add);
      if (part.isEmpty()) {
        missing = Set.of(Status.PARTIAL);
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(together.of(parts, dimension.column(), missing));
  }

  /**
   * Nothing was traded where a source that publishes every market (or product) of the slice has no
   * row, and the slice's total stands whole.
   */
  private Optional<Cell> zero(String flow, At at) {
    for (Dimension dimension : complete) {
      Cell total = cells.get(key(flow, at.with(dimension, dimension.total)));
      if (total != null
          && !at.term(dimension).text().equals(dimension.total)
          && total.euros("value_eur").isPresent()
          && total.status("value_eur_status").orElse(Status.OK) == Status.OK) {
        return Optional.of(zero(flow, at, total));
      }
    }
    return Optional.empty();
  }

  private Cell zero(String flow, At at, Cell total) {
    Map<String, Object> values = new HashMap<>();
    values.put("flow", flow);
    for (Dimension dimension : Dimension.values()) {
      String code = at.term(dimension).text();
      values.put(dimension.column(), code);
      values.put(dimension.level(), book.level(dimension, code));
      for (Language language : Language.values()) {
        values.put(dimension.label(language), book.label(dimension, code, language));
      }
    }
    values.put("value_eur", ZERO);
    values.put("value_eur_status", Status.OK.name());
    boolean known = total.euros("prior_value_eur").isPresent();
    if (known) {
      values.put("prior_value_eur", ZERO);
      values.put("change_eur", ZERO);
    }
    values.put("yoy_percent_status", (known ? Status.NO_TRADE : Status.NO_PRIOR).name());
    values.put("basis", Basis.SUMMED.code());
    values.put("edition", total.text("edition"));
    total.count("months_observed").ifPresent(m -> values.put("months_observed", m.intValue()));
    return new Cell(values);
  }

  private static Key key(String flow, At at) {
    return new Key(flow, at.territory().text(), at.market().text(), at.product().text());
  }
}
