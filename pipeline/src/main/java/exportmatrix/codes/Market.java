package exportmatrix.codes;

import exportmatrix.model.MarketLevel;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * A partner in trade.
 *
 * @param iso2 empty for what is no country, or where the code has no ISO successor
 * @param nameIt the code itself where its meaning is not known
 * @param nameEn the Italian name where no English one is known
 * @param validFrom first day; null: since before the data begin
 * @param validTo last day; null: still
 * @param note doubts and history; empty: none
 */
public record Market(
    String code,
    MarketKind kind,
    String iso2,
    String nameIt,
    String nameEn,
    LocalDate validFrom,
    LocalDate validTo,
    String note)
    implements Serializable {

  /** Countries and special codes are the parts of the world, areas and groups are groups. */
  public MarketLevel level() {
    return switch (kind) {
      case WORLD -> MarketLevel.WORLD;
      case COUNTRY, SPECIAL -> MarketLevel.COUNTRY;
      case AGGREGATE, OWN -> MarketLevel.GROUP;
    };
  }

  /** Whether the partner exists on that day. */
  public boolean validOn(LocalDate day) {
    return new Validity(validFrom, validTo).holds(day);
  }
}
