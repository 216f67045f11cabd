package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.Language;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How single figures are said: the smallest parts of a note's sentences. */
final class Sayings {

  /** Growth that makes no headline; the number stands, and so does what is wrong with it. */
  private static final Set<Status> APART =
      EnumSet.of(Status.TINY_BASE, Status.BREAK, Status.OVER_999);

  private final Language language;
  private final Grammar grammar;
  private final Names names;
  private final Templates templates;

  Sayings(Language language) {
    this.language = language;
    this.grammar = Grammar.of(language);
    this.names = new Names(language);
    this.templates = new Templates(language);
  }

  Language language() {
    return language;
  }

  Grammar grammar() {
    return grammar;
  }

  Names names() {
    return names;
  }

  String words(String key) {
    return templates.words(key);
  }

  Phrase sentence(String key, Map<String, Phrase> slots) {
    return templates.fill(key, slots);
  }

  /** The amount with a word that says on which side of the number it lies. */
  Phrase headline(Fact fact) {
    return fact.value()
        .map(v -> Phrase.of(fact.stated("value_eur", grammar.amount(Amount.headline(v)))))
        .orElseGet(() -> missing(fact, "value_eur"));
  }

  /** The amount, rounded. */
  Phrase amount(Fact fact) {
    return fact.value()
        .map(v -> Phrase.of(fact.stated("value_eur", grammar.amount(Amount.rounded(v)))))
        .orElseGet(() -> missing(fact, "value_eur"));
  }

  /** The amount beside a round number. */
  Phrase round(Fact fact) {
    return fact.value()
        .map(v -> Phrase.of(fact.stated("value_eur", grammar.amount(Amount.round(v)))))
        .orElseGet(() -> missing(fact, "value_eur"));
  }

  /** The amount, rounded; without its unit where the one before it was said in the same. */
  Phrase amountAfter(Fact fact, Fact before) {
    boolean same =
        fact.value().isPresent()
            && before.value().isPresent()
            && Amount.rounded(fact.value().get()).scale()
                == Amount.rounded(before.value().get()).scale();
    return same
        ? Phrase.of(fact.stated("value_eur", grammar.number(Amount.rounded(fact.value().get()))))
        : amount(fact);
  }

  /** In whole millions with one decimal, as a table has it. */
  Phrase millions(Fact fact) {
    return fact.value()
        .map(
            v ->
                Phrase.of(fact.stated("value_eur", language.number(Amount.Scale.MILLION.of(v), 1))))
        .orElseGet(() -> missing(fact, "value_eur"));
  }

  private Phrase missing(Fact fact, String column) {
    return Phrase.of(language.meaning(fact.status(column)));
  }

  /** What follows an amount: {@code , in crescita del 29,0% rispetto ...}. */
  Phrase growth(Fact fact) {
    Status status = fact.status("yoy_percent");
    Map<String, Phrase> slots = new HashMap<>();
    slots.put("meaning", Phrase.of(language.meaning(status)));
    if (fact.number("yoy_percent").isEmpty()) {
      return sentence("growth.none", slots);
    }
    BigDecimal percent = percent(fact.number("yoy_percent").get());
    String size = grammar.percent(percent.abs());
    slots.put("percent", Phrase.of(fact.stated("yoy_percent", signed(percent))));
    if (APART.contains(status)) {
      return sentence("growth.apart", slots);
    }
    slots.put("by", around(grammar.by(size), size, fact, "yoy_percent"));
    return sentence(
        percent.signum() > 0 ? "growth.up" : percent.signum() < 0 ? "growth.down" : "growth.flat",
        slots);
  }

  /**
   * What follows an amount where there is little room: {@code (+29,0%)}; nothing without growth.
   */
  Phrase growthInBrackets(Fact fact) {
    if (fact.number("yoy_percent").isEmpty() || APART.contains(fact.status("yoy_percent"))) {
      return Phrase.NOTHING;
    }
    Stated growth = fact.stated("yoy_percent", signed(percent(fact.number("yoy_percent").get())));
    return sentence("growth.brackets", Map.of("percent", Phrase.of(growth)));
  }

  private static BigDecimal percent(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
  }

  private String signed(BigDecimal percent) {
    return (percent.signum() > 0 ? "+" : "") + grammar.percent(percent);
  }

  /** Words around a number, of which the number alone is the figure. */
  private static Phrase around(String words, String number, Fact fact, String column) {
    int at = words.indexOf(number);
    return Phrase.of(words.substring(0, at))
        .then(Phrase.of(fact.stated(column, number)))
        .then(words.substring(at + number.length()));
  }

  /** {@code del 26,3%}. */
  Phrase share(Fact fact, String column) {
    String number = grammar.percent(percent(fact.number(column).orElseThrow()));
    return around(grammar.of(number), number, fact, column);
  }

  /** {@code , oltre un quarto}, where that is true. */
  Phrase fraction(Fact fact, String column) {
    String fraction = grammar.fraction(fact.number(column).orElseThrow());
    return fraction.isEmpty()
        ? Phrase.NOTHING
        : sentence("fraction", Map.of("fraction", Phrase.of(fact.stated(column, fraction))));
  }

  /** {@code prima}. */
  Phrase rank(Fact fact) {
    return Phrase.of(
        fact.stated(
            "rank",
            "rank_in_territory",
            grammar.ordinal(Math.round(fact.number("rank").orElseThrow()))));
  }

  /** The place of a part among its siblings, in other words or as a number. */
  Phrase place(Fact part, String dimension, String words) {
    return Phrase.of(part.stated("rank", "rank_in_" + dimension, words));
  }

  /** {@code +0,53}, in percentage points. */
  Phrase points(Fact fact, String column, String indicator) {
    BigDecimal points =
        BigDecimal.valueOf(fact.number(column).orElseThrow()).setScale(2, RoundingMode.HALF_UP);
    String sign = points.signum() > 0 ? "+" : "";
    return Phrase.of(fact.stated(column, indicator, sign + language.number(points, 2)));
  }

  /** How many figures of a total were revised. */
  Phrase revision(Fact total, long figures) {
    return revision(total, figures, language.number(BigDecimal.valueOf(figures), 0));
  }

  /** By how much a total was revised, where a word says the direction. */
  Phrase revision(Fact total, BigDecimal difference) {
    return revision(total, difference, grammar.amount(Amount.rounded(difference.abs())));
  }

  private static Phrase revision(Fact total, Object exact, String words) {
    return Phrase.of(
        new Stated(
            words,
            FigureId.of(total.figure(), FigureId.REVISION),
            exact,
            Status.OK,
            total.text("basis"),
            total.text("edition")));
  }

  /** The size of a difference in percentage points, where a word says its direction. */
  Phrase size(Fact fact, String column) {
    BigDecimal points = BigDecimal.valueOf(Math.abs(fact.number(column).orElseThrow()));
    return Phrase.of(fact.stated(column, language.number(points, 1)));
  }

  /** How a fact is called among its like. */
  Name name(Fact fact, String dimension) {
    return switch (dimension) {
      case "territory" -> territory(fact);
      case "market" -> market(fact);
      default -> new Name(fact.text("product_label"), "");
    };
  }

  Name territory(Fact fact) {
    return names.territory(fact.text("territory"), fact.text("territory_label"));
  }

  Name market(Fact fact) {
    return names.market(fact.text("market"), fact.text("market_label"));
  }

  Phrase in(Span span, Period period) {
    return Phrase.of(grammar.in(span, period));
  }

  Phrase list(List<Phrase> parts) {
    return grammar.list(parts);
  }
}
