package exportmatrix.jobs.figures;

import static java.util.stream.Collectors.toCollection;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Period;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import exportmatrix.model.StorageException;
import exportmatrix.model.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/** One immutable release of one collection, or a release folder built for a day of the past. */
public record PublishedRelease(String id, Path folder) {

  /** The seasonally adjusted figures and their statuses. */
  private static final Set<String> SEASONAL =
      SeasonalTables.CARDS.stream()
          .flatMap(card -> Stream.of(card.id(), card.statusColumn()))
          .collect(toCollection(LinkedHashSet::new));

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

  /**
   * Columns of the cube, those that are folders' names excepted, and of the seasonally adjusted
   * figures where these are of that span.
   *
   * @param asked the catalog is looked at only where the cube does not have all of them
   */
  Set<String> columns(Span span, Period period, Collection<String> asked) {
    Set<String> columns = new LinkedHashSet<>(ParquetRows.columns(partition(span, period)));
    if (!columns.containsAll(asked) && span.code().equals(adjustedSpan())) {
      columns.addAll(SEASONAL);
    }
    return columns;
  }

  List<Cell> cells(Span span, Period period, FilterPredicate filter, Set<String> columns) {
    Set<String> ofCube = new LinkedHashSet<>(columns);
    boolean adjusted = ofCube.removeAll(SEASONAL);
    Stream<Cell> cells = ParquetRows.read(partition(span, period), ofCube, filter).map(Cell::new);
    if (!adjusted) {
      return cells.toList();
    }
    Map<List<String>, Cell> figures = new HashMap<>();
    List<Path> files = files(folder.resolve(SeasonalTables.FIGURES.name()));
    FilterPredicate at = eq(binaryColumn("period"), Binary.fromString(period.text()));
    ParquetRows.read(files, ParquetRows.columns(files), at)
        .map(Cell::new)
        .forEach(cell -> figures.put(series(cell), cell));
    return cells.map(cell -> adjusted(cell, figures.get(series(cell)))).toList();
  }

  /** Empty where the release has no adjusted figures. */
  private String adjustedSpan() {
    Path catalog = folder.resolve("json").resolve("catalog.json");
    return Files.exists(catalog)
        ? PublishedReports.json(catalog).at("/seasonal/span").asText()
        : "";
  }

  private static List<String> series(Cell cell) {
    return SeasonalTables.FIGURES.key().stream()
        .filter(column -> !column.equals("period"))
        .map(cell::text)
        .toList();
  }

  /**
   * @param figures null where the cell is not adjusted
   */
  private static Cell adjusted(Cell cell, Cell figures) {
    Map<String, Object> values = new HashMap<>(cell.values());
    boolean mayBe =
        cell.text("product").equals(Wording.ALL_PRODUCTS)
            || (cell.text("market").equals(Wording.WORLD)
                && cell.text("product_level").equals(ProductLevel.SECTOR.code()));
    for (IndicatorCard card : SeasonalTables.CARDS) {
      String status = card.statusColumn();
      if (figures == null) {
        values.put(status, (mayBe ? Status.SA_TOO_SMALL : Status.NOT_APPLICABLE).name());
      } else {
        values.put(status, figures.text(status));
        if (figures.values().get(card.id()) != null) {
          values.put(card.id(), figures.values().get(card.id()));
        }
      }
    }
    return new Cell(values);
  }

  /** Rows of the matrix; none where the release was made before there was one. */
  List<Cell> matrix(FilterPredicate filter) {
    List<Path> files = files(folder.resolve("matrix"));
    return ParquetRows.read(files, ParquetRows.columns(files), filter).map(Cell::new).toList();
  }

  List<Cell> revisions(FilterPredicate filter) {
    List<Path> files = files(folder.resolve("revisions"));
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
