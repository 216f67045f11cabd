package exportmatrix.jobs.figures;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.in;
import static org.apache.parquet.filter2.predicate.FilterApi.or;

import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.Question.FlowChoice;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/** Answers questions about one collection from one of its releases. */
public final class Figures {

  private final CollectionSpec collection;
  private final List<DatasetSpec> datasets;
  private final CodeBook book;
  private final Rules rules;
  private final PublishedRelease release;

  /**
   * @param datasets those of the collection
   */
  public Figures(
      CollectionSpec collection,
      List<DatasetSpec> datasets,
      Codes codes,
      Rules rules,
      PublishedRelease release) {
    this.collection = collection;
    this.datasets = List.copyOf(datasets);
    this.book = new CodeBook(codes, datasets.get(0).scheme());
    this.rules = rules;
    this.release = release;
  }

  /** Whether the release has the question's span and period. */
  public boolean covers(FigurePeriod period) {
    return end(period).isPresent();
  }

  /** Those of some columns that the release has of a period that it covers. */
  public List<String> columns(FigurePeriod period, List<String> asked) {
    return end(period)
        .map(end -> release.columns(period.span(), end, List.of()))
        .map(has -> asked.stream().filter(has::contains).toList())
        .orElse(List.of());
  }

  /**
   * @throws UsageException for codes, periods and columns that there are not, naming those that
   *     come nearest
   */
  public Answer answer(Question question, Language language) {
    Span span = question.period().span();
    Period end = end(question.period()).orElseThrow(() -> notCovered(question.period()));
    FigureColumns columns =
        FigureColumns.of(question, release.columns(span, end, question.columns()));
    Map<Dimension, List<Term>> terms = new EnumMap<>(Dimension.class);
    question
        .terms()
        .forEach((d, given) -> terms.put(d, given.stream().map(t -> book.known(d, t)).toList()));
    Predicate<String> chosen = question.by().map(by -> chosen(by, terms)).orElse(code -> true);

    CellIndex cells =
        new CellIndex(
            release.cells(span, end, filter(question, terms), columns.read()),
            complete(),
            book,
            new Together(span.months(end), rules));
    List<Line> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (At at : places(terms)) {
      for (String flow : flows(question.flow())) {
        List<Line> found =
            question
                .by()
                .map(by -> new Listing(by, flow, at, span, end, cells).lines(chosen))
                .orElseGet(() -> figure(flow, at, cells));
        lines.addAll(found);
        if (found.isEmpty()) {
          notes.add(
              "no figure for %s %s, %s %s".formatted(flow, at.text(), span.code(), end.text()));
        }
      }
    }
    List<Map<String, Object>> figures =
        lines.stream()
            .map(line -> columns.figure(line, collection.id(), span, end, language))
            .toList();
    notes.addAll(changedTerritories(figures, span, end, language));
    return new Answer(
        collection,
        release.id(),
        language,
        figures,
        columns.shown(),
        question.columns().isEmpty(),
        notes);
  }

  /**
   * The line that holds one figure; empty where the release does not have its period or place.
   *
   * @param columns that the line must have beside the usual ones; those that the release lacks are
   *     left out
   * @throws UsageException for codes and flows that there are not
   */
  public Optional<Map<String, Object>> line(FigureId id, List<String> columns, Language language) {
    FigurePeriod period = FigurePeriod.parse(id.period().text(), Optional.of(id.span()));
    if (!covers(period)) {
      return Optional.empty();
    }
    return answer(
            Question.of(
                id.territory(),
                Optional.of(id.market()),
                Optional.of(id.product()),
                Optional.empty(),
                id.flows(),
                period,
                columns(period, columns.stream().distinct().toList())),
            language)
        .figures()
        .stream()
        .filter(line -> line.get("flow").equals(id.flow()))
        .findFirst();
  }

  /**
   * What was last revised in a territory's total; empty where nothing was.
   *
   * <p>Where the total itself was stated, by its own revisions; else by those of the figures of the
   * finest level that it is the sum of.
   */
  public Optional<Revision> revised(Flow flow, String territory, FigurePeriod period) {
    Period end = end(period).orElseThrow(() -> notCovered(period));
    LocalDate last = end.lastDay();
    LocalDate first = last.plusDays(1).minusMonths(period.span().months(end));
    Set<String> territories = new HashSet<>(book.allBelow(territory));
    territories.add(territory);
    List<Cell> all =
        release
            .revisions(and(oneOf("flow", Set.of(flow.code())), oneOf("territory", territories)))
            .stream()
            .filter(row -> within(row.text("period"), first, last))
            .toList();
    List<Cell> own = all.stream().filter(row -> isTotal(row, territory)).toList();
    List<Cell> rows = own.isEmpty() ? all.stream().filter(this::isFinest).toList() : own;
    return rows.stream()
        .map(row -> row.text("new_edition"))
        .max(Comparator.naturalOrder())
        .map(edition -> revision(edition, rows));
  }

  private static boolean within(String period, LocalDate first, LocalDate last) {
    Period of = Period.parse(period).orElseThrow();
    return !of.firstDay().isBefore(first) && !of.lastDay().isAfter(last);
  }

  private static boolean isTotal(Cell row, String territory) {
    return row.text("territory").equals(territory)
        && row.text("market").equals(Dimension.MARKET.total)
        && row.text("product").equals(Dimension.PRODUCT.total);
  }

  private boolean isFinest(Cell row) {
    List<ProductLevel> levels = datasets.get(0).complete().product();
    return book.level(Dimension.MARKET, row.text("market")).equals(MarketLevel.COUNTRY.code())
        && !levels.isEmpty()
        && book.level(Dimension.PRODUCT, row.text("product"))
            .equals(Collections.max(levels).code());
  }

  private static Revision revision(String edition, List<Cell> rows) {
    List<Cell> of = rows.stream().filter(row -> row.text("new_edition").equals(edition)).toList();
    return new Revision(
        edition,
        of.size(),
        of.stream()
            .flatMap(row -> row.euros("difference_eur").stream())
            .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add));
  }

  /** Leads from a province that changed to the territory that did not. */
  private List<String> changedTerritories(
      List<Map<String, Object>> figures, Span span, Period end, Language language) {
    LocalDate after = end.lastDay().plusDays(1).minusMonths(12L + span.months(end));
    return figures.stream()
        .filter(figure -> Status.BREAK.name().equals(figure.get("yoy_status")))
        .map(figure -> (String) figure.get("territory"))
        .distinct()
        .flatMap(code -> book.breaks(code, after, end.lastDay()))
        .map(
            b ->
                "%s (%s) is another area since %s; %s (%s) is not"
                    .formatted(
                        b.code(),
                        book.label(Dimension.TERRITORY, b.code(), language),
                        b.from(),
                        b.constant(),
                        book.label(Dimension.TERRITORY, b.constant(), language)))
        .toList();
  }

  private static List<Line> figure(String flow, At at, CellIndex cells) {
    return cells.at(flow, at).stream()
        .map(cell -> Line.published(cell, Dimension.TERRITORY))
        .toList();
  }

  /**
   * Terms of the listed level itself choose among the parts of the total, which then takes their
   * place as the whole; terms above that level are wholes, each with its own parts.
   */
  private Predicate<String> chosen(By by, Map<Dimension, List<Term>> terms) {
    Dimension dimension = by.dimension();
    Set<String> parts = new HashSet<>();
    for (Term term : terms.get(dimension)) {
      if (by.levels().equals(List.of(book.level(dimension, term.text())))) {
        parts.add(term.text());
      }
    }
    if (parts.isEmpty()) {
      return code -> true;
    }
    if (parts.size() < terms.get(dimension).size()) {
      throw new UsageException(
          "--%s: expected either parts to be listed or wholes to be broken down, found both"
              .formatted(dimension.column()));
    }
    terms.put(dimension, List.of(Term.of(dimension.total)));
    return parts::contains;
  }

  private static List<At> places(Map<Dimension, List<Term>> terms) {
    List<At> places = new ArrayList<>();
    for (Term territory : terms.get(Dimension.TERRITORY)) {
      for (Term market : terms.get(Dimension.MARKET)) {
        for (Term product : terms.get(Dimension.PRODUCT)) {
          places.add(new At(territory, market, product));
        }
      }
    }
    return places;
  }

  private static List<String> flows(FlowChoice choice) {
    return switch (choice) {
      case EXPORT -> List.of(Flow.EXPORT.code());
      case IMPORT -> List.of(Flow.IMPORT.code());
      case BOTH -> List.of(Flow.EXPORT.code(), Flow.IMPORT.code(), CellIndex.INTERCHANGE);
    };
  }

  /** Rows of the terms, of the totals beside them, and of the listed level. */
  private static FilterPredicate filter(Question question, Map<Dimension, List<Term>> terms) {
    FilterPredicate filter =
        oneOf(
            "flow",
            flows(question.flow()).stream()
                .filter(flow -> !flow.equals(CellIndex.INTERCHANGE))
                .collect(Collectors.toSet()));
    for (Dimension dimension : Dimension.values()) {
      Set<String> codes =
          terms.get(dimension).stream()
              .flatMap(term -> term.codes().stream())
              .collect(Collectors.toSet());
      if (dimension != Dimension.TERRITORY) {
        codes.add(dimension.total);
      }
      FilterPredicate rows = oneOf(dimension.column(), codes);
      if (question.by().isPresent() && question.by().get().dimension() == dimension) {
        Set<String> levels = new HashSet<>(question.by().get().levels());
        if (dimension == Dimension.TERRITORY) {
          levels.add(TerritoryLevel.RESIDUAL.code());
        }
        rows = or(rows, oneOf(dimension.level(), levels));
      }
      filter = and(filter, rows);
    }
    return filter;
  }

  private static FilterPredicate oneOf(String column, Collection<String> values) {
    return in(
        binaryColumn(column), values.stream().map(Binary::fromString).collect(Collectors.toSet()));
  }

  private Set<Dimension> complete() {
    Set<Dimension> complete = EnumSet.noneOf(Dimension.class);
    if (datasets.stream().allMatch(d -> d.complete().market().contains(MarketLevel.COUNTRY))) {
      complete.add(Dimension.MARKET);
    }
    return complete;
  }

  private Optional<Period> end(FigurePeriod period) {
    List<Period> published = release.periods(period.span());
    return period.ends().stream().filter(published::contains).findFirst();
  }

  private UsageException notCovered(FigurePeriod period) {
    List<Period> published = release.periods(period.span());
    return new UsageException(
        "--period %s: %s"
            .formatted(
                period.written(),
                published.isEmpty()
                    ? "%s has no %s, only %s"
                        .formatted(
                            collection.id(),
                            period.span().code(),
                            release.spans().stream()
                                .map(Span::code)
                                .collect(Collectors.joining(", ")))
                    : "%s has %s from %s to %s"
                        .formatted(
                            collection.id(),
                            period.span().code(),
                            published.get(0),
                            published.get(published.size() - 1))));
  }

  /** The parts of one whole, largest first. */
  private final class Listing {

    private final Dimension dimension;
    private final By by;
    private final String flow;
    private final At at;
    private final String whole;
    private final Span span;
    private final Period end;
    private final CellIndex cells;

    Listing(By by, String flow, At at, Span span, Period end, CellIndex cells) {
      this.by = by;
      this.dimension = by.dimension();
      this.flow = flow;
      this.at = at;
      this.whole = at.term(dimension).text();
      this.span = span;
      this.end = end;
      this.cells = cells;
    }

    List<Line> lines(Predicate<String> chosen) {
      for (String level : by.levels()) {
        List<Cell> parts = parts(level, chosen);
        if (!parts.isEmpty()) {
          List<Line> lines = new ArrayList<>(ranked(parts));
          unallocated(level).ifPresent(lines::add);
          return lines;
        }
      }
      return List.of();
    }

    private List<Cell> parts(String level, Predicate<String> chosen) {
      Predicate<String> isPart = book.partsOf(dimension, whole, level, end.firstDay()).and(chosen);
      return cells.codes(dimension).stream()
          .filter(code -> !code.equals(whole))
          .filter(
              code -> book.isResidual(dimension, code) || book.level(dimension, code).equals(level))
          .filter(isPart)
          .map(code -> at.with(dimension, code))
          .filter(place -> cells.has(flow, place))
          .flatMap(place -> cells.at(flow, place).stream())
          .sorted(
              Comparator.comparing(this::isResidual)
                  .thenComparing(
                      cell -> cell.euros("value_eur").orElse(null),
                      Comparator.nullsLast(Comparator.reverseOrder()))
                  .thenComparing(cell -> cell.text(dimension.column())))
          .toList();
    }

    /** The cube's own ranks and contributions where it compares with this whole, else anew. */
    private List<Line> ranked(List<Cell> parts) {
      boolean asPublished =
          !flow.equals(CellIndex.INTERCHANGE)
              && parts.stream()
                  .map(cell -> cell.text(dimension.column()))
                  .allMatch(code -> book.isParent(dimension, whole, code));
      Optional<Cell> total = cells.at(flow, at);
      List<Line> lines = new ArrayList<>();
      for (Cell part : parts) {
        lines.add(
            asPublished ? Line.published(part, dimension) : line(part, rank(part, parts), total));
      }
      return lines;
    }

    private Optional<Long> rank(Cell part, List<Cell> parts) {
      return isRanked(part)
          ? Optional.of(
              1
                  + parts.stream()
                      .filter(this::isRanked)
                      .filter(
                          other ->
                              other
                                      .euros("value_eur")
                                      .get()
                                      .compareTo(part.euros("value_eur").get())
                                  > 0)
                      .count())
          : Optional.empty();
    }

    private boolean isRanked(Cell cell) {
      return cell.euros("value_eur").filter(value -> value.signum() > 0).isPresent()
          && cell.status("value_eur_status").orElse(Status.OK) == Status.OK
          && book.isRanked(dimension, cell.text(dimension.column()));
    }

    private boolean isResidual(Cell cell) {
      return book.isResidual(dimension, cell.text(dimension.column()));
    }

    /** A line whose contribution is to the growth of the whole that is listed. */
    private static Line line(Cell part, Optional<Long> rank, Optional<Cell> total) {
      Optional<BigDecimal> base = total.flatMap(t -> t.euros("prior_value_eur"));
      Optional<BigDecimal> change = part.euros("change_eur");
      if (base.isEmpty() || change.isEmpty()) {
        return new Line(part, rank, Optional.empty(), Optional.of(Status.NO_PRIOR));
      }
      if (base.get().signum() <= 0) {
        return new Line(part, rank, Optional.empty(), Optional.of(Status.ZERO_BASE));
      }
      double contribution =
          change
              .get()
              .multiply(BigDecimal.valueOf(100))
              .divide(base.get(), MathContext.DECIMAL64)
              .doubleValue();
      return new Line(part, rank, Optional.of(contribution), Optional.of(Status.OK));
    }

    /** What the whole reports and its parts at that level do not account for. */
    private Optional<Line> unallocated(String level) {
      if (dimension == Dimension.MARKET && !level.equals(MarketLevel.COUNTRY.code())) {
        return Optional.empty();
      }
      List<Cell> found =
          release.reconciliation(
              and(
                  and(
                      and(oneOf("flow", flowsSummed()), oneOf("span", Set.of(span.code()))),
                      and(
                          oneOf("period", Set.of(end.text())),
                          oneOf("dimension", Set.of(dimension.column())))),
                  and(
                      and(
                          oneOf("children_level", Set.of(level)),
                          oneOf("territory", at.territory().codes())),
                      and(
                          oneOf("market", at.market().codes()),
                          oneOf("product", at.product().codes())))));
      return found.isEmpty() ? Optional.empty() : Optional.of(unallocated(found));
    }

    private Set<String> flowsSummed() {
      return flow.equals(CellIndex.INTERCHANGE)
          ? Set.of(Flow.EXPORT.code(), Flow.IMPORT.code())
          : Set.of(flow);
    }

    private Line unallocated(List<Cell> differences) {
      Optional<Cell> total = cells.at(flow, at);
      Map<String, Object> values = new HashMap<>();
      total.ifPresent(
          t -> {
            for (Dimension d : Dimension.values()) {
              values.put(d.column(), t.text(d.column()));
              for (Language language : Language.values()) {
                values.put(d.label(language), t.text(d.label(language)));
              }
            }
            values.put("edition", t.text("edition"));
          });
      values.put("flow", flow);
      values.put(dimension.column(), Wording.UNALLOCATED);
      for (Language language : Language.values()) {
        values.put(dimension.label(language), language.word("unallocated"));
      }
      values.put(
          "value_eur",
          differences.stream()
              .flatMap(d -> d.euros("difference_eur").stream())
              .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add));
      values.put("value_eur_status", Status.OK.name());
      if (differences.stream().allMatch(d -> d.euros("prior_difference_eur").isPresent())) {
        BigDecimal prior =
            differences.stream()
                .map(d -> d.euros("prior_difference_eur").get())
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        values.put("prior_value_eur", prior);
        values.put("change_eur", ((BigDecimal) values.get("value_eur")).subtract(prior));
      }
      values.put("yoy_percent_status", Status.NOT_APPLICABLE.name());
      Cell cell = new Cell(values);
      return line(cell, Optional.empty(), total);
    }
  }
}
