package exportmatrix.benchmarks.samples;

/**
 * One figure of an IstatData file; every text but the period is {@code CODE: label}.
 *
 * @param frequency {@code A: annual} or {@code Q: quarterly}
 * @param territory who trades
 * @param dataType the flow in euros, as {@link Flow#cell()}
 * @param product CPA / Ateco 2007 at any level
 * @param market the partner country or group
 * @param period {@code 2024} or {@code 2016-Q2}
 * @param valueEur whole euros
 */
public record IstatDataRow(
    String frequency,
    String territory,
    String dataType,
    String product,
    String market,
    String period,
    long valueEur) {}
