package exportmatrix.model;

/**
 * Which cell of a collection's cube.
 *
 * @param period the last one covered
 */
public record CellAddress(
    Flow flow, Span span, Period period, String territory, String market, String product) {}
