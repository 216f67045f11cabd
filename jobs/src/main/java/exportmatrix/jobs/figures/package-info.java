/**
 * Answers questions from the published Parquet files, without Spark. Front door: {@link
 * exportmatrix.jobs.figures.Figures}. Reads the cube and {@code reconciliation} of a release;
 * writes nothing.
 */
package exportmatrix.jobs.figures;
