/**
 * Writes Parquet files fast: whole columns of a row group, handed over in bulk. Front door: {@link
 * exportmatrix.parquet.RowGroup} is filled, {@link exportmatrix.parquet.ParquetFile} writes it.
 *
 * <p>Knows neither tables nor cells: the rooms that keep and publish say which columns there are,
 * and where a file goes. The bytes of a file depend on its schema and rows alone.
 */
package exportmatrix.parquet;
