package exportmatrix.ingest;

import exportmatrix.ingest.CsvRecords.Cells;
import exportmatrix.ingest.TableStatements.Columns;
import exportmatrix.ingest.TableStatements.Labels;
import exportmatrix.ingest.TableStatements.ValueColumn;
import exportmatrix.model.ConfigException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Measure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code delimited}: any other text table with a header row, as the dataset's configuration
 * describes it.
 *
 * <p>One statement per value cell: a table whose header reads {@code IMP2014;EXP2014} gives two per
 * row. Where a row has several, the raw text of a rejected one begins with its column's name.
 */
final class DelimitedLayout implements BulkReader {

  private static final long serialVersionUID = 1L;

  private final DatasetSpec spec;
  private final String charset;
  private final Map<String, Map<Role, String>> valueColumns;

  /**
   * @throws ConfigException where the configuration leaves a dimension without a source
   */
  DelimitedLayout(DatasetSpec spec) {
    this.spec = spec;
    if (spec.delimited() == null) {
      throw new ConfigException(
          "dataset %s: the layout delimited needs a section 'delimited'".formatted(spec.id()));
    }
    if (spec.delimited().delimiter().length() != 1) {
      throw new ConfigException(
          "dataset %s: delimiter '%s'; expected one character"
              .formatted(spec.id(), spec.delimited().delimiter()));
    }
    this.charset = charset(spec).name();
    this.valueColumns = valueColumns(spec);
    checkSources();
  }

  /** Where a byte of 34 is a quote and nothing else. */
  @Override
  public boolean readsParts() {
    Charset of = Charset.forName(charset);
    return of.equals(StandardCharsets.UTF_8) || of.newEncoder().maxBytesPerChar() == 1;
  }

  @Override
  public RawStatements open(InputFile file, FilePart part) throws IOException {
    CsvRecords records =
        new CsvRecords(
            file, Charset.forName(charset), spec.delimited().delimiter().charAt(0), part);
    try {
      records.skip(spec.delimited().skipLines());
      return new TableStatements(file, records, columns(file, records.next(0)));
    } catch (IOException | RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private Columns columns(InputFile file, Cells first) {
    if (first == null || first.cells() == null) {
      throw file.refused(
          "has no header that can be read; expected column names in line %d (delimited.skip_lines = %d)"
              .formatted(spec.delimited().skipLines() + 1, spec.delimited().skipLines()));
    }
    Header header = new Header(file, "header in line " + first.line(), first.cells().toList());
    Map<Role, Integer> places = new EnumMap<>(Role.class);
    spec.columns()
        .forEach(
            (word, name) -> {
              Role role = Role.ofWord(word, spec.id());
              places.put(role, header.found(role, header.require(name, "columns." + word)));
            });
    List<ValueColumn> values = new ArrayList<>();
    valueColumns.forEach(
        (name, fixed) ->
            values.add(new ValueColumn(header.require(name, "a value column"), name, fixed)));
    Map<Integer, Set<String>> keep = new LinkedHashMap<>();
    spec.keep()
        .forEach(
            (name, codes) ->
                keep.put(
                    header.require(name, "the dataset keeps some of its values"),
                    Set.copyOf(codes)));
    header.check();
    addValue(values, places, Role.VALUE, Map.of());
    addValue(values, places, Role.QUANTITY, Map.of(Role.INDICATOR, Measure.QUANTITY_KG.name()));
    return new Columns(
        header.found(),
        header.names().size(),
        places,
        values.size() == 1
            ? List.of(new ValueColumn(values.get(0).place(), null, values.get(0).fixed()))
            : values,
        keep,
        Labels.CODE_ONLY);
  }

  private void addValue(
      List<ValueColumn> values, Map<Role, Integer> places, Role role, Map<Role, String> fixed) {
    Integer place = places.remove(role);
    if (place != null) {
      values.add(new ValueColumn(place, spec.columns().get(role.word()), fixed));
    }
  }

  private void checkSources() {
    List<String> lacking = new ArrayList<>();
    for (Role role : Role.NEEDED) {
      if (!stated(role)) {
        lacking.add(role.word());
      }
    }
    if (!stated(Role.FLOW) && !stated(Role.INDICATOR)) {
      lacking.add("flow or indicator");
    }
    if (valueColumns.isEmpty()
        && !spec.columns().containsKey(Role.VALUE.word())
        && !spec.columns().containsKey(Role.QUANTITY.word())) {
      lacking.add("value");
    }
    if (!lacking.isEmpty()) {
      throw new ConfigException(
          "dataset %s: nothing says the %s; name a column in 'columns', a code in 'constants', or fix it in 'value_columns'"
              .formatted(spec.id(), String.join(", ", lacking)));
    }
  }

  private boolean stated(Role role) {
    return spec.columns().containsKey(role.word())
        || spec.constants().containsKey(role.word())
        || (!valueColumns.isEmpty()
            && valueColumns.values().stream().allMatch(fixed -> fixed.containsKey(role)));
  }

  private static Map<String, Map<Role, String>> valueColumns(DatasetSpec spec) {
    Map<String, Map<Role, String>> columns = new LinkedHashMap<>();
    spec.delimited()
        .valueColumns()
        .forEach(
            (name, fixed) -> {
              Map<Role, String> byRole = new EnumMap<>(Role.class);
              fixed.forEach((word, code) -> byRole.put(Role.ofWord(word, spec.id()), code));
              columns.put(name, new HashMap<>(byRole));
            });
    return columns;
  }

  /** One in which lines can be told apart before they are decoded. */
  private static Charset charset(DatasetSpec spec) {
    String name = spec.delimited().charset();
    try {
      Charset charset = Charset.forName(name);
      if (new String(new byte[] {'A', '\n'}, charset).equals("A\n")
          && "\n".getBytes(charset).length == 1) {
        return charset;
      }
      throw new ConfigException(
          "dataset %s: charset %s writes a line feed in another way; expected one such as %s or ISO-8859-1: convert the files"
              .formatted(spec.id(), name, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "dataset %s: charset '%s' is not known; expected an IANA name such as UTF-8 or windows-1252"
              .formatted(spec.id(), name),
          e);
    }
  }
}
