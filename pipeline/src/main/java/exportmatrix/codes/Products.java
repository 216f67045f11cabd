package exportmatrix.codes;

import exportmatrix.model.ProductLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The products of one scheme and how they add up. */
public sealed interface Products extends Serializable permits CpaProducts, CnProducts {

  /** A product or sector by its code, never by an alias. */
  Optional<Product> find(String code);

  /** All products in the list's order, then the sectors; empty for a scheme without a list. */
  List<Product> all();

  /** The product one level up; empty for the total and for unknown codes. */
  default Optional<String> parentOf(String code) {
    return find(code).map(Product::parent);
  }

  /**
   * The product itself or the one above it at that level; for a group the level sector gives its
   * sector. Empty where there is none.
   */
  default Optional<Product> ancestor(String code, ProductLevel level) {
    Optional<Product> product = find(code);
    while (product.isPresent() && product.get().level() != level) {
      String below = product.get().code();
      product =
          (level == ProductLevel.SECTOR ? sectorOf(below) : parentOf(below)).flatMap(this::find);
    }
    return product;
  }

  /** Every product above one, the parent first, and its sector last; empty for the total. */
  default List<String> above(String code) {
    List<String> above = new ArrayList<>();
    for (String up = parentOf(code).orElse(null); up != null; up = parentOf(up).orElse(null)) {
      above.add(up);
    }
    sectorOf(code).ifPresent(above::add);
    return above;
  }

  /** The sector of a product group; empty for anything else. */
  Optional<String> sectorOf(String group);

  /** The sectors that together partition the groups; empty for a scheme without them. */
  List<Product> sectors();

  /**
   * The products of that level that make up the given one, in the list's order: groups of a section
   * or sector, sections or sectors of the total. Empty where there are none, and for a scheme
   * without a list.
   */
  List<String> under(String code, ProductLevel level);
}
