package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes what observations speak of, one after the other, in any order. It is quick where neighbours
 * differ in nothing but market, product and period.
 */
final class Listening {

  private final Levels levels;
  private final Map<String, String> marketLevels = new HashMap<>();
  private final Map<String, String> productLevels = new HashMap<>();
  private final Map<Topic, Map<Integer, Slice.Content>> topics = new HashMap<>();
  private Topic topic = new Topic("", Flow.EXPORT, Frequency.A, "", "", "");
  private Map<Integer, Slice.Content> periods = Map.of();

  Listening(Levels levels) {
    this.levels = levels;
  }

  /** The slices of all periods. */
  private record Topic(
      String dataset,
      Flow flow,
      Frequency frequency,
      String territory,
      String marketLevel,
      String productLevel) {

    Slice slice(int periodOrdinal) {
      return new Slice(
          dataset, flow, frequency, periodOrdinal, territory, marketLevel, productLevel);
    }
  }

  /**
   * @param ofCell observations of one dataset and cell, at least one
   */
  void hear(List<Observation> ofCell) {
    Observation first = ofCell.get(0);
    String marketLevel = marketLevels.computeIfAbsent(first.market(), levels::codeOfMarket);
    String productLevel = productLevels.computeIfAbsent(first.product(), levels::codeOfProduct);
    if (!isOfTopic(first, marketLevel, productLevel)) {
      topic =
          new Topic(
              first.dataset(),
              first.flow(),
              first.frequency(),
              first.territory(),
              marketLevel,
              productLevel);
      periods = topics.computeIfAbsent(topic, t -> new HashMap<>());
    }
    for (Observation o : ofCell) {
      periods.computeIfAbsent(o.periodOrdinal(), p -> new Slice.Content()).add(o);
    }
  }

  private boolean isOfTopic(Observation o, String marketLevel, String productLevel) {
    return o.flow() == topic.flow
        && o.frequency() == topic.frequency
        && o.territory().equals(topic.territory)
        && marketLevel.equals(topic.marketLevel)
        && productLevel.equals(topic.productLevel)
        && o.dataset().equals(topic.dataset);
  }

  /** Of all that was heard. */
  Spoken spoken() {
    Spoken spoken = new Spoken();
    topics.forEach(
        (of, contents) ->
            contents.forEach((period, content) -> spoken.slices().put(of.slice(period), content)));
    spoken.products().addAll(productLevels.keySet());
    return spoken;
  }
}
