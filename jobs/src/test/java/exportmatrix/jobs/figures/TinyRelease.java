package exportmatrix.jobs.figures;

import exportmatrix.Pipeline;
import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.Field;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** A few cells published as a run publishes them, written without Spark. */
public final class TinyRelease {

  static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  private record Partition(String span, String period) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      return (span + period).compareTo(other.span + other.period);
    }
  }

  private final Map<Partition, List<Map<String, Object>>> cells = new TreeMap<>();
  private final List<Map<String, Object>> differences = new ArrayList<>();
  private final CodeBook book = new CodeBook(CODES, ProductScheme.CPA);
  private final List<Map<String, Object>> matrix = new ArrayList<>();
  private Partition partition;

  /** The cells that follow are of that span and period. */
  public TinyRelease in(String span, String period) {
    partition = new Partition(span, period);
    cells.putIfAbsent(partition, new ArrayList<>());
    return this;
  }

  /** A cell that grew from {@code prior} to {@code value}; further columns by name and value. */
  public TinyRelease cell(
      String flow,
      String territory,
      String market,
      String product,
      long value,
      long prior,
      Object... more) {
    Map<String, Object> cell = new HashMap<>();
    cell.put("flow", flow);
    coordinate(cell, Dimension.TERRITORY, territory);
    coordinate(cell, Dimension.MARKET, market);
    coordinate(cell, Dimension.PRODUCT, product);
    cell.put("months_observed", 6);
    cell.put("basis", "summed");
    cell.put("edition", "2025-09-11");
    cell.put("value_eur", BigDecimal.valueOf(value).setScale(2));
    cell.put("value_eur_status", "OK");
    cell.put("prior_value_eur", BigDecimal.valueOf(prior).setScale(2));
    cell.put("change_eur", BigDecimal.valueOf(value - prior).setScale(2));
    cell.put("yoy_percent", 100.0 * (value - prior) / prior);
    cell.put("yoy_percent_status", "OK");
    cell.put("yoy_flags", "OK");
    for (int i = 0; i < more.length; i += 2) {
      cell.put((String) more[i], more[i + 1]);
    }
    cell.values().removeIf(java.util.Objects::isNull);
    cells.get(partition).add(cell);
    return this;
  }

  /** A line of the reconciliation report. */
  public TinyRelease difference(
      String flow,
      String dimension,
      String level,
      String territory,
      String market,
      String product,
      long difference,
      long prior) {
    differences.add(
        Map.ofEntries(
            Map.entry("flow", flow),
            Map.entry("span", partition.span),
            Map.entry("period", partition.period),
            Map.entry("dimension", dimension),
            Map.entry("children_level", level),
            Map.entry("territory", territory),
            Map.entry("market", market),
            Map.entry("product", product),
            Map.entry("reported_eur", BigDecimal.ZERO.setScale(2)),
            Map.entry("summed_eur", BigDecimal.ZERO.setScale(2)),
            Map.entry("difference_eur", BigDecimal.valueOf(difference).setScale(2)),
            Map.entry("prior_difference_eur", BigDecimal.valueOf(prior).setScale(2)),
            Map.entry("contribution_pp", 0.0)));
    return this;
  }

  /**
   * A cell of the matrix of Lombardy.
   *
   * @param rank 0: it is not eligible
   */
  public TinyRelease matrix(
      String market, String product, long value, double growth, int rank, Object... more) {
    Map<String, Object> cell = new HashMap<>();
    cell.put("span", partition.span);
    cell.put("period", partition.period);
    for (Map.Entry<Dimension, String> at :
        Map.of(Dimension.TERRITORY, "ITC4", Dimension.MARKET, market, Dimension.PRODUCT, product)
            .entrySet()) {
      coordinate(cell, at.getKey(), at.getValue());
      cell.remove(at.getKey().level());
    }
    cell.put("product_level", "sector");
    cell.put("value_eur", BigDecimal.valueOf(value).setScale(2));
    cell.put("yoy_percent", growth);
    cell.put("yoy_percent_status", "OK");
    cell.put("location_quotient", 1.5);
    cell.put("share_of_territory_percent", 2.5);
    cell.put("eligible", rank > 0);
    cell.put("ranked_cells", 2);
    cell.put("missing_components", "momentum");
    cell.put("programmes", "");
    cell.put("programme_years", "");
    if (rank > 0) {
      cell.put("score", 60.0 - rank);
      cell.put("rank", rank);
      cell.put("rank_low", rank);
      cell.put("rank_high", rank + 1);
      cell.put("rank_median", rank);
      cell.put("quadrant", "rising");
      for (MatrixComponent component : MatrixComponent.values()) {
        cell.put(MatrixTables.points(component), 0.01);
      }
      cell.put("points_size", 4.26);
      cell.put("points_growth", 1.5);
      cell.put("points_balance", -3.1);
    }
    for (int i = 0; i < more.length; i += 2) {
      cell.put((String) more[i], more[i + 1]);
    }
    matrix.add(cell);
    return this;
  }

  /** Writes the release and points the collection to it. */
  public PublishedRelease publish(Path reports, String collection, String id) {
    try {
      Path folder = Files.createDirectories(reports.resolve(collection).resolve("release=" + id));
      for (Map.Entry<Partition, List<Map<String, Object>>> entry : cells.entrySet()) {
        Path part =
            folder
                .resolve("indicators")
                .resolve("span=" + entry.getKey().span)
                .resolve("period=" + entry.getKey().period)
                .resolve("part-0.parquet");
        write(
            part, Tables.cube(Pipeline.indicators()), List.of("span", "period"), entry.getValue());
      }
      write(
          folder.resolve("reconciliation/part-0.parquet"),
          Tables.RECONCILIATION,
          List.of(),
          differences);
      write(folder.resolve("matrix/part-0.parquet"), MatrixTables.CELLS, List.of(), matrix);
      Files.createDirectories(folder.resolve("json"));
      Files.writeString(
          folder.resolve("json/catalog.json"),
          """
          {"matrix": {"missing_reason": null, "spans": ["year_to_date", "year"]}}
          """);
      Files.writeString(
          folder.resolve("manifest.json"),
          """
          {"release": "%s", "edition": "2025-09-11", "finished_at": "2025-09-12T01:02:03Z",
           "inputs": [{"file": "abc", "name": "a.csv", "dataset": "d", "edition": "2025-09-11",
                       "rows": {"read": 12}}]}
          """
              .formatted(id));
      Files.writeString(
          reports.resolve(collection).resolve("latest.json"),
          "{\"release\": \"%s\", \"manifest\": \"release=%s/manifest.json\"}".formatted(id, id));
      return new PublishedRelease(id, folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void coordinate(Map<String, Object> cell, Dimension dimension, String code) {
    cell.put(dimension.column(), code);
    cell.put(dimension.level(), book.level(dimension, code));
    for (Language language : Language.values()) {
      cell.put(dimension.label(language), book.label(dimension, code, language));
    }
  }

  private static void write(
      Path file, Table table, List<String> folders, List<Map<String, Object>> rows)
      throws IOException {
    Files.createDirectories(file.getParent());
    List<Field> fields = table.fields().stream().filter(f -> !folders.contains(f.name())).toList();
    MessageType schema =
        new MessageType("spark_schema", fields.stream().map(TinyRelease::column).toList());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (Map<String, Object> row : rows) {
        Group group = new SimpleGroup(schema);
        row.forEach((name, value) -> add(group, name, value));
        writer.write(group);
      }
    }
  }

  private static Type column(Field field) {
    if (field.type() instanceof DecimalType decimal) {
      return Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision()))
          .named(field.name());
    }
    if (field.type().equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(field.name());
    }
    PrimitiveTypeName plain =
        Map.of(
                DataTypes.DoubleType, PrimitiveTypeName.DOUBLE,
                DataTypes.IntegerType, PrimitiveTypeName.INT32,
                DataTypes.LongType, PrimitiveTypeName.INT64,
                DataTypes.BooleanType, PrimitiveTypeName.BOOLEAN)
            .get(field.type());
    return Types.optional(plain).named(field.name());
  }

  private static void add(Group group, String name, Object value) {
    if (value instanceof BigDecimal decimal) {
      group.add(name, decimal.unscaledValue().longValueExact());
    } else if (value instanceof String text) {
      group.add(name, text);
    } else if (value instanceof Integer number) {
      group.add(name, number);
    } else if (value instanceof Double number) {
      group.add(name, number);
    } else if (value instanceof Boolean truth) {
      group.add(name, truth);
    } else {
      throw new IllegalArgumentException(name + ": " + value);
    }
  }
}
