package exportmatrix.ingest;

import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Complete;
import exportmatrix.model.DatasetSpec.Delimited;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.Measure;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.Frequency;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dataset's configuration in the making: a test says what it is about and no more. */
final class SpecDraft {

  private final Layout layout;
  private final Map<String, String> columns = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();
  private final Map<String, Map<String, String>> codes = new HashMap<>();
  private final Map<String, Measure> indicators = new HashMap<>();
  private final Map<String, List<String>> keep = new HashMap<>();
  private final Map<String, Map<String, String>> valueColumns = new LinkedHashMap<>();
  private List<String> input = List.of();
  private Frequency frequency = Frequency.A;
  private long unitMultiplier = 1;
  private PeriodType periodType = PeriodType.SINGLE;
  private ProductScheme scheme = ProductScheme.CPA;
  private EditionRule edition = new EditionRule(null, "2026-07-17");
  private double maxRejectedShare = 1;
  private Delimited delimited;

  private SpecDraft(Layout layout) {
    this.layout = layout;
  }

  static SpecDraft of(Layout layout) {
    return new SpecDraft(layout);
  }

  static SpecDraft istat() {
    return new SpecDraft(Layout.SDMX_CSV);
  }

  static SpecDraft comext(Layout layout) {
    return new SpecDraft(layout)
        .frequency(Frequency.M)
        .scheme(ProductScheme.CN8)
        .edition(new EditionRule(null, null));
  }

  /** Semicolons and Italian marks, as the closed Coeweb site wrote its tables. */
  static SpecDraft table(String delimiter, String decimalMark, String thousandsMark) {
    SpecDraft draft = new SpecDraft(Layout.DELIMITED);
    draft.delimited =
        new Delimited(delimiter, "UTF-8", decimalMark, thousandsMark, 0, draft.valueColumns);
    return draft;
  }

  SpecDraft input(Path... paths) {
    input = java.util.Arrays.stream(paths).map(Path::toString).toList();
    return this;
  }

  SpecDraft input(String pattern) {
    input = List.of(pattern);
    return this;
  }

  SpecDraft frequency(Frequency is) {
    frequency = is;
    return this;
  }

  SpecDraft unitMultiplier(long is) {
    unitMultiplier = is;
    return this;
  }

  SpecDraft periodType(PeriodType is) {
    periodType = is;
    return this;
  }

  SpecDraft scheme(ProductScheme is) {
    scheme = is;
    return this;
  }

  SpecDraft edition(EditionRule is) {
    edition = is;
    return this;
  }

  SpecDraft maxRejectedShare(double is) {
    maxRejectedShare = is;
    return this;
  }

  SpecDraft column(String role, String name) {
    columns.put(role, name);
    return this;
  }

  SpecDraft constant(String role, String code) {
    constants.put(role, code);
    return this;
  }

  SpecDraft code(String role, String theirs, String ours) {
    codes.computeIfAbsent(role, r -> new HashMap<>()).put(theirs, ours);
    return this;
  }

  SpecDraft indicator(String code, Measure measure) {
    indicators.put(code, measure);
    return this;
  }

  SpecDraft keep(String column, String... values) {
    keep.put(column, List.of(values));
    return this;
  }

  SpecDraft valueColumn(String name, Map<String, String> fixed) {
    valueColumns.put(name, fixed);
    return this;
  }

  SpecDraft charset(String charset, int skipLines) {
    delimited =
        new Delimited(
            delimited.delimiter(),
            charset,
            delimited.decimalMark(),
            delimited.thousandsMark(),
            skipLines,
            valueColumns);
    return this;
  }

  DatasetSpec spec() {
    return new DatasetSpec(
        "test",
        layout,
        input,
        frequency,
        unitMultiplier,
        periodType,
        scheme,
        new Complete(List.of(), List.of(), List.of()),
        Set.of(),
        edition,
        maxRejectedShare,
        columns,
        constants,
        codes,
        indicators,
        keep,
        delimited);
  }
}
