package exportmatrix.reports;

import java.io.Serializable;

/**
 * Bounds on what a release holds; part of the format, so no configuration.
 *
 * @param rowsPerFile a Parquet partition with more rows is split, in its order, into several files
 * @param rowsPerGroup rows of one Parquet row group: what a reader of one territory has to scan
 * @param gzippedJsonBytes a dashboard's JSON is not larger than this when gzipped
 * @param tablePeriods newest periods of each span whose tables a dashboard carries, if they fit
 */
record Limits(long rowsPerFile, int rowsPerGroup, int gzippedJsonBytes, int tablePeriods)
    implements Serializable {

  static final Limits DEFAULT = new Limits(2_000_000, 100_000, 1_000_000, 8);
}
