package exportmatrix.codes;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Days on which territories, markets and products changed their meaning but not their code. */
public final class Breaks implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final String TERRITORY = "territory";
  public static final String MARKET = "market";
  public static final String PRODUCT = "product";

  private final LinkedHashMap<List<String>, List<Break>> byCode;

  private Breaks(Map<List<String>, List<Break>> byCode) {
    this.byCode = new LinkedHashMap<>(byCode);
  }

  /**
   * Bundled rows of codes that a user's lists do not have are left out.
   *
   * @param isCode for each kind, whether a code is in its lists
   */
  static Breaks read(
      List<Row> rows,
      Map<String, Predicate<String>> isCode,
      Territories territories,
      Problems problems) {
    Map<List<String>, Map<LocalDate, Row>> days = new HashMap<>();
    Map<List<String>, List<Break>> byCode = new LinkedHashMap<>();
    for (Row row : rows) {
      String kind = row.text("kind");
      String code = row.text("code");
      if (!isCode.containsKey(kind)) {
        problems.add(row, "kind", "territory, market or product", "correct the kind");
        continue;
      }
      if (!isCode.get(kind).test(code)) {
        if (!row.bundled()) {
          problems.add(row, "code", "a code of the " + kind + " lists", "correct the code");
        }
        continue;
      }
      Optional<LocalDate> from = Validity.firstDay(row.text("from"));
      if (from.isEmpty()) {
        problems.add(
            row,
            "from",
            "a year, month or day such as 2010, 2009-06 or 2009-06-11",
            "correct the date");
        continue;
      }
      Row before =
          days.computeIfAbsent(List.of(kind, code), k -> new HashMap<>())
              .putIfAbsent(from.get(), row);
      if (before != null) {
        problems.add(
            row,
            "from",
            "a day that no other row of " + code + " has, as " + before.at() + " does",
            "write the date as in the other row to replace that, or remove one of the two");
        continue;
      }
      byCode
          .computeIfAbsent(List.of(kind, code), k -> new ArrayList<>())
          .add(
              new Break(
                  kind, code, from.get(), constant(row, territories, problems), row.text("note")));
    }
    byCode.replaceAll((code, of) -> of.stream().sorted(Comparator.comparing(Break::from)).toList());
    return new Breaks(byCode);
  }

  private static String constant(Row row, Territories territories, Problems problems) {
    String constant = row.text("constant", null);
    if (constant == null) {
      return null;
    }
    String code = row.text("code");
    boolean holds =
        row.text("kind").equals(TERRITORY)
            && territories.partsOf(constant, territories.find(code).orElseThrow().level()).stream()
                .anyMatch(parts -> parts.contains(code));
    if (!holds && !row.bundled()) {
      problems.add(
          row,
          "constant",
          "a territory that is made of " + code + " and others, or nothing",
          "correct the code, or add its row to the territories list");
    }
    return holds ? constant : null;
  }

  /**
   * The breaks of a code, oldest first; empty where it always meant the same.
   *
   * @param kind {@link #TERRITORY}, {@link #MARKET} or {@link #PRODUCT}
   */
  public List<Break> of(String kind, String code) {
    return byCode.getOrDefault(List.of(kind, code), List.of());
  }

  /** All breaks, by code in the list's order. */
  public List<Break> all() {
    return byCode.values().stream().flatMap(List::stream).toList();
  }
}
