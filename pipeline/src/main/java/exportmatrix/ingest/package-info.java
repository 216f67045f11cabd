/**
 * From official files to observations. Front door: {@link exportmatrix.ingest.Ingest}.
 *
 * <p>Reads files in three layouts, each behind {@code BulkReader}; gives rows of {@link
 * exportmatrix.model.Tables#OBSERVATIONS} and {@link exportmatrix.model.Tables#REJECTED}, and one
 * {@link exportmatrix.model.FileRecord} per file. Writes no table.
 */
package exportmatrix.ingest;
