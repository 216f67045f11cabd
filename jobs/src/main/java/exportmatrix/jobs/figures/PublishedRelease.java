package exportmatrix.jobs.figures;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Period;
import exportmatrix.model.Span;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.parquet.filter2.predicate.FilterPredicate;

/** One immutable release of one collection, or a release folder built for a day of the past. */
public record PublishedRelease(String id, Path folder) {

  public JsonNode manifest() {
    return PublishedReports.json(folder.resolve("manifest.json"));
  }

  /** Spans that the release carries, in their own order. */
  List<Span> spans() {
    return Stream.of(Span.values()).filter(span -> !periods(span).isEmpty()).toList();
  }

  /** Periods of a span, oldest first; empty where the release does not carry the span. */
  List<Period> periods(Span span) {
    return names(folder.resolve("indicators").resolve("span=" + span.code()), "period=").stream()
        .flatMap(name -> Period.parse(name).stream())
        .sorted()
        .toList();
  }

  /** Columns of the cube, those that are folders' names excepted. */
  Set<String> columns(Span span, Period period) {
    return ParquetRows.columns(partition(span, period));
  }

  List<Cell> cells(Span span, Period period, FilterPredicate filter, Set<String> columns) {
    return ParquetRows.read(partition(span, period), columns, filter).map(Cell::new).toList();
  }

  /** Rows of the matrix; none where the release was made before there was one. */
  List<Cell> matrix(FilterPredicate filter) {
    List<Path> files = files(folder.resolve("matrix"));
    return ParquetRows.read(files, ParquetRows.columns(files), filter).map(Cell::new).toList();
  }

  List<Cell> reconciliation(FilterPredicate filter) {
    List<Path> files = files(folder.resolve("reconciliation"));
    return ParquetRows.read(files, ParquetRows.columns(files), filter).map(Cell::new).toList();
  }

  private List<Path> partition(Span span, Period period) {
    return files(
        folder
            .resolve("indicators")
            .resolve("span=" + span.code())
            .resolve("period=" + period.text()));
  }

  private static List<Path> files(Path folder) {
    return names(folder, "").stream()
        .filter(name -> name.endsWith(".parquet"))
        .map(folder::resolve)
        .toList();
  }

  private static List<String> names(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(p -> p.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StorageException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
