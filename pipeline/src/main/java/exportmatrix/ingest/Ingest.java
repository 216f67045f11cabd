package exportmatrix.ingest;

import exportmatrix.codes.Codes;
import exportmatrix.model.Aside;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.InputException;
import exportmatrix.model.Observation;
import exportmatrix.model.Period;
import exportmatrix.model.RejectReason;
import exportmatrix.model.Tables;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * From input files to observations: every row read ends as accepted, duplicate, filtered or
 * rejected, and a file that cannot be believed is refused whole.
 */
public final class Ingest {

  private final SparkSession spark;
  private final Codes codes;

  public Ingest(SparkSession spark, Codes codes) {
    this.spark = spark;
    this.codes = codes;
  }

  /**
   * What some files of one dataset say.
   *
   * <p>Grain: one row per file in; out, {@code observations} has one row per key of {@link
   * Tables#OBSERVATIONS} and edition, {@code rejected} one row per rejected statement.
   *
   * @param observations accepted rows, value and quantity of a key together, and the holes that
   *     rejected rows leave (status REJECTED, no number, {@code ?} where a coordinate is unknown);
   *     made anew whenever they are asked for
   * @param aside where the same observations were put while the files were read; empty: not all of
   *     them are there
   * @param rejected {@link Tables#REJECTED}
   * @param files the files that entered, by name; one whose bytes are those of another is left out
   * @param refused the files of which nothing entered, by name
   */
  public record Reading<P extends Serializable>(
      JavaRDD<Observation> observations,
      Optional<List<P>> aside,
      JavaRDD<Row> rejected,
      List<FileRecord> files,
      List<Refusal> refused) {}

  /**
   * A file of which nothing enters.
   *
   * @param message one line that names the file and every problem at once
   */
  public record Refusal(Path file, String message) {}

  /**
   * The files that a dataset's {@code input} names, by name: a file, a folder's files (not those of
   * its folders), or a pattern's matches. Hidden files are left out; a folder or pattern may hold
   * none.
   *
   * @throws InputException where a named file or folder is not there
   */
  public static List<Path> files(DatasetSpec spec) {
    return InputFiles.of(spec);
  }

  /**
   * Files as they lie now, in the order of their names.
   *
   * @param refused those that cannot be read
   */
  public record Found(List<SourceFile> files, List<Refusal> refused) {}

  /**
   * The files of {@link #files}, by their bytes: all processors look at every one.
   *
   * @param known files that need not be read again
   * @throws InputException where a named file or folder is not there
   */
  public static Found find(DatasetSpec spec, KnownFiles known) {
    return find(files(spec), known);
  }

  static Found find(List<Path> paths, KnownFiles known) {
    List<SourceFile> files = Collections.synchronizedList(new ArrayList<>());
    List<Refusal> refused = Collections.synchronizedList(new ArrayList<>());
    paths.parallelStream()
        .forEach(
            path -> {
              try {
                files.add(known.find(path));
              } catch (InputException e) {
                refused.add(new Refusal(path, e.getMessage()));
              }
            });
    files.sort(Comparator.comparing(SourceFile::path, InputFiles.BY_NAME));
    refused.sort(Comparator.comparing(Refusal::file, InputFiles.BY_NAME));
    return new Found(List.copyOf(files), List.copyOf(refused));
  }

  /**
   * Reads files of one dataset; nothing is written but what Spark keeps for itself, and aside.
   *
   * @param editionOverride the command line's edition, which goes before all others
   * @param aside takes the observations while they are being judged; of files that may not enter
   *     nothing stays there
   */
  public <P extends Serializable> Reading<P> read(
      DatasetSpec spec,
      List<SourceFile> files,
      Optional<LocalDate> editionOverride,
      Aside<P> aside) {
    Edition edition = edition(spec, editionOverride);
    Map<String, SourceFile> entering = new LinkedHashMap<>();
    files.stream()
        .sorted(Comparator.comparing(SourceFile::path, InputFiles.BY_NAME))
        .forEach(file -> entering.putIfAbsent(file.sha256(), file));
    List<Refusal> refused = new ArrayList<>();
    while (true) {
      Attempt<P> attempt =
          new Attempt<>(spark, spec, codes, edition, List.copyOf(entering.values()), aside);
      Map<Path, String> faults = attempt.refused();
      if (faults.isEmpty()) {
        refused.sort(Comparator.comparing(Refusal::file, InputFiles.BY_NAME));
        if (attempt.aside().isEmpty()) {
          aside.drop(attempt.allAside());
        }
        return new Reading<>(
            attempt.observations(),
            attempt.aside(),
            attempt.rejected(),
            attempt.files().stream().map(file -> file.record(spec)).toList(),
            List.copyOf(refused));
      }
      aside.drop(attempt.allAside());
      entering.values().removeIf(file -> faults.containsKey(file.path()));
      faults.forEach((file, message) -> refused.add(new Refusal(file, message)));
    }
  }

  /** What a file would be understood to be; writes nothing. */
  public Understanding check(DatasetSpec spec, Path file, Optional<LocalDate> editionOverride) {
    SourceFile source =
        find(List.of(file), KnownFiles.none()).files().stream()
            .findFirst()
            .orElse(SourceFile.unread(file));
    Attempt<Boolean> attempt =
        new Attempt<>(
            spark, spec, codes, edition(spec, editionOverride), List.of(source), Aside.nowhere());
    FileSummary summary = attempt.files().get(0);
    boolean readable = summary.failure() == null;
    Digest digest = attempt.digest();
    return new Understanding(
        file,
        spec.id(),
        spec.layout(),
        columns(spec, file),
        spec.frequency(),
        summary.edition() == null ? "" : summary.edition(),
        digest.periods().isEmpty() ? "" : period(spec, digest.periods().first()),
        digest.periods().isEmpty() ? "" : period(spec, digest.periods().last()),
        digest.flows(),
        digest.territories(),
        readable ? summary.rows() : null,
        readable ? summary.cents() : null,
        readable ? summary.reasons() : Map.<RejectReason, Long>of(),
        attempt.examples(),
        Optional.ofNullable(attempt.refused().get(file)));
  }

  private static Map<String, String> columns(DatasetSpec spec, Path file) {
    Map<String, String> columns = new LinkedHashMap<>();
    try (BulkReader.RawStatements statements =
        Parse.reader(spec).open(new InputFile(file), FilePart.WHOLE)) {
      statements.columns().forEach((role, name) -> columns.put(role.word(), name));
    } catch (InputException | IOException e) {
      // The refusal says so.
      return Map.of();
    }
    return columns;
  }

  private static String period(DatasetSpec spec, int ordinal) {
    return new Period(spec.frequency(), ordinal).text();
  }

  private static Edition edition(DatasetSpec spec, Optional<LocalDate> override) {
    return new Edition(spec.edition(), override.map(LocalDate::toString).orElse(null));
  }
}
