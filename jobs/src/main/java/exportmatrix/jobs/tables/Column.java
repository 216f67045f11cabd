package exportmatrix.jobs.tables;

import exportmatrix.model.Unit;

/**
 * One column of a table.
 *
 * @param name as in the cube
 * @param label for a person
 * @param meaning one sentence; empty: the label says it all
 */
public record Column(String name, String label, Kind kind, String meaning) {

  /** What a column holds, and how a spreadsheet shows it. */
  public enum Kind {
    TEXT("string", "@"),
    EURO("number", "#,##0.00"),
    PERCENT("number", "0.0"),
    POINTS("number", "0.00"),
    NUMBER("number", "0.000"),
    COUNT("integer", "0"),
    TRUTH("boolean", "");

    private final String type;
    private final String format;

    Kind(String type, String format) {
      this.type = type;
      this.format = format;
    }

    /** The field type of a Table Schema. */
    String type() {
      return type;
    }

    /** The number format of a workbook. */
    String format() {
      return format;
    }

    boolean isNumber() {
      return type.equals("number") || type.equals("integer");
    }

    /** How figures of that unit are held. */
    public static Kind of(Unit unit) {
      return switch (unit) {
        case EUR -> EURO;
        case PERCENT -> PERCENT;
        case PERCENTAGE_POINT -> POINTS;
        case INDEX, RATIO, NAT -> NUMBER;
        case COUNT -> COUNT;
        default -> TEXT;
      };
    }

    /** By the unit that ends the name. */
    public static Kind of(String name) {
      if (name.endsWith("_eur")) {
        return EURO;
      }
      if (name.endsWith("_percent")) {
        return PERCENT;
      }
      if (name.endsWith("_pp")) {
        return POINTS;
      }
      return name.equals("years_compared") ? COUNT : TEXT;
    }
  }
}
