package exportmatrix.ingest;

import exportmatrix.codes.Codes;
import exportmatrix.ingest.CumulationDetector.Total;
import exportmatrix.ingest.Digest.Place;
import exportmatrix.ingest.Parse.RawText;
import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Settlement.End;
import exportmatrix.ingest.Settlement.Settled;
import exportmatrix.ingest.Understanding.Example;
import exportmatrix.model.Aside;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Exchange;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.Period;
import exportmatrix.model.Tables;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * One reading of some files, as if all of them may enter; says which may not.
 *
 * <p>A refused file can make rows of another one duplicates or conflicts: after a refusal the
 * others are read again without it.
 */
final class Attempt<P extends Serializable> {

  private final SparkSession spark;
  private final DatasetSpec spec;
  private final Codes codes;
  private final Edition edition;
  private final List<SourceFile> sources;
  private final Sharing sharing;
  private final Settlement.Observations observations;
  private final JavaRDD<Parsed> together;
  private final Digest digest = new Digest();
  private final List<P> aside = new ArrayList<>();
  private final List<FileSummary> files;

  Attempt(
      SparkSession spark,
      DatasetSpec spec,
      Codes codes,
      Edition edition,
      List<SourceFile> sources,
      Aside<P> aside) {
    this.spark = spark;
    this.spec = spec;
    this.codes = codes;
    this.edition = edition;
    this.sources = sources;
    this.sharing =
        Sharing.of(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            SourceFile.textBytes(sources),
            spec.frequency());
    this.observations = new Settlement.Observations(spec, hashes());
    this.together = shared(Parse.of(spark, spec, codes, edition, sources, RawText.OF_REJECTED));
    for (Verdict<P> verdict : Verdict.of(together, observations, aside)) {
      digest.add(verdict.digest());
      this.aside.add(verdict.aside());
    }
    this.files =
        IntStream.range(0, sources.size())
            .mapToObj(no -> FileSummary.of(no, digest.of(no), sources.get(no)))
            .toList();
  }

  private List<String> hashes() {
    return sources.stream().map(SourceFile::sha256).toList();
  }

  private JavaRDD<Parsed> shared(JavaRDD<Parsed> parsed) {
    return Exchange.deal(parsed, Parsed.FORM, sharing, sharing.tasks());
  }

  private JavaRDD<Settled> settled() {
    Settlement.Observations shipped = observations;
    return together
        .mapPartitions(parsed -> shipped.settled(parsed, file -> {}))
        .flatMap(List::iterator);
  }

  List<FileSummary> files() {
    return files;
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

  /** Where the observations are; empty: some of them depend on others, and are not there. */
  Optional<List<P>> aside() {
    return digest.spread() ? Optional.empty() : Optional.of(aside);
  }

  /** All that was put aside, whatever it is worth. */
  List<P> allAside() {
    return aside;
  }

  /** One per key and edition, settled anew. */
  JavaRDD<Observation> observations() {
    Settlement.Observations shipped = observations;
    return digest.spread()
        ? spread()
        : together.mapPartitions(parsed -> shipped.of(parsed, new Digest()));
  }

  /** Rows whose flow or period is not known leave holes: keys are brought together again. */
  private JavaRDD<Observation> spread() {
    List<Settlement.Spoken> spoken = digest.spoken();
    Settlement.Observations shipped = observations;
    JavaRDD<Datum> kept =
        settled()
            .flatMap(
                one ->
                    Stream.concat(
                            Stream.ofNullable(Settlement.kept(one)), Settlement.spread(one, spoken))
                        .iterator());
    return shared(kept.map(datum -> (Parsed) datum))
        .map(datum -> (Datum) datum)
        .mapPartitions(data -> shipped.ofKept(data));
  }

  /** {@link Tables#REJECTED}. */
  JavaRDD<Row> rejected() {
    String dataset = spec.id();
    List<String> hashes = hashes();
    List<String> names = files.stream().map(FileSummary::name).toList();
    JavaRDD<Datum> rejected =
        settled().filter(one -> one.end() == End.REJECTED).map(Settled::datum);
    boolean conflicts = files.stream().anyMatch(FileSummary::hasConflicts);
    return (conflicts ? withRawText(rejected) : rejected)
        .map(
            datum ->
                RowFactory.create(
                    dataset,
                    datum.edition(),
                    hashes.get(datum.fileNo()),
                    names.get(datum.fileNo()),
                    datum.line(),
                    datum.reasonsText(),
                    datum.raw(),
                    datum.cents()));
  }

  /** Rows that only another row makes wrong are read again for their raw text. */
  private JavaRDD<Datum> withRawText(JavaRDD<Datum> rejected) {
    JavaPairRDD<String, Datum> bare =
        rejected.filter(datum -> datum.raw() == null).mapToPair(e -> new Tuple2<>(origin(e), e));
    Set<String> wanted = Set.copyOf(bare.keys().collect());
    JavaPairRDD<String, String> texts =
        Parse.of(spark, spec, codes, edition, sources, RawText.OF_ALL)
            .filter(parsed -> parsed instanceof Datum datum && wanted.contains(origin(datum)))
            .map(parsed -> (Datum) parsed)
            .mapToPair(datum -> new Tuple2<>(origin(datum), datum.raw()));
    return rejected
        .filter(datum -> datum.raw() != null)
        .union(bare.join(texts).values().map(pair -> pair._1().withRaw(pair._2())));
  }

  private static String origin(Datum datum) {
    return datum.fileNo() + " " + datum.line() + " " + datum.cell();
  }

  List<Example> examples() {
    return digest.of(0).examples();
  }

  /** What the accepted rows speak of. */
  Digest digest() {
    return digest;
  }

  private Map<Path, String> withExamples(Map<FileSummary, String> faults) {
    Map<Path, String> refused = new LinkedHashMap<>();
    faults.forEach(
        (file, fault) -> {
          StringBuilder message = new StringBuilder(fault);
          List<Example> examples = digest.of(file.fileNo()).examples();
          if (file.failure() == null && !examples.isEmpty()) {
            message.append("; first: ");
            String separator = "";
            for (Example example : examples) {
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

  /**
   * Files that contradict the declared period type: each by its own totals of WORLD and ALL, else
   * all together by whatever totals there are.
   */
  private Map<Path, String> cumulated() {
    if (spec.frequency() == Frequency.A) {
      return Map.of();
    }
    Map<Place, Digest.Total> totals = digest.totals();
    Map<Path, String> refused = new LinkedHashMap<>();
    for (FileSummary file : files) {
      List<Total> own = new ArrayList<>();
      totals.forEach(
          (place, total) -> {
            if (place.fileNo() == file.fileNo() && total.world() != null) {
              own.add(total(place, total.world()));
            }
          });
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

  private record Sequence(Flow flow, String territory) {}

  private record At(Sequence sequence, int period) {}

  /** The newest edition's total of each period: WORLD x ALL where a series has it, else the sum. */
  private List<Total> together(Map<Place, Digest.Total> totals) {
    Set<Sequence> withWorld = new HashSet<>();
    totals.forEach(
        (place, total) -> {
          if (total.world() != null) {
            withWorld.add(new Sequence(place.flow(), place.territory()));
          }
        });
    Map<At, TreeMap<String, Total>> byEdition = new LinkedHashMap<>();
    totals.forEach(
        (place, total) -> {
          Sequence sequence = new Sequence(place.flow(), place.territory());
          Long cents = withWorld.contains(sequence) ? total.world() : total.all();
          if (cents != null) {
            byEdition
                .computeIfAbsent(new At(sequence, place.period()), at -> new TreeMap<>())
                .merge(place.edition(), total(place, cents), Attempt::sum);
          }
        });
    return byEdition.values().stream().map(editions -> editions.lastEntry().getValue()).toList();
  }

  private Total total(Place place, long cents) {
    return new Total(
        place.flow().code(),
        place.territory(),
        new Period(spec.frequency(), place.period()),
        cents);
  }

  private static Total sum(Total one, Total other) {
    return new Total(one.flow(), one.territory(), one.period(), one.cents() + other.cents());
  }
}
