/**
 * Tables for other programs: the figures of a note as a workbook, as CSV, as SDMX-CSV and as a Data
 * Package. Front door: {@link exportmatrix.jobs.tables.TableFiles}. Reads what the figures room
 * answers; writes files.
 */
package exportmatrix.jobs.tables;
