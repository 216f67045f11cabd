package exportmatrix.jobs.claims;

import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period as an Italian text names it.
 *
 * @param start where its words begin
 */
record When(FigurePeriod period, int start, int end) {

  private static final List<String> ORDINALS = List.of("primo", "secondo", "terzo", "quarto");
  private static final List<String> COUNTS =
      List.of(
          "", "", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
          "undici");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:(primo|secondo|terzo|quarto) trimestre|(primo semestre)|prim[io] (due|tre|quattro|cinque|sei"
              + "|sette|otto|nove|dieci|undici) mesi)(?: (?:del|dell'anno))? (\\d{4})(?!\\d)");

  private static final Pattern YEAR =
      Pattern.compile(
          "(?<![\\d.,-])((?:19|20)\\d{2})(?![\\d%-]|[.,]\\d| (?:milion|miliard|mila|euro))");

  /** Every period that a text names, in its order. */
  static List<When> in(String text) {
    List<When> found = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ITALIAN);
    Matcher named = NAMED.matcher(lower);
    StringBuilder rest = new StringBuilder(lower);
    while (named.find()) {
      found.add(new When(period(named), named.start(), named.end()));
      for (int i = named.start(); i < named.end(); i++) {
        rest.setCharAt(i, ' ');
      }
    }
    Matcher year = YEAR.matcher(rest);
    while (year.find()) {
      found.add(
          new When(FigurePeriod.parse(year.group(1), Optional.empty()), year.start(), year.end()));
    }
    found.sort((a, b) -> Integer.compare(a.start, b.start));
    return found;
  }

  private static FigurePeriod period(Matcher named) {
    String year = named.group(4);
    if (named.group(1) != null) {
      return FigurePeriod.parse(
          year + "-Q" + (ORDINALS.indexOf(named.group(1)) + 1), Optional.of(Span.QUARTER));
    }
    int months = named.group(2) != null ? 6 : COUNTS.indexOf(named.group(3));
    return FigurePeriod.parse(year + "-" + months + "M", Optional.empty());
  }
}
