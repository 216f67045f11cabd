package exportmatrix.jobs.claims;

import exportmatrix.jobs.claims.Lexicon.Kind;
import exportmatrix.jobs.claims.Lexicon.Mention;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.note.Nearness;
import exportmatrix.model.Wording;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the figures in sentences, and what each is about.
 *
 * <p>A number is about the territory, market, sector, flow and period that the sentence named last
 * before it; what the sentence does not name is that of the heading. Where there are no headings,
 * as in the press, market and period are those of the paragraph so far, and the period of a
 * paragraph that has named none is that of the sentence which names the source of the data.
 */
final class ClaimReader {

  private static final String NEAR = "(quasi |oltre |circa |superano |supera )?";
  private static final String NUMBER = "(\\d+(?:\\.\\d{3})*(?:,\\d+)?)";

  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<points>(?<pointsSign>[+-])?(?<pointsNumber>"
              + plain(NUMBER)
              + ") punti percentuali)"
              + "|(?<percent>(?<percentNear>quasi |oltre |circa )?(?:il |lo |l'|del |dello |dell')?"
              + "(?<percentSign>[+-])?(?<percentNumber>"
              + plain(NUMBER)
              + ") ?%)"
              + "|(?<fraction>(?<fractionNear>quasi |oltre |circa )(?<part>la metà|un terzo|un quarto|un quinto))"
              + "|(?<years>(?<yearsNumber>\\d+) anni precedenti)"
              + "|(?<count>(?<countNumber>\\d+(?:\\.\\d{3})*) dati di base)"
              + "|(?<amount>(?<!\\p{L})"
              + NEAR.replace("(", "(?<amountNear>")
              + "(?:i |gli )?(?<amountNumber>"
              + plain(NUMBER)
              + ")(?<unit> mila| milion[ei]| miliard[oi])?(?: di)?(?<euro> euro)?)(?![\\d%])"
              + "|(?<rank>(?<!\\p{L})(?<ordinal>prim[ao]|second[ao]|terz[ao]|quart[ao]|quint[ao]|sest[ao]|settim[ao]"
              + "|ottav[ao]|non[ao]|decim[ao]|\\d+[ªº])(?!\\p{L}))"
              + "|(?<most>di più|più grande)"
              + "|(?<follower>seguit[aoie] da(?:l|lla|gli|i|lle|ll')?(?!\\p{L})|(?<= )e da(?:l|lla)?(?= ))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final List<String> ORDINALS =
      List.of(
          "prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim");

  private static final Pattern FLOW =
      Pattern.compile("(esport|export)|(import)|(interscambio|business|giro d'affari)");
  private static final Pattern BOTH_FLOWS =
      Pattern.compile(
          "^[^.,;:]*? sia (?:per )?l'(?:export|import) (?:che|sia) (?:per )?l'(?:export|import)");

  private static final Pattern FLOW_OF_IMPORTS =
      Pattern.compile("^import", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNIT = Pattern.compile("(milioni|miliardi) di euro");
  private static final Pattern CELL =
      Pattern.compile(NUMBER + "(?: \\(([+-]?\\d+(?:\\.\\d{3})*(?:,\\d+)?)%\\))?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern GROWTH =
      Pattern.compile("crescita|incremento|aument|variazione|cresc|\\+");
  private static final Pattern FALL = Pattern.compile("calo|diminu|flession|riduzion|perd");

  /** What says that a share of the country is meant. */
  private static final Pattern SHARE =
      Pattern.compile("quota|pesa|nazionale|totale italiano|d'italia|dell'italia");

  /** What says that all markets are meant again. */
  private static final Pattern ALL_MARKETS =
      Pattern.compile("in totale|nel complesso|complessiv|nel mondo|tutti i mercati");

  /** What stands between names that are named together. */
  private static final Pattern TOGETHER =
      Pattern.compile("(?:,| e| ed)(?: (?:il|lo|la|i|gli|le)| l')? ?");

  /** A sentence that says what the figures of a text were computed from. */
  private static final Pattern SOURCE =
      Pattern.compile("\\b(?:dati|fonte)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern EARLIER_FOLLOWER = Pattern.compile("seguit[aoie] da| e da ");

  private static final Pattern FLOW_AFTER = Pattern.compile("^(?: di euro)? per l'(export|import)");

  private static final Pattern CLAUSE_END = Pattern.compile("[,;:(.]");

  private final String collection;
  private final Lexicon lexicon;
  private String territory = Wording.ITALY;
  private Optional<FigurePeriod> period = Optional.empty();
  private int paragraph = -1;
  private String market = Wording.WORLD;

  ClaimReader(String collection, Lexicon lexicon) {
    this.collection = collection;
    this.lexicon = lexicon;
  }

  private static String plain(String group) {
    return group.substring(1, group.length() - 1);
  }

  /** Every figure of a text, in its order. */
  List<Claim> claims(List<Passage> passages) {
    List<Claim> claims = new ArrayList<>();
    if (!passages.isEmpty()) {
      List<String> first = new ArrayList<>(passages.get(0).headings());
      first.add(passages.get(0).text());
      first.stream()
          .flatMap(text -> lexicon.mentions(text).stream())
          .filter(mention -> mention.kind() == Kind.TERRITORY)
          .findFirst()
          .ifPresent(mention -> territory = mention.code());
    }
    Optional<FigurePeriod> ofText = periodOfText(passages);
    for (Passage passage : passages) {
      if (passage.paragraph() != paragraph) {
        paragraph = passage.paragraph();
        market = Wording.WORLD;
        period = ofText.or(() -> period);
      }
      new Sentence(passage).read(claims);
    }
    return claims;
  }

  /** The period of the data, where a sentence says it, or the only one that the text names. */
  private static Optional<FigurePeriod> periodOfText(List<Passage> passages) {
    List<FigurePeriod> all =
        passages.stream()
            .flatMap(passage -> When.in(passage.text()).stream())
            .map(When::period)
            .distinct()
            .toList();
    return passages.stream()
        .filter(passage -> SOURCE.matcher(passage.text()).find())
        .flatMap(passage -> When.in(passage.text()).stream().limit(1))
        .map(When::period)
        .findFirst()
        .or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty());
  }

  /**
   * Every figure of a table whose caption names territory, period, flow and unit, whose columns are
   * markets and whose rows are sectors: an amount, and its growth in brackets.
   */
  List<Claim> claims(Table table) {
    List<When> when = When.in(table.caption());
    Optional<String> of = territory(table.caption());
    Matcher unit = UNIT.matcher(table.caption());
    if (when.isEmpty() || of.isEmpty() || !unit.find()) {
      return List.of();
    }
    int power = unit.group(1).startsWith("mili") ? 6 : 9;
    List<Optional<String>> markets = new ArrayList<>();
    table.header().forEach(cell -> markets.add(named(cell, Kind.MARKET)));
    String sum = String.join("+", markets.stream().flatMap(Optional::stream).toList());
    List<Claim> claims = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      String name = row.cells().get(0);
      Optional<String> product =
          name.equalsIgnoreCase("tutti i settori")
              ? Optional.of(Wording.ALL_PRODUCTS)
              : named(name, Kind.SECTOR);
      for (int c = 1; c < row.cells().size() && product.isPresent(); c++) {
        Optional<String> market =
            table.header().get(c).equalsIgnoreCase("insieme") ? Optional.of(sum) : markets.get(c);
        Matcher cell = CELL.matcher(row.cells().get(c));
        if (market.isPresent() && cell.matches()) {
          FigureId id =
              new FigureId(
                  collection,
                  FLOW_OF_IMPORTS.matcher(table.caption()).find() ? "import" : "export",
                  when.get(0).period().span(),
                  when.get(0).period().ends().get(0),
                  of.get(),
                  market.get(),
                  product.get(),
                  FigureId.VALUE);
          claims.addAll(claims(row.line(), cell, power, id));
        }
      }
    }
    return claims;
  }

  private static List<Claim> claims(int line, Matcher cell, int power, FigureId id) {
    List<Claim> claims = new ArrayList<>();
    BigDecimal number = number(cell.group(1));
    claims.add(
        new Claim(
            line,
            cell.group(1),
            new Quantity(
                Quantity.Kind.AMOUNT,
                Nearness.ROUNDED,
                number.movePointRight(power),
                digit(number).movePointRight(power)),
            Optional.of(id),
            ""));
    if (cell.group(2) != null) {
      BigDecimal growth = number(cell.group(2).replace("+", ""));
      claims.add(
          new Claim(
              line,
              cell.group(2) + "%",
              new Quantity(Quantity.Kind.PERCENT, Nearness.ROUNDED, growth, digit(growth)),
              Optional.of(id.indicator("yoy_percent")),
              ""));
    }
    return claims;
  }

  private Optional<String> territory(String text) {
    return lexicon.mentions(text).stream()
        .filter(mention -> mention.kind() == Kind.TERRITORY)
        .map(Mention::code)
        .findFirst();
  }

  /** What a cell that is nothing but a name names. */
  private Optional<String> named(String cell, Kind kind) {
    return lexicon.mentions(cell).stream()
        .filter(mention -> mention.kind() == kind)
        .filter(mention -> mention.end() - mention.start() == cell.length())
        .map(Mention::code)
        .findFirst();
  }

  private static BigDecimal number(String italian) {
    return new BigDecimal(italian.replace(".", "").replace(',', '.'));
  }

  private static BigDecimal digit(BigDecimal number) {
    return BigDecimal.ONE.movePointLeft(Math.max(0, number.scale()));
  }

  /** One sentence being read. */
  private final class Sentence {

    private final Passage passage;
    private final String text;
    private final String lower;
    private final List<Mention> mentions;
    private final List<When> periods;
    private Optional<String> unit = Optional.empty();

    Sentence(Passage passage) {
      this.passage = passage;
      this.text = passage.text();
      this.lower = text.toLowerCase(Locale.ITALIAN);
      this.mentions = lexicon.mentions(text);
      this.periods = When.in(text);
    }

    void read(List<Claim> claims) {
      Matcher figure = FIGURE.matcher(masked());
      while (figure.find()) {
        claims.addAll(read(figure));
      }
      if (!periods.isEmpty() && headingPeriod().isEmpty()) {
        period = Optional.of(periods.get(periods.size() - 1).period());
      }
      market = market(text.length());
    }

    private List<Claim> read(Matcher figure) {
      if (figure.group("points") != null) {
        return List.of(points(figure));
      }
      if (figure.group("percent") != null) {
        return bothFlows(figure, percent(figure));
      }
      if (figure.group("fraction") != null) {
        return bothFlows(figure, fraction(figure));
      }
      if (figure.group("years") != null) {
        Quantity years = exact(Quantity.Kind.YEARS, figure.group("yearsNumber"));
        return List.of(claim(figure, years, "record_high"));
      }
      if (figure.group("count") != null) {
        Quantity count = exact(Quantity.Kind.COUNT, figure.group("countNumber"));
        return List.of(claim(figure, count, FigureId.REVISION));
      }
      if (figure.group("amount") != null) {
        return amount(figure).map(claim -> eachNamed(figure, claim)).orElse(List.of());
      }
      return (figure.group("follower") != null ? follower(figure) : rank(figure)).stream().toList();
    }

    /** A share "both of imports and of exports" is two claims. */
    private List<Claim> bothFlows(Matcher figure, Claim claim) {
      if (claim.id().isEmpty() || !BOTH_FLOWS.matcher(lower.substring(figure.end())).find()) {
        return List.of(claim);
      }
      return Stream.of("export", "import")
          .map(flow -> claim.about(claim.id().get().flow(flow)))
          .toList();
    }

    /** An amount "with" which several territories stand is that of each. */
    private List<Claim> eachNamed(Matcher figure, Claim claim) {
      List<Mention> named = namedTogether(Kind.TERRITORY, figure.start());
      String between =
          named.isEmpty()
              ? ""
              : lower.substring(named.get(named.size() - 1).end(), figure.start()).strip();
      if (claim.id().isEmpty() || named.size() < 2 || !between.equals("con")) {
        return List.of(claim);
      }
      return named.stream()
          .map(mention -> claim.about(claim.id().get().territory(mention.code())))
          .toList();
    }

    /** The names of a kind that stand last before a place, one directly after the other. */
    private List<Mention> namedTogether(Kind kind, int before) {
      List<Mention> named =
          mentions.stream().filter(m -> m.kind() == kind && m.start() < before).toList();
      int first = named.size() - 1;
      while (first > 0 && joined(named.get(first - 1), named.get(first))) {
        first--;
      }
      return named.subList(Math.max(first, 0), named.size());
    }

    private boolean joined(Mention one, Mention next) {
      return one.kind() == next.kind()
          && TOGETHER.matcher(lower.substring(one.end(), next.start())).matches();
    }

    /** The sentence without the digits of periods and dates. */
    private String masked() {
      StringBuilder masked = new StringBuilder(text);
      for (When when : periods) {
        blank(masked, when.start(), when.end());
      }
      Matcher date = DATE.matcher(text);
      while (date.find()) {
        blank(masked, date.start(), date.end());
      }
      return masked.toString();
    }

    private void blank(StringBuilder masked, int start, int end) {
      for (int i = start; i < end; i++) {
        masked.setCharAt(i, '_');
      }
    }

    private Claim points(Matcher figure) {
      BigDecimal number = number(figure.group("pointsNumber"));
      boolean acceleration = !lower.contains("contribut");
      boolean down =
          "-".equals(figure.group("pointsSign")) || (acceleration && lower.contains("peggiora"));
      Quantity quantity =
          new Quantity(
              Quantity.Kind.POINTS,
              Nearness.ROUNDED,
              down ? number.negate() : number,
              digit(number));
      String indicator =
          acceleration
              ? "acceleration_pp"
              : last(figure.start(), m -> true)
                  .map(m -> "contribution_" + dimension(m.kind()) + "_pp")
                  .orElse("contribution_territory_pp");
      return claim(figure, quantity, indicator);
    }

    private static String dimension(Kind kind) {
      return switch (kind) {
        case TERRITORY -> "territory";
        case MARKET -> "market";
        case SECTOR -> "product";
      };
    }

    private Claim percent(Matcher figure) {
      BigDecimal number = number(figure.group("percentNumber"));
      String before = lower.substring(Math.max(0, figure.start() - 45), figure.start());
      boolean signed = figure.group("percentSign") != null;
      boolean growth = signed || GROWTH.matcher(before).find() || FALL.matcher(before).find();
      boolean share = !growth && SHARE.matcher(lower).find();
      boolean down =
          "-".equals(figure.group("percentSign")) || (!signed && FALL.matcher(before).find());
      Quantity quantity =
          new Quantity(
              Quantity.Kind.PERCENT,
              nearness(figure.group("percentNear")),
              down ? number.negate() : number,
              digit(number));
      return claim(figure, quantity, share ? "share_of_italy_percent" : "yoy_percent");
    }

    private Claim fraction(Matcher figure) {
      int parts =
          switch (figure.group("part").toLowerCase(Locale.ITALIAN)) {
            case "la metà" -> 2;
            case "un terzo" -> 3;
            case "un quarto" -> 4;
            default -> 5;
          };
      BigDecimal percent = new BigDecimal(100).divide(new BigDecimal(parts), MathContext.DECIMAL64);
      return claim(
          figure,
          new Quantity(
              Quantity.Kind.PERCENT,
              nearness(figure.group("fractionNear")),
              percent,
              BigDecimal.ONE),
          "share_of_italy_percent");
    }

    /** Empty for a number that counts no euros. */
    private Optional<Claim> amount(Matcher figure) {
      String stated = figure.group("unit");
      boolean inherited = stated == null && figure.group("euro") == null;
      if (inherited && (unit.isEmpty() || !lower.substring(0, figure.start()).endsWith("con "))) {
        return Optional.empty();
      }
      String of = inherited ? unit.get() : stated == null ? "" : stated.strip();
      unit = Optional.of(of);
      int power = of.startsWith("mila") ? 3 : of.startsWith("milion") ? 6 : of.isEmpty() ? 0 : 9;
      BigDecimal number = number(figure.group("amountNumber"));
      Quantity quantity =
          new Quantity(
              Quantity.Kind.AMOUNT,
              nearness(figure.group("amountNear")),
              number.movePointRight(power),
              digit(number).movePointRight(power));
      boolean revision = lower.contains("sono cambiati");
      return Optional.of(claim(figure, quantity, revision ? FigureId.REVISION : FigureId.VALUE));
    }

    /** Empty for an ordinal that ranks nothing. */
    private Optional<Claim> rank(Matcher figure) {
      if (figure.group("most") != null) {
        return most(figure);
      }
      Quantity quantity = exact(Quantity.Kind.RANK, String.valueOf(place(figure.group("ordinal"))));
      if (lower.substring(figure.end()).matches("\\s*(regione|provincia).*")) {
        // A market may be named after the rank: the first region towards Morocco.
        return Optional.of(
            claim(figure, quantity, "rank_in_territory", text.length(), figure.start()));
      }
      // An article may stand between an ordinal and the name that it ranks.
      return mentions.stream()
          .filter(m -> m.start() >= figure.end())
          .findFirst()
          .filter(next -> next.start() - figure.end() <= 5)
          .map(next -> rankOf(next, figure, quantity));
    }

    /** The first of all: named after it ("the one that ... most is Milan") or before it. */
    private Optional<Claim> most(Matcher figure) {
      Kind kind = lower.contains("mercato") ? Kind.MARKET : Kind.TERRITORY;
      Quantity first = exact(Quantity.Kind.RANK, "1");
      Optional<Mention> next =
          mentions.stream().filter(m -> m.start() >= figure.end() && m.kind() == kind).findFirst();
      if (next.isPresent() && lower.substring(figure.end(), next.get().start()).contains(" è ")) {
        return Optional.of(rankOf(next.get(), figure, first));
      }
      return last(figure.start(), m -> m.kind() == kind)
          .map(
              subject ->
                  claim(
                      figure,
                      first,
                      "rank_in_" + dimension(kind),
                      clauseEnd(figure.end()),
                      figure.start()));
    }

    /** The one that follows the first, and those that follow it; not two that stand together. */
    private Optional<Claim> follower(Matcher figure) {
      String before = lower.substring(0, figure.start());
      boolean second = figure.group("follower").startsWith("seguit");
      int place = 2;
      Matcher earlier = EARLIER_FOLLOWER.matcher(before);
      while (earlier.find()) {
        place++;
      }
      boolean ranked =
          second
              ? before.contains("di più") || before.contains("più grande")
              : before.contains("seguit");
      List<Mention> after = mentions.stream().filter(m -> m.start() >= figure.end()).toList();
      if (!ranked || after.isEmpty() || (after.size() > 1 && joined(after.get(0), after.get(1)))) {
        return Optional.empty();
      }
      Mention next = after.get(0);
      Quantity rank = exact(Quantity.Kind.RANK, String.valueOf(place));
      return Optional.of(
          rankOf(next, figure, rank).saying(text.substring(figure.start(), next.end())));
    }

    private Claim rankOf(Mention ranked, Matcher figure, Quantity place) {
      return claim(
          figure, place, "rank_in_" + dimension(ranked.kind()), ranked.end(), ranked.end());
    }

    private int clauseEnd(int from) {
      Matcher end = CLAUSE_END.matcher(text);
      return end.find(from) ? end.start() : text.length();
    }

    private static int place(String ordinal) {
      String lower = ordinal.toLowerCase(Locale.ITALIAN);
      if (Character.isDigit(lower.charAt(0))) {
        return Integer.parseInt(lower.replaceAll("\\D", ""));
      }
      return ORDINALS.indexOf(lower.substring(0, lower.length() - 1)) + 1;
    }

    private Claim claim(Matcher figure, Quantity quantity, String indicator) {
      return claim(figure, quantity, indicator, figure.start(), figure.start());
    }

    /**
     * @param until names of markets and sectors up to here count
     * @param subjectUntil names of territories up to here count
     */
    private Claim claim(
        Matcher figure, Quantity quantity, String indicator, int until, int subjectUntil) {
      String words = figure.group().strip();
      Optional<FigurePeriod> when = period(figure.start());
      if (when.isEmpty()) {
        return new Claim(
            passage.line(), words, quantity, Optional.empty(), "the text names no period");
      }
      String of =
          last(subjectUntil, m -> m.kind() == Kind.TERRITORY).map(Mention::code).orElse(territory);
      FigureId id =
          new FigureId(
              collection,
              flow(figure),
              when.get().span(),
              when.get().ends().get(0),
              of,
              market(until),
              last(until, m -> m.kind() == Kind.SECTOR)
                  .map(Mention::code)
                  .orElse(Wording.ALL_PRODUCTS),
              indicator);
      return new Claim(passage.line(), words, quantity, Optional.of(id), "");
    }

    private Optional<Mention> last(int before, Predicate<Mention> which) {
      return mentions.stream()
          .filter(which)
          .filter(m -> m.start() < before)
          .max(Comparator.comparing(Mention::start));
    }

    private String market(int until) {
      List<Mention> named = namedTogether(Kind.MARKET, until);
      if (lower.startsWith("insieme")) {
        named =
            mentions.stream().filter(m -> m.kind() == Kind.MARKET && m.start() < until).toList();
      }
      if (!named.isEmpty()) {
        return String.join("+", named.stream().map(Mention::code).toList());
      }
      List<String> headings = passage.headings();
      for (int i = headings.size() - 1; i >= 0; i--) {
        String heading = headings.get(i);
        Optional<Mention> market =
            lexicon.mentions(heading).stream()
                .filter(m -> m.kind() == Kind.MARKET)
                .filter(m -> m.end() - m.start() == heading.length())
                .findFirst();
        if (market.isPresent()) {
          return market.get().code();
        }
      }
      boolean carried = headings.isEmpty() && !ALL_MARKETS.matcher(lower).find();
      return carried ? ClaimReader.this.market : Wording.WORLD;
    }

    private String flow(Matcher figure) {
      Matcher after = FLOW_AFTER.matcher(lower.substring(figure.end()));
      if (after.find()) {
        return after.group(1);
      }
      String flow = "export";
      Matcher word = FLOW.matcher(lower.substring(0, figure.start()));
      while (word.find()) {
        flow = word.group(1) != null ? "export" : word.group(2) != null ? "import" : "interchange";
      }
      return flow;
    }

    private Optional<FigurePeriod> period(int before) {
      Optional<FigurePeriod> named =
          periods.stream()
              .filter(when -> when.start() < before)
              .max(Comparator.comparing(When::start))
              .map(When::period);
      return named
          .or(this::headingPeriod)
          .or(() -> periods.stream().findFirst().map(When::period))
          .or(() -> period);
    }

    private Optional<FigurePeriod> headingPeriod() {
      List<String> headings = passage.headings();
      for (int i = headings.size() - 1; i >= 0; i--) {
        List<When> named = When.in(headings.get(i));
        if (named.size() == 1) {
          return Optional.of(named.get(0).period());
        }
      }
      return Optional.empty();
    }

    private static Quantity exact(Quantity.Kind kind, String number) {
      return new Quantity(kind, Nearness.ROUNDED, number(number), BigDecimal.ONE);
    }

    private static Nearness nearness(String word) {
      if (word == null) {
        return Nearness.ROUNDED;
      }
      return switch (word.strip().toLowerCase(Locale.ITALIAN)) {
        case "quasi" -> Nearness.ALMOST;
        case "circa" -> Nearness.ABOUT;
        default -> Nearness.OVER;
      };
    }
  }
}
