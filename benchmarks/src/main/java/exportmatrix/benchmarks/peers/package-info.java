/**
 * The same work in other engines: read and validate the files of one folder, sum them over
 * territories, markets, products and spans, compare with the year before, and write Parquet
 * partitioned by span and period. {@code cube.sql} says it in SQL; every other engine does the
 * same.
 */
package exportmatrix.benchmarks.peers;
