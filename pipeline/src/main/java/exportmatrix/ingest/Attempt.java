package exportmatrix.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;

import exportmatrix.codes.Codes;
import exportmatrix.ingest.CumulationDetector.Total;
import exportmatrix.ingest.Parse.RawText;
import exportmatrix.ingest.Settlement.End;
import exportmatrix.ingest.Understanding.Example;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * One reading of some files, as if all of them may enter; says which may not.
 *
 * <p>A refused file can make rows of another one duplicates or conflicts: after a refusal the
 * others are read again without it.
 */
final class Attempt implements AutoCloseable {

  private static final int EXAMPLES = 3;

  private static final StructType FILE =
      new StructType()
          .add("file_no", DataTypes.IntegerType, false)
          .add("sha256", DataTypes.StringType, false)
          .add("name", DataTypes.StringType, false);

  private final SparkSession spark;
  private final DatasetSpec spec;
  private final Codes codes;
  private final Edition edition;
  private final List<Path> paths;
  private final Dataset<Row> ended;
  private final List<FileSummary> files;

  Attempt(SparkSession spark, DatasetSpec spec, Codes codes, Edition edition, List<Path> paths) {
    this.spark = spark;
    this.spec = spec;
    this.codes = codes;
    this.edition = edition;
    this.paths = paths;
    this.ended =
        Settlement.ended(Parse.of(spark, spec, codes, edition, paths, RawText.OF_REJECTED))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      this.files =
          Settlement.summary(ended).collectAsList().stream()
              .map(row -> FileSummary.of(row, paths.get(row.<Integer>getAs("file_no"))))
              .sorted(Comparator.comparing(FileSummary::fileNo))
              .toList();
    } catch (RuntimeException e) {
      ended.unpersist();
      throw e;
    }
  }

  List<FileSummary> files() {
    return files;
  }

  /** Files whose very bytes are those of a file before them. */
  Set<Path> repeated() {
    Set<String> seen = new HashSet<>();
    Set<Path> repeated = new HashSet<>();
    for (FileSummary file : files) {
      if (file.sha256() != null && !seen.add(file.sha256())) {
        repeated.add(file.path());
      }
    }
    return repeated;
  }

  /**
   * Files that may not enter, with the reason: those at fault by themselves; where there are none,
   * those that contradict others, or the declared period type.
   */
  Map<Path, String> refused() {
    Map<FileSummary, String> faults = new LinkedHashMap<>();
    for (FileSummary file : files) {
      file.ownFault(spec.maxRejectedShare()).ifPresent(fault -> faults.put(file, fault));
    }
    if (faults.isEmpty()) {
      for (FileSummary file : files) {
        file.fault(spec.maxRejectedShare()).ifPresent(fault -> faults.put(file, fault));
      }
    }
    return faults.isEmpty() ? cumulated() : withExamples(faults);
  }

  Dataset<Row> observations() {
    boolean rejected = files.stream().anyMatch(file -> file.rows().rejected() > 0);
    return Settlement.observations(
        rejected ? Settlement.acceptedWithHoles(ended) : Settlement.accepted(ended),
        fileRows(),
        spec);
  }

  Dataset<Row> rejected() {
    boolean conflicts = files.stream().anyMatch(FileSummary::hasConflicts);
    return Settlement.rejected(
        conflicts ? withRawText(Settlement.rejected(ended)) : Settlement.rejected(ended),
        fileRows(),
        spec);
  }

  /** Rows that only another row makes wrong are read again for their raw text. */
  private Dataset<Row> withRawText(Dataset<Row> rejected) {
    return Settlement.withRawText(
        rejected, Parse.of(spark, spec, codes, edition, paths, RawText.OF_ALL));
  }

  List<Example> examples() {
    return examplesByFile().getOrDefault(0, List.of());
  }

  /** {@code first last} ordinals and {@code flows territories} of the accepted rows. */
  Row extent() {
    return ended
        .filter(col("end").equalTo(End.ACCEPTED.name()))
        .agg(
            min("period_ordinal").as("first"),
            max("period_ordinal").as("last"),
            sort_array(collect_set(col("flow"))).as("flows"),
            sort_array(collect_set(col("territory"))).as("territories"))
        .first();
  }

  @Override
  public void close() {
    ended.unpersist();
  }

  private Dataset<Row> fileRows() {
    List<Row> rows =
        files.stream()
            .map(file -> RowFactory.create(file.fileNo(), file.sha256(), file.name()))
            .toList();
    return spark.createDataFrame(rows, FILE);
  }

  private Map<Path, String> withExamples(Map<FileSummary, String> faults) {
    boolean rowsRejected = faults.keySet().stream().anyMatch(file -> file.failure() == null);
    Map<Integer, List<Example>> examples = rowsRejected ? examplesByFile() : Map.of();
    Map<Path, String> refused = new LinkedHashMap<>();
    faults.forEach(
        (file, fault) -> {
          StringBuilder message = new StringBuilder(fault);
          if (file.failure() == null && examples.containsKey(file.fileNo())) {
            message.append("; first: ");
            String separator = "";
            for (Example example : examples.get(file.fileNo())) {
              message.append(separator).append(words(example));
              separator = ", ";
            }
            message.append("; correct the file, the dataset or max_rejected_share");
          }
          refused.put(file.path(), message.toString());
        });
    return refused;
  }

  private static String words(Example example) {
    String row = example.raw().isEmpty() ? "" : " '" + OneLine.of(example.raw()) + "'";
    return "line " + example.line() + " " + example.reasons() + row;
  }

  private Map<Integer, List<Example>> examplesByFile() {
    Map<Integer, List<Example>> byFile = new HashMap<>();
    for (Row row :
        Settlement.firstRejected(ended, EXAMPLES).orderBy("file_no", "place").collectAsList()) {
      String raw = row.getAs("raw");
      byFile
          .computeIfAbsent(row.getAs("file_no"), no -> new ArrayList<>())
          .add(new Example(row.<Long>getAs("line"), row.getAs("reasons"), raw == null ? "" : raw));
    }
    return byFile;
  }

  /**
   * Files that contradict the declared period type: each by its own totals of WORLD and ALL, else
   * all together by whatever totals there are.
   */
  private Map<Path, String> cumulated() {
    if (spec.frequency() == Frequency.A) {
      return Map.of();
    }
    List<Row> totals = Settlement.totals(ended).collectAsList();
    Map<Path, String> refused = new LinkedHashMap<>();
    for (FileSummary file : files) {
      List<Total> own =
          totals.stream()
              .filter(row -> row.<Integer>getAs("file_no") == file.fileNo())
              .filter(row -> row.getAs("world_cents") != null)
              .map(row -> total(row, row.getAs("world_cents")))
              .toList();
      contradiction(own).ifPresent(found -> refused.put(file.path(), file.name() + ": " + found));
    }
    if (refused.isEmpty()) {
      contradiction(together(totals))
          .ifPresent(
              found -> files.forEach(file -> refused.put(file.path(), file.name() + ": " + found)));
    }
    return refused;
  }

  private Optional<String> contradiction(List<Total> totals) {
    return CumulationDetector.contradiction(spec.periodType(), spec.frequency(), totals)
        .map(found -> found + "; correct the dataset's period_type, or leave the file out");
  }

  /** The newest edition's total of each period: WORLD x ALL where a series has it, else the sum. */
  private List<Total> together(List<Row> totals) {
    Set<List<String>> withWorld = new HashSet<>();
    for (Row row : totals) {
      if (row.getAs("world_cents") != null) {
        withWorld.add(series(row));
      }
    }
    Map<List<Object>, TreeMap<String, Total>> byEdition = new LinkedHashMap<>();
    for (Row row : totals) {
      Long cents =
          withWorld.contains(series(row)) ? row.getAs("world_cents") : row.getAs("all_cents");
      if (cents != null) {
        byEdition
            .computeIfAbsent(
                List.of(series(row), row.<Integer>getAs("period_ordinal")), k -> new TreeMap<>())
            .merge(row.getAs("edition"), total(row, cents), Attempt::sum);
      }
    }
    return byEdition.values().stream().map(editions -> editions.lastEntry().getValue()).toList();
  }

  private static List<String> series(Row row) {
    return List.of(row.getAs("flow"), row.getAs("territory"));
  }

  private Total total(Row row, long cents) {
    return new Total(
        row.getAs("flow"),
        row.getAs("territory"),
        new Period(spec.frequency(), row.<Integer>getAs("period_ordinal")),
        cents);
  }

  private static Total sum(Total one, Total other) {
    return new Total(one.flow(), one.territory(), one.period(), one.cents() + other.cents());
  }
}
