/**
 * Synthetic trade at any size, in the layout of an IstatData download, and the code lists that go
 * with it.
 *
 * <p>Front door: {@link exportmatrix.benchmarks.trade.WriteTrade}. Every figure is drawn from a
 * seed; no real province, market or product group should be judged by them.
 */
package exportmatrix.benchmarks.trade;
