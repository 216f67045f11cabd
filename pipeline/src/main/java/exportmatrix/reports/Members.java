package exportmatrix.reports;

import exportmatrix.model.CellColumns;
import exportmatrix.model.Flow;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.ProductLevel;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The codes that occur in a cube, each with its level and labels, by level's name and code.
 *
 * @param flows in the order of {@link Flow}
 */
record Members(
    List<Flow> flows, List<Member> territories, List<Member> markets, List<Member> products) {

  /** Codes as they are met in a cube, by number. */
  static final class Numbers implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Set<Flow> flows = EnumSet.noneOf(Flow.class);
    private final BitSet territories = new BitSet();
    private final BitSet markets = new BitSet();
    private final BitSet products = new BitSet();

    Set<Flow> flows() {
      return flows;
    }

    BitSet territories() {
      return territories;
    }

    BitSet markets() {
      return markets;
    }

    BitSet products() {
      return products;
    }

    void add(Flow flow, int territory) {
      flows.add(flow);
      territories.set(territory);
    }

    void add(CellColumns cells) {
      long[] ofMarkets = cells.markets();
      long[] ofProducts = cells.products();
      for (int cell = 0; cell < cells.cells(); cell++) {
        markets.set((int) ofMarkets[cell]);
        products.set((int) ofProducts[cell]);
      }
    }

    void add(Numbers other) {
      flows.addAll(other.flows);
      territories.or(other.territories);
      markets.or(other.markets);
      products.or(other.products);
    }
  }

  static Members of(Numbers found, Nomenclature names) {
    return new Members(
        List.copyOf(found.flows),
        of(found.territories, names.territories()),
        of(found.markets, names.markets()),
        of(found.products, names.products()));
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

  private static List<Member> of(BitSet numbers, Nomenclature.Members names) {
    return numbers.stream()
        .mapToObj(names::member)
        .sorted(Comparator.comparing(Member::level).thenComparing(Member::code))
        .toList();
  }
}
