package exportmatrix.ingest;

import java.util.function.Supplier;

/**
 * One statement as the file writes it: nothing is parsed yet but what tells cells apart.
 *
 * <p>Grain: a row of an {@code sdmx-csv} file, a value cell of a {@code delimited} one, an index of
 * a JSON-stat one.
 */
final class RawStatement {

  private final long line;
  private final int cell;
  private final Fault fault;
  private final boolean badEncoding;
  private final boolean kept;
  private final Texts cells;
  private final Supplier<String> raw;

  /** What each role's cell says: a map with no cost, as there is one for every row. */
  @SuppressWarnings("EnumOrdinal") // lives as long as the row
  static final class Texts {

    private static final int ROLES = Role.values().length;

    /** Of a row that cannot be taken apart. */
    static final Texts NONE = new Texts();

    private final String[] texts = new String[ROLES];

    void put(Role role, String text) {
      texts[role.ordinal()] = text;
    }

    /** Null where there is none. */
    String of(Role role) {
      return texts[role.ordinal()];
    }
  }

  /** Whether the row can be taken apart at all. */
  enum Fault {
    NONE,
    MALFORMED
  }

  /**
   * @param line first line in the file from 1; for JSON-stat the index
   * @param cell which of the row's value cells, from 0
   * @param kept whether the dataset's {@code keep} lets it in
   * @param cells what the file has a column for
   */
  RawStatement(
      long line,
      int cell,
      Fault fault,
      boolean badEncoding,
      boolean kept,
      Texts cells,
      Supplier<String> raw) {
    this.line = line;
    this.cell = cell;
    this.fault = fault;
    this.badEncoding = badEncoding;
    this.kept = kept;
    this.cells = cells;
    this.raw = raw;
  }

  long line() {
    return line;
  }

  int cell() {
    return cell;
  }

  boolean malformed() {
    return fault == Fault.MALFORMED;
  }

  boolean badEncoding() {
    return badEncoding;
  }

  boolean kept() {
    return kept;
  }

  /** The cell's text; null where the file has no such column. */
  String cell(Role role) {
    return cells.of(role);
  }

  /** The row as it stands in the file. */
  String raw() {
    return raw.get();
  }
}
