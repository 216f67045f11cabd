/**
 * Figures without the season: monthly and quarterly series adjusted by JDemetra+, the software that
 * Eurostat recommends, by TRAMO-SEATS (ISTAT's own method) or X-13. {@link
 * exportmatrix.seasonal.SeasonalAdjustment} is the front door, one series in, one {@link
 * exportmatrix.seasonal.Adjustment} out; {@link exportmatrix.seasonal.KeptModel} is what a run
 * hands to the next. Pure: knows neither Spark nor files.
 *
 * <p><b>What is adjusted for.</b> Season; working or trading days and the leap year, with the days
 * of the week alone and no national holidays; Easter; each only where JDemetra+'s tests of {@code
 * RSAfull} or {@code RSA5c} find it. Outliers (AO, LS, TC) are found, set aside for the estimation
 * and put back: they stay in the adjusted series. Log or level, and the ARIMA model, are chosen by
 * the library.
 *
 * <p><b>Is there a season?</b> Not if SEATS has no seasonal component, or the combined test of X-11
 * says that none is identifiable: SA_NOT_SEASONAL, and the raw values stand, calendar effects
 * included. "Probably none" counts as a season.
 *
 * <p><b>Is it any good?</b> JDemetra+ sums up its diagnostics (coherence with the annual totals,
 * residuals, out-of-sample forecasts, spectral peaks, residual season and trading days, SEATS or M
 * statistics) in one word: Good and Uncertain are OK, anything worse SA_POOR.
 *
 * <p>Every series is adjusted for itself: adjusted quarters need not sum up to the year, nor
 * adjusted parts to the adjusted whole.
 */
package exportmatrix.seasonal;
