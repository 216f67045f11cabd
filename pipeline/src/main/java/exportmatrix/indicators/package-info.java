/**
 * The figures that people quote. {@link exportmatrix.indicators.Registry} lists the indicators,
 * each one small file; {@link exportmatrix.indicators.Indicators} computes all of them in one pass.
 * Reads {@code families}; gives the cube; writes nothing.
 */
package exportmatrix.indicators;
