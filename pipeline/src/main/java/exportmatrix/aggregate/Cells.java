package exportmatrix.aggregate;

import exportmatrix.model.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The series of one flow and territory, market by market and product by product. */
final class Cells {

  private final int length;
  private final Map<String, Map<String, Series>> byMarket = new HashMap<>();

  /**
   * @param length of every series
   */
  Cells(int length) {
    this.length = length;
  }

  /** The series of a market by product, to be read and changed. */
  Map<String, Series> of(String market) {
    return byMarket.computeIfAbsent(market, m -> new HashMap<>());
  }

  /** The series of a cell; an empty one where there was none. */
  Series of(String market, String product) {
    return of(market).computeIfAbsent(product, p -> new Series(length));
  }

  void forEach(BiConsumer<String, Map<String, Series>> ofMarket) {
    byMarket.forEach(ofMarket);
  }
}
