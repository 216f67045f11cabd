package exportmatrix.model;

/** How often a source speaks: monthly, quarterly or annual, with SDMX's letters. */
public enum Frequency {
  M(1),
  Q(3),
  A(12);

  private final int months;

  Frequency(int months) {
    this.months = months;
  }

  /** Months that one period of this frequency covers. */
  public int months() {
    return months;
  }

  /** Periods of this frequency in a year. */
  public int periodsPerYear() {
    return 12 / months;
  }
}
