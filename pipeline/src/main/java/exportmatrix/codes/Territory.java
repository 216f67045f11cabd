package exportmatrix.codes;

import exportmatrix.model.TerritoryLevel;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * Who trades: Italy, a part of it, or a foreign country as a benchmark reporter.
 *
 * @param code as ISTAT publishes it (ITTER107); ISO-2 for a foreign country
 * @param parent one level up; null for a country
 * @param nameEn the Italian name where no other is in use
 * @param nuts2021 empty where there is no single code
 * @param istatCode ISTAT's number of the region or province; empty for others
 * @param plate car plate of a province; empty for others
 * @param validFrom first day; null: since before the data begin
 * @param validTo last day; null: still
 * @param note doubts and history; empty: none
 */
public record Territory(
    String code,
    TerritoryLevel level,
    String parent,
    String nameIt,
    String nameEn,
    String nuts2021,
    String istatCode,
    String plate,
    LocalDate validFrom,
    LocalDate validTo,
    String note)
    implements Serializable {

  static final String OVERLAP = "overlap:";

  /**
   * A sum of territories that stand in the list themselves: macro-areas, or the provinces of a
   * constant area. Never anyone's child, never ranked.
   */
  public boolean overlap() {
    return note.startsWith(OVERLAP);
  }

  /** Whether the territory exists on that day. */
  public boolean validOn(LocalDate day) {
    return new Validity(validFrom, validTo).holds(day);
  }
}
