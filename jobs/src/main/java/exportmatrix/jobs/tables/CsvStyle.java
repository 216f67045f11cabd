package exportmatrix.jobs.tables;

import java.math.BigDecimal;
import org.apache.commons.csv.CSVFormat;

/** How a CSV file is written. */
public enum CsvStyle {
  /** RFC 4180: comma, decimal point. */
  PLAIN(',', '.'),
  /** For spreadsheets in Italian: semicolon, decimal comma. */
  ITALIAN(';', ',');

  /** What makes a spreadsheet take a text for a formula. */
  private static final String STARTS_A_FORMULA = "=+-@\t\r";

  private final char delimiter;
  private final char decimal;

  CsvStyle(char delimiter, char decimal) {
    this.delimiter = delimiter;
    this.decimal = decimal;
  }

  char delimiter() {
    return delimiter;
  }

  char decimal() {
    return decimal;
  }

  CSVFormat format() {
    return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
  }

  /** The cell as it is written; a text that a spreadsheet would run is defused by an apostrophe. */
  public String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      String plain = number instanceof BigDecimal exact ? exact.toPlainString() : number.toString();
      return plain.replace('.', decimal);
    }
    String text = value.toString();
    return !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
