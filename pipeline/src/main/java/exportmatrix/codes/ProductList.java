package exportmatrix.codes;

import exportmatrix.model.ProductLevel;
import exportmatrix.model.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and checks the list of products: rows in, products by code out. */
final class ProductList {

  /** The levels of the list, coarsest first: each product's parent is one step to the left. */
  private static final List<ProductLevel> LEVELS =
      List.of(
          ProductLevel.TOTAL,
          ProductLevel.SECTION,
          ProductLevel.SUBSECTION,
          ProductLevel.DIVISION,
          ProductLevel.GROUP);

  private ProductList() {}

  static Map<String, Product> read(List<Row> rows, Problems problems) {
    Map<String, Product> products = new LinkedHashMap<>();
    Map<String, Row> byCode = new LinkedHashMap<>();
    for (Row row : rows) {
      byCode.put(row.text("code"), row);
      product(row, problems).ifPresent(product -> products.put(product.code(), product));
    }
    for (Product product : products.values()) {
      checkParent(product, byCode, products, problems);
    }
    if (!byCode.containsKey(Wording.ALL_PRODUCTS)) {
      problems.add(
          "products", "a row " + Wording.ALL_PRODUCTS + " of level total", "none", "add it");
    }
    return products;
  }

  private static Optional<Product> product(Row row, Problems problems) {
    problems.checkCode(row, "code");
    String code = row.text("code");
    String labelIt = row.text("label_it", row.text("label_en", code));
    Optional<ProductLevel> level =
        LEVELS.stream().filter(known -> known.code().equals(row.text("level"))).findFirst();
    if (level.isEmpty()) {
      problems.add(
          row, "level", "total, section, subsection, division or group", "correct the level");
    } else if ((level.get() == ProductLevel.TOTAL) != code.equals(Wording.ALL_PRODUCTS)) {
      problems.add(
          row,
          "level",
          "total for " + Wording.ALL_PRODUCTS + " and for no other code",
          "correct the level");
    }
    return level.map(
        known ->
            new Product(
                code, known, row.text("parent", null), labelIt, row.text("label_en", labelIt)));
  }

  private static void checkParent(
      Product product, Map<String, Row> rows, Map<String, Product> known, Problems problems) {
    Row row = rows.get(product.code());
    if (product.level() == ProductLevel.TOTAL) {
      if (product.parent() != null) {
        problems.add(row, "parent", "nothing, as this is the total", "leave it empty");
      }
      return;
    }
    ProductLevel expected = LEVELS.get(LEVELS.indexOf(product.level()) - 1);
    Product parent = known.get(product.parent());
    // A parent whose own row is faulty has been noted there.
    boolean faulty = rows.containsKey(product.parent()) && parent == null;
    if (!faulty && (parent == null || parent.level() != expected)) {
      problems.add(
          row,
          "parent",
          "a " + expected.code() + " of this list",
          "correct the parent or add its row");
    }
  }
}
