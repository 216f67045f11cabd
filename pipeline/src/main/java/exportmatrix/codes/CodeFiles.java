package exportmatrix.codes;

import java.util.Map;

/**
 * Code lists that a user brings, by list name (territories, markets, market_groups, aliases,
 * products, sectors, programmes, breaks).
 *
 * @param replace list name to a CSV file that stands for the bundled one
 * @param extend list name to a CSV file whose rows are added to the bundled ones; a row with the
 *     same key takes the bundled row's place
 */
public record CodeFiles(Map<String, String> replace, Map<String, String> extend) {

  public static final CodeFiles BUNDLED = new CodeFiles(Map.of(), Map.of());

  public CodeFiles {
    replace = Map.copyOf(replace);
    extend = Map.copyOf(extend);
  }
}
