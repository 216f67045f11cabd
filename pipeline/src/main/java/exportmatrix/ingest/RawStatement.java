package exportmatrix.ingest;

import java.util.Map;
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
  private final Map<Role, String> cells;
  private final Supplier<String> raw;

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
      Map<Role, String> cells,
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
    return cells.get(role);
  }

  /** The row as it stands in the file. */
  String raw() {
    return raw.get();
  }
}
