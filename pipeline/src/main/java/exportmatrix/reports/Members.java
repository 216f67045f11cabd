package exportmatrix.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import exportmatrix.model.Flow;
import exportmatrix.model.ProductLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The codes that occur in a cube, each with its level and labels, by level's name and code.
 *
 * @param flows in the order of {@link Flow}
 */
record Members(
    List<Flow> flows, List<Member> territories, List<Member> markets, List<Member> products) {

  private static final List<String> DIMENSIONS = List.of("territory", "market", "product");

  /** One code of one dimension. */
  record Member(String code, String level, String labelIt, String labelEn) {}

  static Members of(Dataset<Row> cube) {
    List<List<Column>> sets = new ArrayList<>();
    sets.add(List.of(col("flow")));
    for (String dimension : DIMENSIONS) {
      sets.add(columns(dimension));
    }
    List<Column> all = sets.stream().flatMap(List::stream).toList();
    List<Row> rows =
        cube.groupingSets(scala(sets.stream().map(Members::scala).toList()), scala(all))
            .agg(count(lit(1)))
            .collectAsList();
    List<Flow> flows =
        rows.stream()
            .map(row -> row.<String>getAs("flow"))
            .filter(code -> code != null)
            .map(Flow::ofCode)
            .sorted()
            .toList();
    return new Members(flows, of(rows, "territory"), of(rows, "market"), of(rows, "product"));
  }

  /** The products that a dashboard shows: sections, or else the coarsest level that there is. */
  Optional<ProductLevel> shownProducts() {
    List<String> present = products.stream().map(Member::level).distinct().toList();
    return Stream.of(ProductLevel.values())
        .filter(level -> level != ProductLevel.TOTAL && level != ProductLevel.SECTOR)
        .filter(level -> present.contains(level.code()))
        .findFirst();
  }

  List<Member> sectors() {
    return products.stream().filter(one -> one.level().equals(ProductLevel.SECTOR.code())).toList();
  }

  private static List<Member> of(List<Row> rows, String dimension) {
    return rows.stream()
        .filter(row -> row.getAs(dimension) != null)
        .map(
            row ->
                new Member(
                    row.getAs(dimension),
                    row.getAs(dimension + "_level"),
                    row.getAs(dimension + "_label_it"),
                    row.getAs(dimension + "_label_en")))
        .sorted(Comparator.comparing(Member::level).thenComparing(Member::code))
        .toList();
  }

  private static List<Column> columns(String dimension) {
    return Stream.of("", "_level", "_label_it", "_label_en")
        .map(suffix -> col(dimension + suffix))
        .toList();
  }

  private static <T> scala.collection.immutable.Seq<T> scala(List<T> list) {
    return scala.jdk.javaapi.CollectionConverters.asScala(list).toSeq();
  }
}
