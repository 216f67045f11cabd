/**
 * What every edition said, kept for good in Apache Iceberg tables: {@code observations}, {@code
 * superseded}, {@code rejected}, {@code files}. Front door: {@link
 * exportmatrix.warehouse.Warehouse}.
 */
package exportmatrix.warehouse;
