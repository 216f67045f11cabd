/**
 * Totals: from observations to one series per cell, over every level of territory, market and
 * product, each value reported or else summed from the finest complete level. Front door: {@link
 * exportmatrix.aggregate.Aggregation}. Reads {@code observations}; gives {@code coverage}, {@code
 * families} and {@code reconciliation}; writes nothing.
 */
package exportmatrix.aggregate;
