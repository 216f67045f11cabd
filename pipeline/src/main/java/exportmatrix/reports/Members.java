package exportmatrix.reports;

import exportmatrix.model.Flow;
import exportmatrix.model.ProductLevel;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The codes that occur in a cube, each with its level and labels, by level's name and code.
 *
 * @param flows in the order of {@link Flow}
 */
record Members(
    List<Flow> flows, List<Member> territories, List<Member> markets, List<Member> products) {

  /** One code of one dimension. */
  record Member(String code, String level, String labelIt, String labelEn)
      implements Serializable {}

  /**
   * One code as it was met in a cube.
   *
   * @param dimension flow, territory, market or product; a flow has neither level nor labels
   */
  record Found(String dimension, Member member) implements Serializable {}

  static Members of(List<Found> found) {
    List<Flow> flows =
        found.stream()
            .filter(one -> one.dimension().equals("flow"))
            .map(one -> Flow.ofCode(one.member().code()))
            .distinct()
            .sorted()
            .toList();
    return new Members(flows, of(found, "territory"), of(found, "market"), of(found, "product"));
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

  private static List<Member> of(List<Found> found, String dimension) {
    return found.stream()
        .filter(one -> one.dimension().equals(dimension))
        .map(Found::member)
        .distinct()
        .sorted(Comparator.comparing(Member::level).thenComparing(Member::code))
        .toList();
  }
}
