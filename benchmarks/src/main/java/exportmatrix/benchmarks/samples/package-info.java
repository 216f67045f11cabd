/**
 * Writes the files of {@code data-samples/}: published figures in files of our own, and the
 * synthetic provinces.
 *
 * <p>Front door: {@link exportmatrix.benchmarks.samples.WriteSamples}. The real collections carry
 * figures from downloaded files, whose folder is an argument; nothing is changed but the file that
 * they stand in. The synthetic collection is drawn from a fixed seed and scaled so that the
 * published figures of {@code targets.csv} come out of it; every other value in it is invented.
 *
 * <p>The tables under {@code resources} hold what the generator assumes (rough shares of
 * territories, markets and product groups, shocks) and what it must hit ({@code targets.csv}).
 */
package exportmatrix.benchmarks.samples;
