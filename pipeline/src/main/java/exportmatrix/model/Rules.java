package exportmatrix.model;

import java.io.Serializable;

/**
 * Thresholds of the indicators.
 *
 * @param materialityEurPerQuarter a base below this times months / 3 is TINY_BASE; EUR
 */
public record Rules(long materialityEurPerQuarter) implements Serializable {

  public static final Rules DEFAULT = new Rules(1_000_000);

  /** The materiality threshold for a figure that covers so many months, in cents. */
  public long materialityCents(int months) {
    return materialityEurPerQuarter * 100 * months / 3;
  }
}
