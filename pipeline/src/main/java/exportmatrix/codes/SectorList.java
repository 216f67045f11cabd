package exportmatrix.codes;

import exportmatrix.model.ProductLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and checks the list of sectors: a partition of the product groups, and bare names. */
final class SectorList {

  private SectorList() {}

  /** In the order in which the list first names them. */
  static List<Sector> read(List<Row> rows, Map<String, Product> products, Problems problems) {
    Map<String, List<Row>> bySector = new LinkedHashMap<>();
    for (Row row : rows) {
      bySector.computeIfAbsent(row.text("sector"), s -> new ArrayList<>()).add(row);
    }
    Set<String> unassigned = new LinkedHashSet<>();
    for (Product product : products.values()) {
      if (product.level() == ProductLevel.GROUP) {
        unassigned.add(product.code());
      }
    }
    List<Sector> sectors = new ArrayList<>();
    bySector.forEach(
        (code, ofSector) -> {
          Sector sector = sector(code, ofSector, products, problems);
          sectors.add(sector);
          sector.groups().forEach(unassigned::remove);
        });
    if (!unassigned.isEmpty()) {
      problems.add(
          "sectors",
          "every product group in exactly one sector",
          "none for " + String.join(" ", unassigned),
          "add a row for each, to altro if to no other");
    }
    return sectors;
  }

  private static Sector sector(
      String code, List<Row> rows, Map<String, Product> products, Problems problems) {
    problems.checkCode(rows.get(0), "sector");
    if (products.containsKey(code)) {
      problems.add(rows.get(0), "sector", "a code that is no product's", "choose another code");
    }
    List<String> groups = new ArrayList<>();
    for (Row row : rows) {
      String group = row.text("product_code");
      Product product = products.get(group);
      if (product != null && product.level() == ProductLevel.GROUP) {
        groups.add(group);
      } else if (!group.isEmpty()) {
        problems.add(row, "product_code", "a group of the products list", "correct the code");
      }
    }
    String labelIt = label("label_it", rows, code, problems);
    return new Sector(code, labelIt, label("label_en", rows, labelIt, problems), groups);
  }

  /** The one label that the sector's rows give; those without one take it over. */
  private static String label(String column, List<Row> rows, String otherwise, Problems problems) {
    Map<String, Row> given = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!row.text(column).isEmpty()) {
        given.putIfAbsent(row.text(column), row);
      }
    }
    List<Map.Entry<String, Row>> labels = List.copyOf(given.entrySet());
    if (labels.isEmpty()) {
      return otherwise;
    }
    Map.Entry<String, Row> first = labels.get(0);
    for (Map.Entry<String, Row> other : labels.subList(1, labels.size())) {
      problems.add(
          other.getValue(),
          column,
          "'%s' as in %s".formatted(first.getKey(), first.getValue().at()),
          "give all rows of a sector the same label, or leave it empty");
    }
    return first.getKey();
  }
}
