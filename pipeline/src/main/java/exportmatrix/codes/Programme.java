package exportmatrix.codes;

import java.io.Serializable;

/**
 * What a regional programme targeted in one year.
 *
 * @param market a country, or a group that the programme names as such
 * @param sector null: all sectors
 * @param status as the source has it, such as planned or held
 * @param source the public text that says so
 */
public record Programme(
    String programme,
    int year,
    String market,
    String sector,
    String status,
    String source,
    String note)
    implements Serializable {

  boolean targets(String someMarket, String someSector) {
    return market.equals(someMarket) && (sector == null || sector.equals(someSector));
  }
}
