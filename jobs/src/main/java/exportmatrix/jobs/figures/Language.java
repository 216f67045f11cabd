package exportmatrix.jobs.figures;

import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The language of labels, words and numbers. */
public enum Language {
  it(Locale.ITALIAN, '.', ','),
  en(Locale.ROOT, ',', '.');

  private final Locale locale;
  private final char thousands;
  private final char decimal;

  Language(Locale locale, char thousands, char decimal) {
    this.locale = locale;
    this.thousands = thousands;
    this.decimal = decimal;
  }

  /** The word under that key; the key itself where there is none. */
  public String word(String key) {
    ResourceBundle words = words();
    return words.containsKey(key) ? words.getString(key) : key;
  }

  /** What a status says, in one sentence. */
  public String meaning(Status status) {
    String key = "status." + status.name();
    String word = word(key);
    return word.equals(key) ? status.meaning() : word;
  }

  /** {@code 1.234.567,89} in Italian, {@code 1,234,567.89} in English; half away from zero. */
  public String number(BigDecimal value, int decimals) {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setGroupingSeparator(thousands);
    symbols.setDecimalSeparator(decimal);
    DecimalFormat format = new DecimalFormat("#,##0", symbols);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    // Rounded first: a decimal has no negative zero.
    return format.format(value.setScale(decimals, RoundingMode.HALF_UP));
  }

  /** Texts of one of the bundles that are kept in every language. */
  public ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle(
        name, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  ResourceBundle words() {
    return bundle("exportmatrix.jobs.figures.words");
  }
}
