package exportmatrix.jobs.note;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Programme;
import exportmatrix.codes.Territory;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.Question.FlowChoice;
import exportmatrix.jobs.figures.Revision;
import exportmatrix.jobs.note.Facts.Flows;
import exportmatrix.jobs.note.Note.Block;
import exportmatrix.jobs.note.Note.Grid;
import exportmatrix.jobs.note.Note.Paragraph;
import exportmatrix.jobs.note.Note.Row;
import exportmatrix.jobs.note.Note.Section;
import exportmatrix.model.Flow;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a note says of one territory in one period. */
final class Chapter {

  /** Parts that are named after the first. */
  private static final int FOLLOWING = 4;

  /** Parts that are named for what they add to the change, in each direction. */
  private static final int MOVERS = 3;

  /** The sector of what no programme looks at. */
  private static final String OTHER_GOODS = "altro";

  private static final Set<Status> APART = Set.of(Status.TINY_BASE, Status.BREAK);

  private final Sayings sayings;
  private final Codes codes;
  private final Facts facts;
  private final Optional<Facts> quarter;
  private final Territory territory;
  private final Flows total;
  private final Fact any;

  /**
   * @throws UsageException where the release has no figure of the territory
   */
  Chapter(Sayings sayings, Codes codes, Facts facts, Territory territory) {
    this.sayings = sayings;
    this.codes = codes;
    this.facts = facts;
    this.quarter = facts.lastQuarter();
    this.territory = territory;
    this.total = facts.flows(territory.code(), Wording.WORLD, Wording.ALL_PRODUCTS);
    this.any =
        total
            .either()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--territory: the release has no figure of %s in %s"
                            .formatted(territory.code(), facts.period().written())));
  }

  /** {@code primo semestre 2016}. */
  String period() {
    return sayings.grammar().name(span(), end());
  }

  List<Asked> asked() {
    return Stream.concat(
            facts.asked().stream(), quarter.stream().flatMap(of -> of.asked().stream()))
        .toList();
  }

  /**
   * @param programme targets of the programme that is shown; empty: none is
   */
  List<Section> sections(List<String> markets, List<Programme> programme) {
    List<Section> sections = new ArrayList<>();
    sections.add(section("heading.total", words(), whole()));
    List<Fact> exports = new ArrayList<>();
    for (String code : markets) {
      Flows flows = facts.flows(territory.code(), code, Wording.ALL_PRODUCTS);
      flows
          .either()
          .ifPresent(
              of ->
                  sections.add(
                      section("heading.market", words(of), market(of.text("market"), flows))));
      flows.export().ifPresent(exports::add);
    }
    if (exports.size() > 1) {
      together(exports)
          .ifPresent(text -> sections.add(section("heading.together", words(), List.of(text))));
    }
    if (!programme.isEmpty()) {
      programme(programme).ifPresent(sections::add);
    }
    revised().ifPresent(sections::add);
    List<Block> movers = movers();
    if (!movers.isEmpty()) {
      sections.add(section("heading.movers", words(), movers));
    }
    return sections;
  }

  private Section section(String heading, Map<String, Phrase> slots, List<Block> blocks) {
    return new Section(2, sayings.sentence(heading, slots).text(), blocks);
  }

  /** The territory, the period, and nothing of a market. */
  private Map<String, Phrase> words() {
    Map<String, Phrase> words = new HashMap<>();
    Grammar grammar = sayings.grammar();
    Name name = sayings.territory(any);
    words.put("territory", Phrase.of(grammar.the(name)));
    words.put("of_territory", Phrase.of(grammar.of(name)));
    words.put("in_period", Phrase.of(grammar.in(span(), end())));
    words.put("towards", Phrase.NOTHING);
    return words;
  }

  /** The same with a market. */
  private Map<String, Phrase> words(Fact market) {
    Map<String, Phrase> words = words();
    Grammar grammar = sayings.grammar();
    Name name = sayings.market(market);
    words.put("market", Phrase.of(name.label()));
    words.put("towards", Phrase.of(grammar.towards(name)));
    words.put("from", Phrase.of(grammar.from(name)));
    words.put("with", Phrase.of(sayings.words("with") + " " + grammar.the(name)));
    return words;
  }

  private Span span() {
    return Span.ofCode(any.text("span"));
  }

  private Period end() {
    return Period.parse(any.text("period")).orElseThrow();
  }

  private List<Block> whole() {
    Map<String, Phrase> words = words();
    List<Phrase> lead = new ArrayList<>();
    List<Phrase> place = new ArrayList<>();
    total
        .export()
        .ifPresent(
            export -> {
              lead.add(sayings.sentence("export.total", said(words, export)));
              lead.add(alone(Wording.WORLD));
              lead.add(record(export));
              lead.add(better(export));
              place.add(rank(export, words, ""));
              place.add(share(total, words, ".total"));
            });
    List<Phrase> trade = trade(total, words, ".total");
    List<Phrase> parts = new ArrayList<>();
    if (total.export().isPresent()) {
      parts.add(leading(below(), "territory", Wording.WORLD, words));
      parts.add(leading(Optional.of("sector"), "product", Wording.WORLD, words));
      parts.add(leading(Optional.of("market"), "market", Wording.WORLD, words));
    }
    return paragraphs(List.of(lead, place, trade, parts));
  }

  private List<Block> market(String code, Flows flows) {
    Map<String, Phrase> words = words(flows.either().orElseThrow());
    List<Phrase> lead = new ArrayList<>();
    List<Phrase> place = new ArrayList<>();
    List<Phrase> parts = new ArrayList<>();
    flows
        .export()
        .ifPresent(
            export -> {
              if (export.value().isEmpty()) {
                words.put(
                    "meaning", Phrase.of(sayings.language().meaning(export.status("value_eur"))));
                lead.add(sayings.sentence("export.none", words));
                return;
              }
              lead.add(sayings.sentence("export.market", said(words, export)));
              lead.add(alone(code));
              lead.add(record(export));
              lead.add(better(export));
              place.add(rank(export, words, ".market"));
              place.add(share(flows, words, ".market"));
              Map<String, Phrase> spaced = new HashMap<>(words);
              spaced.put("towards", Phrase.of(" ").then(words.get("towards")));
              parts.add(leading(below(), "territory", code, spaced));
              parts.add(leading(Optional.of("sector"), "product", code, spaced));
            });
    return paragraphs(List.of(lead, place, trade(flows, words, ".market"), parts));
  }

  private static List<Block> paragraphs(List<List<Phrase>> groups) {
    return groups.stream()
        .map(Phrase::sentences)
        .filter(Predicate.not(Phrase::isEmpty))
        .map(phrase -> (Block) new Paragraph(phrase))
        .toList();
  }

  /** The words with the value and the growth of a figure. */
  private Map<String, Phrase> said(Map<String, Phrase> words, Fact fact) {
    Map<String, Phrase> said = new HashMap<>(words);
    said.put("value", sayings.headline(fact));
    said.put("growth", sayings.growth(fact));
    said.put("growth_brackets", sayings.growthInBrackets(fact));
    return said;
  }

  /** The last quarter of a longer span by itself. */
  private Phrase alone(String market) {
    return quarter
        .flatMap(
            of ->
                of.at(FlowChoice.EXPORT, territory.code(), market, Wording.ALL_PRODUCTS)
                    .filter(fact -> fact.value().isPresent())
                    .map(
                        fact -> {
                          Map<String, Phrase> said = said(words(), fact);
                          Period end = Period.parse(fact.text("period")).orElseThrow();
                          said.put("in_quarter", sayings.in(Span.QUARTER, end));
                          return sayings.sentence("quarter", said);
                        }))
        .orElse(Phrase.NOTHING);
  }

  private Phrase record(Fact export) {
    return export
        .truth("record_high")
        .map(
            record -> {
              Map<String, Phrase> slots = new HashMap<>();
              long years = Math.round(export.number("years_compared").orElseThrow());
              slots.put(
                  "years",
                  Phrase.of(
                      export.stated(
                          "record_high", sayings.language().number(BigDecimal.valueOf(years), 0))));
              return sayings.sentence(record ? "record.yes" : "record.no", slots);
            })
        .orElse(Phrase.NOTHING);
  }

  private Phrase better(Fact export) {
    return export
        .number("acceleration_pp")
        .filter(points -> Math.abs(points) >= 0.05)
        .map(
            points ->
                sayings.sentence(
                    points > 0 ? "better" : "worse",
                    Map.of("points", sayings.size(export, "acceleration_pp"))))
        .orElse(Phrase.NOTHING);
  }

  /**
   * @param suffix of the sentence's key
   */
  private Phrase rank(Fact export, Map<String, Phrase> words, String suffix) {
    boolean ranked =
        territory.level() == TerritoryLevel.REGION || territory.level() == TerritoryLevel.PROVINCE;
    if (!ranked || export.number("rank").isEmpty()) {
      return Phrase.NOTHING;
    }
    Map<String, Phrase> slots = new HashMap<>(words);
    slots.put("ordinal", sayings.rank(export));
    codes
        .territories()
        .parentForShares(territory.code())
        .flatMap(codes.territories()::find)
        .ifPresent(parent -> slots.put("of_parent", Phrase.of(sayings.grammar().of(name(parent)))));
    return sayings.sentence("rank." + territory.level().code() + suffix, slots);
  }

  private Name name(Territory of) {
    boolean it = sayings.language() == Language.it;
    return sayings.names().territory(of.code(), it ? of.nameIt() : of.nameEn());
  }

  private Phrase share(Flows flows, Map<String, Phrase> words, String suffix) {
    String column = "share_of_italy_percent";
    Optional<Fact> export = flows.export().filter(fact -> fact.number(column).isPresent());
    Optional<Fact> imported = flows.imported().filter(fact -> fact.number(column).isPresent());
    if (territory.code().equals(Wording.ITALY) || export.isEmpty()) {
      return Phrase.NOTHING;
    }
    Map<String, Phrase> slots = new HashMap<>(words);
    slots.put("share", sayings.share(export.get(), column));
    slots.put("fraction", sayings.fraction(export.get(), column));
    if (suffix.equals(".market") && imported.isPresent()) {
      slots.put("share_import", sayings.share(imported.get(), column));
      slots.put("fraction_import", sayings.fraction(imported.get(), column));
      return sayings.sentence("share.both", slots);
    }
    return sayings.sentence("share" + suffix, slots);
  }

  /** Imports, and the two flows together. */
  private List<Phrase> trade(Flows flows, Map<String, Phrase> words, String suffix) {
    List<Phrase> trade = new ArrayList<>();
    flows
        .imported()
        .filter(imported -> imported.value().isPresent())
        .ifPresent(
            imported -> {
              trade.add(sayings.sentence("import" + suffix, said(words, imported)));
              if (flows.interchange().isPresent()) {
                Map<String, Phrase> slots = said(words, flows.interchange().get());
                slots.put("trade", sayings.round(flows.interchange().get()));
                slots.put("export", sayings.amount(flows.export().orElseThrow()));
                slots.put("import", sayings.amount(imported));
                trade.add(sayings.sentence("trade" + suffix, slots));
              }
            });
    return trade;
  }

  /** The level of the territories that a note names as parts of this one. */
  private Optional<String> below() {
    return switch (territory.level()) {
      case COUNTRY, MACRO_AREA -> Optional.of("region");
      case REGION -> Optional.of("province");
      case CONSTANT_AREA, PROVINCE, RESIDUAL -> Optional.empty();
    };
  }

  /** The largest parts in order; nothing where there are fewer than two. */
  private Phrase leading(
      Optional<String> level, String dimension, String market, Map<String, Phrase> words) {
    List<Fact> parts =
        level.stream()
            .flatMap(
                by ->
                    facts
                        .parts(
                            FlowChoice.EXPORT, territory.code(), market, Wording.ALL_PRODUCTS, by)
                        .stream())
            .filter(Chapter::isNamed)
            .limit(1 + FOLLOWING)
            .toList();
    if (parts.size() < 2) {
      return Phrase.NOTHING;
    }
    Fact first = parts.get(0);
    boolean ranked = !dimension.equals("product");
    List<Phrase> others = new ArrayList<>();
    for (int i = 1; i < parts.size(); i++) {
      Fact part = parts.get(i);
      Map<String, Phrase> slots = new HashMap<>();
      slots.put("name", Phrase.of(sayings.name(part, dimension).label()));
      slots.put("value", sayings.amountAfter(part, parts.get(i - 1)));
      slots.put("growth_brackets", sayings.growthInBrackets(part));
      slots.put("place", place(part, dimension));
      others.add(sayings.sentence(ranked ? "part.ranked" : "part", slots));
    }
    Map<String, Phrase> slots = said(words, first);
    slots.put("first", Phrase.of(sayings.grammar().the(sayings.name(first, dimension))));
    slots.put("others", sayings.list(others));
    slots.put(
        "follow", Phrase.of(sayings.words(others.size() == 1 ? "follow.one" : "follow.more")));
    if (ranked) {
      slots.put("most", sayings.place(first, dimension, sayings.words("most." + dimension)));
    }
    return sayings.sentence("parts." + level.orElseThrow(), slots);
  }

  private Phrase place(Fact part, String dimension) {
    long rank = Math.round(part.number("rank").orElseThrow());
    return sayings.place(part, dimension, sayings.grammar().place(rank, dimension));
  }

  /** What is left over (residuals, special markets, the sector of all other goods) is no news. */
  private static boolean isNamed(Fact part) {
    return part.number("rank").isPresent() && !part.text("product").equals(OTHER_GOODS);
  }

  private Optional<Block> together(List<Fact> exports) {
    String sum = String.join("+", exports.stream().map(fact -> fact.text("market")).toList());
    return facts
        .at(FlowChoice.EXPORT, territory.code(), sum, Wording.ALL_PRODUCTS)
        .filter(fact -> fact.value().isPresent())
        .map(
            fact -> {
              Map<String, Phrase> slots = said(words(), fact);
              slots.put("value", sayings.round(fact));
              slots.put("markets", names(exports));
              return new Paragraph(sayings.sentence("together", slots));
            });
  }

  private Phrase names(List<Fact> markets) {
    return sayings.list(
        markets.stream()
            .map(fact -> Phrase.of(sayings.grammar().the(sayings.market(fact))))
            .toList());
  }

  /** The programme's sectors by its markets, with the sums of both. */
  private Optional<Section> programme(List<Programme> programme) {
    Set<String> markets = new LinkedHashSet<>();
    Set<String> sectors = new LinkedHashSet<>();
    for (Programme target : programme) {
      markets.add(target.market());
      if (target.sector() != null) {
        sectors.add(target.sector());
      }
    }
    sectors.removeIf(sector -> codes.sectors().stream().noneMatch(s -> s.code().equals(sector)));
    List<String> columns = new ArrayList<>(markets);
    if (markets.size() > 1) {
      columns.add(String.join("+", markets));
    }
    List<Row> rows = new ArrayList<>();
    List<Fact> all = List.of();
    for (String sector :
        Stream.concat(sectors.stream(), Stream.of(Wording.ALL_PRODUCTS)).toList()) {
      List<Fact> cells = new ArrayList<>();
      for (String market : columns) {
        facts.at(FlowChoice.EXPORT, territory.code(), market, sector).ifPresent(cells::add);
      }
      if (cells.size() == columns.size()) {
        boolean sum = sector.equals(Wording.ALL_PRODUCTS);
        rows.add(
            new Row(
                sum ? sayings.words("programme.all") : cells.get(0).text("product_label"),
                cells.stream()
                    .map(cell -> sayings.millions(cell).then(sayings.growthInBrackets(cell)))
                    .toList()));
        all = cells;
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Fact> named = all.subList(0, markets.size());
    List<String> header = new ArrayList<>(List.of(sayings.words("programme.sector")));
    named.forEach(fact -> header.add(sayings.market(fact).label()));
    if (markets.size() > 1) {
      header.add(sayings.words("programme.together"));
    }
    Map<String, Phrase> slots = words();
    slots.put("year", Phrase.of(String.valueOf(programme.get(0).year())));
    slots.put("markets", names(named));
    return Optional.of(
        section(
            "heading.programme",
            slots,
            List.of(
                new Paragraph(sayings.sentence("programme.text", slots)),
                new Grid(sayings.sentence("programme.caption", slots).text(), header, rows))));
  }

  private Optional<Section> revised() {
    return total
        .export()
        .flatMap(
            export ->
                facts
                    .revised(Flow.EXPORT, territory.code())
                    .filter(revision -> revision.figures() > 0)
                    .map(revision -> revised(export, revision)));
  }

  private Section revised(Fact export, Revision revision) {
    Map<String, Phrase> slots = words();
    boolean more = revision.difference().signum() >= 0;
    slots.put("edition", Phrase.of(revision.edition()));
    slots.put("count", sayings.revision(export, revision.figures()));
    slots.put("difference", sayings.revision(export, revision.difference()));
    slots.put("than_before", Phrase.of(sayings.words(more ? "revisions.more" : "revisions.less")));
    return section(
        "heading.revisions",
        words(),
        List.of(new Paragraph(sayings.sentence("revisions.text", slots))));
  }

  /** What adds most to the change and takes most from it, along every dimension. */
  private List<Block> movers() {
    List<Phrase> all = new ArrayList<>();
    if (total.export().flatMap(export -> export.number("yoy_percent")).isEmpty()) {
      return List.of();
    }
    movers("market", "market").ifPresent(all::add);
    movers("sector", "product").ifPresent(all::add);
    below().flatMap(level -> movers(level, "territory")).ifPresent(all::add);
    return all.stream().map(phrase -> (Block) new Paragraph(phrase)).toList();
  }

  private Optional<Phrase> movers(String level, String dimension) {
    List<Fact> parts =
        facts
            .parts(FlowChoice.EXPORT, territory.code(), Wording.WORLD, Wording.ALL_PRODUCTS, level)
            .stream()
            .filter(part -> part.number("contribution_pp").isPresent() && isNamed(part))
            .toList();
    Comparator<Fact> byPoints =
        Comparator.comparing(part -> part.number("contribution_pp").orElseThrow());
    List<Fact> fair =
        parts.stream().filter(part -> !APART.contains(part.status("yoy_percent"))).toList();
    List<Phrase> up =
        fair.stream()
            .filter(part -> part.number("contribution_pp").orElseThrow() >= 0.005)
            .sorted(byPoints.reversed())
            .limit(MOVERS)
            .map(part -> mover(part, dimension))
            .toList();
    List<Phrase> down =
        fair.stream()
            .filter(part -> part.number("contribution_pp").orElseThrow() <= -0.005)
            .sorted(byPoints)
            .limit(MOVERS)
            .map(part -> mover(part, dimension))
            .toList();
    if (up.isEmpty() && down.isEmpty()) {
      return Optional.empty();
    }
    Phrase none = Phrase.of(sayings.words("movers.none"));
    Phrase text =
        sayings.sentence(
            "movers." + level,
            Map.of(
                "up",
                up.isEmpty() ? none : sayings.list(up),
                "down",
                down.isEmpty()
                    ? Phrase.NOTHING
                    : sayings.sentence("movers.down", Map.of("down", sayings.list(down)))));
    List<Phrase> apart =
        parts.stream()
            .filter(part -> APART.contains(part.status("yoy_percent")))
            .limit(MOVERS)
            .map(part -> Phrase.of(sayings.name(part, dimension).label()))
            .toList();
    return Optional.of(
        apart.isEmpty()
            ? text
            : text.then(" ")
                .then(sayings.sentence("movers.apart", Map.of("names", sayings.list(apart)))));
  }

  private Phrase mover(Fact part, String dimension) {
    return sayings.sentence(
        "mover",
        Map.of(
            "name", Phrase.of(sayings.name(part, dimension).label()),
            "points",
                sayings.points(part, "contribution_pp", "contribution_" + dimension + "_pp")));
  }
}
