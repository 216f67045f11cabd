package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.note.Amount.Scale;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Italian: contracted articles, elisions, ordinals. */
final class Italian implements Grammar {

  private static final Map<String, String> OF =
      Map.of(
          "il", "del", "lo", "dello", "la", "della", "l'", "dell'", "i", "dei", "gli", "degli",
          "le", "delle", "", "di");
  private static final Map<String, String> FROM =
      Map.of(
          "il", "dal", "lo", "dallo", "la", "dalla", "l'", "dall'", "i", "dai", "gli", "dagli",
          "le", "dalle", "", "da");
  private static final List<String> MONTHS =
      List.of(
          "gennaio",
          "febbraio",
          "marzo",
          "aprile",
          "maggio",
          "giugno",
          "luglio",
          "agosto",
          "settembre",
          "ottobre",
          "novembre",
          "dicembre");
  private static final List<String> COUNTS =
      List.of(
          "", "", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
          "undici");
  private static final List<String> ORDINALS =
      List.of(
          "prima", "seconda", "terza", "quarta", "quinta", "sesta", "settima", "ottava", "nona",
          "decima");
  private static final List<String> QUARTERS = List.of("primo", "secondo", "terzo", "quarto");

  @Override
  public String the(Name name) {
    return joined(name.article(), name.label());
  }

  @Override
  public String of(Name name) {
    return joined(OF.get(name.article()), name.label());
  }

  @Override
  public String from(Name name) {
    return joined(FROM.get(name.article()), name.label());
  }

  @Override
  public String towards(Name name) {
    return "verso " + the(name);
  }

  private static String joined(String article, String label) {
    return article.isEmpty() || article.endsWith("'") ? article + label : article + " " + label;
  }

  @Override
  public String in(Span span, Period period) {
    String name = period(span, period, " del ");
    if (span == Span.ROLLING_YEAR || name.startsWith("primi ")) {
      return "nei " + name;
    }
    boolean month = MONTHS.contains(name.split(" ", 2)[0]);
    return !month
        ? "nel " + name
        : (name.startsWith("a") || name.startsWith("o") ? "ad " : "a ") + name;
  }

  @Override
  public String name(Span span, Period period) {
    return period(span, period, " ");
  }

  private static String period(Span span, Period period, String before) {
    int months = period.place() * period.frequency().months();
    String month = MONTHS.get(months - 1) + " " + period.year();
    return switch (span) {
      case MONTH -> month;
      case QUARTER -> QUARTERS.get((months - 1) / 3) + " trimestre" + before + period.year();
      case YEAR -> String.valueOf(period.year());
      case ROLLING_YEAR -> "dodici mesi fino a " + month;
      case YEAR_TO_DATE ->
          switch (months) {
            case 1 -> month;
            case 3 -> "primo trimestre" + before + period.year();
            case 6 -> "primo semestre" + before + period.year();
            case 12 -> String.valueOf(period.year());
            default -> "primi " + COUNTS.get(months) + " mesi" + before + period.year();
          };
    };
  }

  @Override
  public String amount(Amount amount) {
    boolean one = amount.number().compareTo(BigDecimal.ONE) == 0;
    String unit =
        switch (amount.scale()) {
          case EURO -> " euro";
          case THOUSAND -> one ? " migliaio di euro" : "mila euro";
          case MILLION -> one ? " milione di euro" : " milioni di euro";
          case BILLION -> one ? " miliardo di euro" : " miliardi di euro";
        };
    String spaced = amount.scale() == Scale.THOUSAND && !one ? " " + unit : unit;
    return number(amount) + spaced;
  }

  @Override
  public String number(Amount amount) {
    return near(amount.nearness())
        + Language.it.number(amount.number(), Math.max(0, amount.number().scale()));
  }

  private static String near(Nearness nearness) {
    return switch (nearness) {
      case ROUNDED -> "";
      case ABOUT -> "circa ";
      case ALMOST -> "quasi ";
      case OVER -> "oltre ";
    };
  }

  @Override
  public String percent(BigDecimal percent) {
    return Language.it.number(percent, 1) + "%";
  }

  @Override
  public String by(String percent) {
    return joined(OF.get(article(percent)), percent);
  }

  @Override
  public String of(String percent) {
    return by(percent);
  }

  /**
   * As the number is read aloud: {@code lo zero}, {@code l'uno}, {@code l'otto}, {@code l'undici}.
   */
  private static String article(String number) {
    String whole = number.replaceAll("[,%].*", "");
    if (whole.equals("0")) {
      return "lo";
    }
    return whole.startsWith("8") || whole.equals("1") || whole.equals("11") ? "l'" : "il";
  }

  @Override
  public String ordinal(long rank) {
    return rank <= ORDINALS.size() ? ORDINALS.get((int) rank - 1) : rank + "ª";
  }

  @Override
  public String place(long rank, String dimension) {
    String feminine = ordinal(rank);
    return dimension.equals("territory")
        ? feminine
        : feminine.replaceAll("a$", "o").replace("ª", "º");
  }

  @Override
  public String fraction(double percent) {
    return Fractions.of(percent)
        .map(
            of ->
                near(of.nearness())
                    + switch (of.parts()) {
                      case 2 -> "la metà";
                      case 3 -> "un terzo";
                      case 4 -> "un quarto";
                      default -> "un quinto";
                    })
        .orElse("");
  }

  @Override
  public Phrase list(List<Phrase> parts) {
    return Phrase.list(parts, ", ", " e ");
  }
}
