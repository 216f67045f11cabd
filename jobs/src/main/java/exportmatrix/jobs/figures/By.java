package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.Nearest;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The parts that a figure is broken into.
 *
 * @param levels codes of the levels that may be listed, the first that the cube has is
 */
record By(Dimension dimension, List<String> levels) {

  private static final Map<String, By> KNOWN = known();

  /**
   * @throws UsageException for a word that names no level
   */
  static By parse(String word) {
    By by = KNOWN.get(word.replace('-', '_'));
    if (by == null) {
      throw new UsageException(
          "--by: expected one of %s, found '%s'%s"
              .formatted(
                  String.join(", ", KNOWN.keySet()), word, Nearest.hint(word, KNOWN.keySet())));
    }
    return by;
  }

  private static Map<String, By> known() {
    Map<String, By> known = new LinkedHashMap<>();
    for (TerritoryLevel level :
        List.of(TerritoryLevel.PROVINCE, TerritoryLevel.REGION, TerritoryLevel.MACRO_AREA)) {
      known.put(level.code(), new By(Dimension.TERRITORY, List.of(level.code())));
    }
    known.put("market", new By(Dimension.MARKET, List.of(MarketLevel.COUNTRY.code())));
    known.put("market_group", new By(Dimension.MARKET, List.of(MarketLevel.GROUP.code())));
    List<String> products = new ArrayList<>();
    Stream.of(ProductLevel.values())
        .filter(level -> level != ProductLevel.TOTAL)
        .forEach(
            level -> {
              known.put(level.code(), new By(Dimension.PRODUCT, List.of(level.code())));
              if (level != ProductLevel.SECTOR) {
                products.add(level.code());
              }
            });
    known.put("product", new By(Dimension.PRODUCT, List.copyOf(products)));
    return known;
  }
}
