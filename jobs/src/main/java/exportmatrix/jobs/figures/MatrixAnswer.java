package exportmatrix.jobs.figures;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.or;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Field;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/**
 * The cells of one territory's matrix that a question asks for, the best rank first and those
 * without one last, the largest of them first.
 */
public final class MatrixAnswer {

  private final CollectionSpec collection;
  private final PublishedRelease release;
  private final MatrixQuestion question;
  private final List<Cell> cells;

  private MatrixAnswer(
      CollectionSpec collection,
      PublishedRelease release,
      MatrixQuestion question,
      List<Cell> cells) {
    this.collection = collection;
    this.release = release;
    this.question = question;
    this.cells = cells;
  }

  /**
   * @throws UsageException where a code is in no list
   */
  public static MatrixAnswer of(
      CollectionSpec collection, PublishedRelease release, Codes codes, MatrixQuestion question) {
    String territory = codes.aliases().resolve("territory", question.territory());
    if (codes.territories().find(territory).isEmpty()) {
      throw new UsageException(
          "--territory: no code '%s' in the list; 'export-matrix list territories' shows all"
              .formatted(question.territory()));
    }
    FilterPredicate filter =
        and(eq(binaryColumn("territory"), Binary.fromString(territory)), at(question.period()));
    List<Cell> cells =
        release.matrix(filter).stream()
            .filter(cell -> wanted(cell, question, codes))
            .sorted(
                Comparator.comparing((Cell cell) -> cell.count("rank").orElse(Long.MAX_VALUE))
                    .thenComparing(cell -> cell.euros("value_eur").orElse(BigDecimal.ZERO).negate())
                    .thenComparing(cell -> cell.text("market"))
                    .thenComparing(cell -> cell.text("product")))
            .limit(question.most())
            .toList();
    return new MatrixAnswer(collection, release, question, cells);
  }

  private static FilterPredicate at(FigurePeriod period) {
    FilterPredicate any = null;
    for (Period end : period.ends()) {
      FilterPredicate one =
          and(
              eq(binaryColumn("span"), Binary.fromString(period.span().code())),
              eq(binaryColumn("period"), Binary.fromString(end.text())));
      any = any == null ? one : or(any, one);
    }
    return any;
  }

  private static boolean wanted(Cell cell, MatrixQuestion question, Codes codes) {
    boolean eligible = Boolean.TRUE.equals(cell.values().get("eligible"));
    boolean chosen =
        (question.sectors().isEmpty() || question.sectors().contains(cell.text("product")))
            && (question.markets().isEmpty() || question.markets().contains(cell.text("market")))
            && (question.programme().isEmpty()
                || codes.programmes().targeting(cell.text("market"), cell.text("product")).stream()
                    .anyMatch(of -> of.year() == question.programme().get()));
    return chosen && (eligible || question.chooses());
  }

  /** Why there is not a single cell. */
  public String whyNone() {
    JsonNode matrix = PublishedReports.json(release.folder().resolve("json/catalog.json"));
    JsonNode of = matrix.path("matrix");
    if (!of.path("missing_reason").asText("null").equals("null")) {
      return of.path("missing_meaning").asText();
    }
    List<String> spans = new ArrayList<>();
    of.path("spans").forEach(span -> spans.add(span.asText()));
    if (!spans.contains(question.period().span().code())) {
      return "%s has no matrix, %s have; say --span"
          .formatted(question.period().span().code(), String.join(" and ", spans));
    }
    return "no cell of %s in %s that is asked for"
        .formatted(question.territory(), question.period().written());
  }

  public CollectionSpec collection() {
    return collection;
  }

  public PublishedRelease release() {
    return release;
  }

  MatrixQuestion question() {
    return question;
  }

  public List<Cell> cells() {
    return cells;
  }

  /** One map per cell, all with the same keys; labels in one language. */
  public List<Map<String, Object>> rows(Language language) {
    String other = language == Language.it ? "_label_en" : "_label_it";
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Cell cell : cells) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("collection", collection.id());
      for (Field field : MatrixTables.CELLS.fields()) {
        if (!field.name().endsWith(other)) {
          row.put(
              field.name().replaceAll("_label_(it|en)$", "_label"),
              cell.values().get(field.name()));
        }
      }
      rows.add(row);
    }
    return rows;
  }
}
