package exportmatrix.benchmarks.trade;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Territory;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who trades with whom in what, as cells {@code CODE: label} of a file, each list from the largest
 * to the smallest. The order is drawn from the seed and says nothing of the real ones.
 *
 * @param territories the present provinces and one residual, without which Italy is not whole
 * @param markets countries and special codes
 * @param products product groups
 */
record Setting(List<String> territories, List<String> markets, List<String> products) {
  private static final int MARKETS = 240;
  private static final int PRODUCTS = 110;
  private static final String RESIDUAL = "ITNI";

  static Setting of(Codes codes, long seed) {
    LocalDate first = LocalDate.of(2016, 1, 1);
    Map<String, String> territories =
        codes.territories().all().stream()
            .filter(t -> t.level() == TerritoryLevel.PROVINCE || t.code().equals(RESIDUAL))
            .filter(t -> t.validTo() == null)
            .collect(Collectors.toMap(Territory::code, Territory::nameEn));
    Map<String, String> markets = new TreeMap<>();
    codes.markets().all().stream()
        .filter(m -> m.level() == MarketLevel.COUNTRY && !m.code().equals(Wording.ITALY))
        .filter(m -> m.validOn(first) && m.validTo() == null)
        .forEach(m -> markets.put(m.code(), m.nameEn()));
    Map<String, String> products = new TreeMap<>();
    codes.products(ProductScheme.CPA).all().stream()
        .filter(p -> p.level() == ProductLevel.GROUP)
        .forEach(p -> products.put(p.code(), p.labelEn()));
    return new Setting(
        ordered(territories, seed).toList(),
        ordered(markets, seed).limit(MARKETS).toList(),
        ordered(products, seed).limit(PRODUCTS).toList());
  }

  private static Stream<String> ordered(Map<String, String> labels, long seed) {
    return labels.entrySet().stream()
        .sorted(Comparator.comparingLong(label -> Dice.roll(seed, label.getKey().hashCode())))
        .map(label -> label.getKey() + ": " + label.getValue());
  }
}
