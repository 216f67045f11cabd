package exportmatrix.codes;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Codes that stand for another one, per dimension. */
public final class Aliases implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Map<String, String>> byKind;

  private Aliases(Map<String, Map<String, String>> byKind) {
    this.byKind = new LinkedHashMap<>(byKind);
  }

  /**
   * @param isCode for each kind, whether a code is in its lists
   */
  static Aliases read(List<Row> rows, Map<String, Predicate<String>> isCode, Problems problems) {
    Map<String, Map<String, String>> byKind = new LinkedHashMap<>();
    for (Row row : rows) {
      String kind = row.text("kind");
      String alias = row.text("alias");
      String code = row.text("code");
      if (!isCode.containsKey(kind)) {
        problems.add(row, "kind", "territory, market or product", "correct the kind");
        continue;
      }
      problems.checkCode(row, "alias");
      if (isCode.get(kind).test(alias)) {
        problems.add(
            row,
            "alias",
            "no code of the " + kind + " lists itself",
            "remove the alias or the code");
      }
      if (!isCode.get(kind).test(code)) {
        problems.add(row, "code", "a code of the " + kind + " lists", "correct the code");
      }
      byKind.computeIfAbsent(kind, k -> new HashMap<>()).put(alias, code);
    }
    return new Aliases(byKind);
  }

  /**
   * The code that the given one stands for, or the given one where it is no alias.
   *
   * @param kind {@code territory}, {@code market} or {@code product}
   */
  public String resolve(String kind, String code) {
    return byKind.getOrDefault(kind, Map.of()).getOrDefault(code, code);
  }
}
