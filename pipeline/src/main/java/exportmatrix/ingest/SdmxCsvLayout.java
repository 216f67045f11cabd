package exportmatrix.ingest;

import exportmatrix.ingest.CsvRecords.Cells;
import exportmatrix.ingest.TableStatements.Columns;
import exportmatrix.ingest.TableStatements.Labels;
import exportmatrix.ingest.TableStatements.ValueColumn;
import exportmatrix.model.DatasetSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code sdmx-csv}: the comma-separated exports of IstatData (ids, or ids and labels) and Eurostat,
 * in UTF-8, one observation per row.
 */
final class SdmxCsvLayout implements BulkReader {

  private static final long serialVersionUID = 1L;

  private final DatasetSpec spec;

  SdmxCsvLayout(DatasetSpec spec) {
    this.spec = spec;
  }

  @Override
  public boolean readsParts() {
    return true;
  }

  @Override
  public RawStatements open(InputFile file, FilePart part) throws IOException {
    CsvRecords records = new CsvRecords(file, StandardCharsets.UTF_8, ',', part);
    try {
      return new TableStatements(file, records, columns(file, records.next(0)));
    } catch (IOException | RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private Columns columns(InputFile file, Cells first) {
    if (first == null || first.cells() == null) {
      throw file.refused("has no header that can be read; expected column names in line 1");
    }
    Header header = new Header(file, "header in line " + first.line(), first.cells().toList());
    Map<Role, Integer> places = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      int place = place(header, role);
      if (place >= 0) {
        places.put(role, place);
      }
    }
    for (Role role : Role.NEEDED) {
      if (missing(places, role)) {
        header.missing(role);
      }
    }
    if (!places.containsKey(Role.VALUE) && !spec.columns().containsKey(Role.VALUE.word())) {
      header.missing(Role.VALUE);
    }
    if (missing(places, Role.FREQUENCY)) {
      header.missing(Role.FREQUENCY);
    }
    if (missing(places, Role.INDICATOR) && missing(places, Role.FLOW)) {
      header.problem(
          "no column for flow or indicator (expected DATA_TYPE, or FLOW with INDICATORS)");
    }
    Map<Integer, Set<String>> keep = new LinkedHashMap<>();
    spec.keep()
        .forEach(
            (name, codes) ->
                keep.put(
                    header.require(name, "the dataset keeps some of its values"),
                    Set.copyOf(codes)));
    header.check();
    int value = places.remove(Role.VALUE);
    return new Columns(
        header.found(),
        header.names().size(),
        places,
        List.of(new ValueColumn(value, null, Map.of())),
        keep,
        Labels.CODE_AND_LABEL);
  }

  private int place(Header header, Role role) {
    String own = spec.columns().get(role.word());
    return own == null
        ? header.find(role)
        : header.found(role, header.require(own, "columns." + role.word()));
  }

  private boolean missing(Map<Role, Integer> places, Role role) {
    return !places.containsKey(role)
        && !spec.constants().containsKey(role.word())
        && !spec.columns().containsKey(role.word());
  }
}
