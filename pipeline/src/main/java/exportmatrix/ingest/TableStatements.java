package exportmatrix.ingest;

import exportmatrix.ingest.CsvRecords.Cells;
import exportmatrix.ingest.RawStatement.Fault;
import exportmatrix.model.InputException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements of a delimited text, whatever gave its columns their meaning. */
final class TableStatements implements BulkReader.RawStatements {

  /** Rows looked at to find the edition; a file whose first thousand rows are broken has none. */
  private static final int LOOK_AHEAD = 1000;

  private final InputFile file;
  private final CsvRecords records;
  private final Columns columns;
  private final Role[] roles;
  private final int[] places;
  private final String[] codes;
  private final int editionPlace;
  private final Deque<Cells> ahead = new ArrayDeque<>();
  private String edition;
  private Cells row;
  private int cell;

  /**
   * Which column says what.
   *
   * @param width cells of a row
   * @param places the columns that say something else than a number
   * @param values the columns that hold a number, one statement each
   * @param keep place to the codes that are read
   * @param labelled whether cells are written {@code CODE: label}
   */
  record Columns(
      Map<Role, String> found,
      int width,
      Map<Role, Integer> places,
      List<ValueColumn> values,
      Map<Integer, Set<String>> keep,
      Labels labelled) {}

  /** How a coded cell is written. */
  enum Labels {
    CODE_ONLY,
    CODE_AND_LABEL
  }

  /**
   * A column that holds a number.
   *
   * @param name shown before the raw text where a row has several; null where it has one
   * @param fixed what the column says by being this column
   */
  record ValueColumn(int place, String name, Map<Role, String> fixed) {}

  /**
   * @param records behind the header
   */
  TableStatements(InputFile file, CsvRecords records, Columns columns) throws IOException {
    this.file = file;
    this.records = records;
    this.columns = columns;
    this.roles = columns.places().keySet().toArray(Role[]::new);
    this.places = Arrays.stream(roles).mapToInt(columns.places()::get).toArray();
    this.codes = new String[roles.length];
    Arrays.fill(codes, "");
    this.editionPlace = columns.places().getOrDefault(Role.EDITION, -1);
    findEdition();
    if (records.goToPart()) {
      ahead.clear();
    }
  }

  @Override
  public Map<Role, String> columns() {
    return columns.found();
  }

  @Override
  public Optional<String> edition() {
    return Optional.ofNullable(edition);
  }

  @Override
  public RawStatement next() throws IOException {
    if (row == null) {
      row = ahead.isEmpty() ? records.next(columns.width()) : ahead.removeFirst();
      cell = 0;
      if (row == null) {
        return null;
      }
      checkEdition(row);
    }
    Cells current = row;
    int currentCell = cell++;
    if (current.cells() == null || cell == columns.values().size()) {
      row = null;
    }
    return statement(current, currentCell);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private RawStatement statement(Cells current, int currentCell) {
    Fields read = current.cells();
    if (read == null) {
      return new RawStatement(
          current.line(),
          0,
          Fault.MALFORMED,
          current.badEncoding(),
          true,
          RawStatement.Texts.NONE,
          current::raw);
    }
    ValueColumn value = columns.values().get(currentCell);
    RawStatement.Texts cells = new RawStatement.Texts();
    for (int i = 0; i < roles.length; i++) {
      codes[i] = coded(read, places[i], codes[i]);
      cells.put(roles[i], codes[i]);
    }
    value.fixed().forEach(cells::put);
    cells.put(Role.VALUE, read.at(value.place()).trim());
    return new RawStatement(
        current.line(),
        currentCell,
        Fault.NONE,
        current.badEncoding(),
        kept(read),
        cells,
        () -> value.name() == null ? current.raw() : value.name() + " | " + current.raw());
  }

  private boolean kept(Fields read) {
    for (Map.Entry<Integer, Set<String>> keep : columns.keep().entrySet()) {
      if (!keep.getValue().contains(coded(read, keep.getKey(), ""))) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param before what the same column said in the row before, and mostly says again
   */
  private String coded(Fields read, int place, String before) {
    if (columns.labelled() == Labels.CODE_ONLY) {
      return read.at(place).trim();
    }
    if (read.says(before, Header.LABEL, place)) {
      return before;
    }
    String code = read.before(Header.LABEL, place).trim();
    return code.isEmpty() ? read.at(place).trim() : code;
  }

  private void findEdition() throws IOException {
    if (editionPlace < 0) {
      return;
    }
    while (edition == null && ahead.size() < LOOK_AHEAD) {
      Cells next = records.next(columns.width());
      if (next == null) {
        return;
      }
      ahead.addLast(next);
      edition = statedEdition(next);
    }
  }

  private String statedEdition(Cells current) {
    if (editionPlace < 0 || current.cells() == null) {
      return null;
    }
    String text = current.cells().at(editionPlace).trim();
    return text.isEmpty() ? null : text;
  }

  private void checkEdition(Cells current) {
    String stated = statedEdition(current);
    if (stated != null && !stated.equals(edition)) {
      throw new InputException(
          "%s: line %d states the edition '%s', the lines before it '%s'; expected one edition in a file: split it"
              .formatted(file.name(), current.line(), OneLine.of(stated), OneLine.of(edition)));
    }
  }
}
