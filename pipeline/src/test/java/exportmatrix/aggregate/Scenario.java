package exportmatrix.aggregate;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.indicators.Indicators;
import exportmatrix.indicators.Registry;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Frequency;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Need;
import exportmatrix.model.Observation;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.Span;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.testing.Cells;
import exportmatrix.testing.Rows;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One situation as two tables: what the source says ({@code NAME_input.csv}, whose first line names
 * the dataset's promises) and what must be published ({@code NAME_output.csv}).
 *
 * <p>Input columns: flow, period, territory, market, product, value (euros; empty with a status),
 * status, edition. Output: the cell's key and any columns of the cube; {@code value_eur} {@code
 * ABSENT} says that the cell must not exist. Only the cells named are compared. A user's lists
 * stand beside them: {@code NAME_breaks.csv} and {@code NAME_territories.csv} extend the bundled
 * ones.
 */
public final class Scenario {

  static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  private static final List<String> USER_LISTS = List.of("territories", "breaks");

  private final String name;
  private final Map<String, String> promises = new HashMap<>();
  private final List<CSVRecord> input;
  private final List<CSVRecord> output;
  private final Codes codes;

  private Scenario(
      String name, String header, List<CSVRecord> input, List<CSVRecord> output, Codes codes) {
    this.name = name;
    this.codes = codes;
    for (String promise : header.substring(1).trim().split("\\s+")) {
      promises.put(
          promise.substring(0, promise.indexOf('=')), promise.substring(promise.indexOf('=') + 1));
    }
    this.input = input;
    this.output = output;
  }

  static Scenario read(Path inputFile) throws IOException {
    String name = inputFile.getFileName().toString().replace("_input.csv", "");
    String header = Files.readAllLines(inputFile).get(0);
    return new Scenario(
        name,
        header,
        records(inputFile),
        records(inputFile.resolveSibling(name + "_output.csv")),
        codes(inputFile, name));
  }

  private static Codes codes(Path inputFile, String name) {
    Map<String, String> lists = new HashMap<>();
    for (String list : USER_LISTS) {
      Path file = inputFile.resolveSibling(name + "_" + list + ".csv");
      if (Files.exists(file)) {
        lists.put(list, file.toString());
      }
    }
    return lists.isEmpty() ? CODES : Codes.load(new CodeFiles(Map.of(), lists));
  }

  private static List<CSVRecord> records(Path file) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .get();
    try (Reader reader = Files.newBufferedReader(file)) {
      return format.parse(reader).getRecords();
    }
  }

  String name() {
    return name;
  }

  List<CSVRecord> output() {
    return output;
  }

  private <T> List<T> listed(String promise, Function<String, T> read) {
    String text = promises.getOrDefault(promise, "");
    List<T> values = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isEmpty()) {
        values.add(read.apply(part.toUpperCase(Locale.ROOT)));
      }
    }
    return values;
  }

  DatasetSpec dataset() {
    return new DatasetSpec(
        "scenario",
        DatasetSpec.Layout.SDMX_CSV,
        List.of(),
        Frequency.valueOf(promises.get("frequency")),
        1,
        DatasetSpec.PeriodType.valueOf(
            promises.getOrDefault("periods", "single").toUpperCase(Locale.ROOT)),
        DatasetSpec.ProductScheme.valueOf(promises.getOrDefault("scheme", "CPA")),
        new DatasetSpec.Complete(
            listed("territory", TerritoryLevel::valueOf),
            listed("market", MarketLevel::valueOf),
            listed("product", ProductLevel::valueOf)),
        Set.of(),
        new DatasetSpec.EditionRule(null, null),
        0.01,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null);
  }

  CollectionSpec collection() {
    return new CollectionSpec(
        "scenario",
        "scenario",
        "scenario",
        true,
        "invented",
        "none",
        List.of("scenario"),
        "ITC4",
        listed("groups", g -> g),
        List.copyOf(EnumSet.allOf(Span.class)),
        List.copyOf(EnumSet.allOf(ProductLevel.class)),
        List.of(),
        List.of());
  }

  Codes codes() {
    return codes;
  }

  /** What the source says, in its order. */
  List<Observation> observations() {
    return statements().stream().map(Observation::of).toList();
  }

  private List<Row> statements() {
    List<Row> rows = new ArrayList<>();
    for (CSVRecord record : input) {
      Period period = Period.parse(record.get("period")).orElseThrow();
      String value = record.get("value");
      rows.add(
          RowFactory.create(
              "scenario",
              record.get("flow"),
              promises.get("frequency"),
              period.text(),
              period.ordinal(),
              record.get("territory"),
              record.get("market"),
              record.get("product"),
              value.isEmpty() ? null : new BigDecimal(value).movePointRight(2).longValueExact(),
              null,
              record.isMapped("status") && !record.get("status").isEmpty()
                  ? record.get("status")
                  : "NORMAL",
              "2025-01-31",
              "file",
              record.getRecordNumber()));
    }
    return rows;
  }

  Aggregation aggregation() {
    return Aggregation.of(
        Rows.observations(statements()),
        collection(),
        List.of(dataset()),
        codes,
        2,
        Set.of(),
        EnumSet.allOf(Need.class));
  }

  List<Row> cube(Aggregation totals) {
    Indicators indicators =
        new Indicators(codes, dataset().scheme(), Rules.DEFAULT, Registry.all());
    return Cells.of(
        indicators.cube(
            totals.families(),
            totals.slots(),
            totals.slots().newest(0),
            totals.nomenclature(),
            totals.absence(),
            totals.detail()),
        indicators.table(),
        totals.nomenclature());
  }
}
