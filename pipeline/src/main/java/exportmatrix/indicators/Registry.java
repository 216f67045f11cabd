package exportmatrix.indicators;

import exportmatrix.model.ConfigException;
import exportmatrix.model.IndicatorCard;
import java.util.List;

/**
 * Every indicator, in the order of the published columns. A new one is one file and one line here.
 */
public final class Registry {

  private static final Share OF_PARENT = Share.ofParent();
  private static final Share OF_ITALY = Share.ofItaly();
  private static final Share OF_MARKET = Share.ofMarket();
  private static final Share OF_PRODUCT = Share.ofProduct();
  private static final Rank IN_TERRITORY = new Rank(Dimension.TERRITORY);
  private static final Rank IN_MARKET = new Rank(Dimension.MARKET);
  private static final Rank IN_PRODUCT = new Rank(Dimension.PRODUCT);

  private static final List<Indicator> SHIFT_SHARE = ShiftShare.all();

  private static final List<Indicator> ALL =
      List.of(
          new Value(),
          new PriorValue(),
          new Change(),
          new YearOverYear(),
          new Contribution(Dimension.TERRITORY),
          new Contribution(Dimension.MARKET),
          new Contribution(Dimension.PRODUCT),
          OF_PARENT,
          OF_ITALY,
          OF_MARKET,
          OF_PRODUCT,
          new ShareChange(OF_PARENT),
          new ShareChange(OF_ITALY),
          new ShareChange(OF_MARKET),
          new ShareChange(OF_PRODUCT),
          IN_TERRITORY,
          IN_MARKET,
          IN_PRODUCT,
          new RankChange(IN_TERRITORY),
          new RankChange(IN_MARKET),
          new RankChange(IN_PRODUCT),
          new RecordHigh(),
          new Acceleration(),
          Balance.balance(),
          Balance.normalised(),
          Balance.interchange(),
          new CompoundGrowth(3),
          new CompoundGrowth(5),
          LocationQuotient.quotient(),
          LocationQuotient.symmetric(),
          LocationQuotient.normalised(),
          Herfindahl.ofMarkets(false),
          Herfindahl.ofMarkets(true),
          Herfindahl.ofProducts(false),
          Herfindahl.ofProducts(true),
          Herfindahl.ofProvinces(),
          Theil.whole(),
          Theil.extensive(),
          Theil.intensive(),
          new Volatility(),
          Margin.extensive(),
          Margin.intensive(),
          SHIFT_SHARE.get(0),
          SHIFT_SHARE.get(1),
          SHIFT_SHARE.get(2),
          SHIFT_SHARE.get(3),
          SHIFT_SHARE.get(4),
          SHIFT_SHARE.get(5),
          new CoverageAdjustedGrowth(),
          SinceProgramme.value(),
          SinceProgramme.share());

  private Registry() {}

  public static List<Indicator> all() {
    return ALL;
  }

  /**
   * The named indicators, in the registry's order.
   *
   * @param key of the configuration that names them, for the message
   * @param ids empty: all
   * @throws ConfigException for an id that is not in the registry
   */
  public static List<Indicator> select(String key, List<String> ids) {
    List<String> known = ALL.stream().map(i -> i.card().id()).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new ConfigException(
            "%s: expected one of %s, found '%s': correct or remove it".formatted(key, known, id));
      }
    }
    return ids.isEmpty() ? ALL : ALL.stream().filter(i -> ids.contains(i.card().id())).toList();
  }

  public static List<IndicatorCard> cards(List<Indicator> indicators) {
    return indicators.stream().map(Indicator::card).toList();
  }
}
