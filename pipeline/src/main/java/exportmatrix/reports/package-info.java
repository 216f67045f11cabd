/**
 * Publishes: one immutable folder per release, then one pointer. Front door: {@link
 * exportmatrix.reports.Reports}.
 *
 * <p>Reads the finished tables of one collection: the cube, reconciliation, coverage, rejected and
 * revisions. Writes them as Parquet with JSON for dashboards, JSON Schemas and a manifest below
 * {@code release=<id>}, and the pointers {@code latest.json} and {@code index.json}. What is
 * written depends on the figures alone, never on their order or on how Spark splits them.
 */
package exportmatrix.reports;
