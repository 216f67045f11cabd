/**
 * Code lists as CSV resources, read by Commons CSV and checked on load: territories, markets,
 * groups with dated members, aliases, products, sectors, programmes. Front door: {@link
 * exportmatrix.codes.Codes}.
 */
package exportmatrix.codes;
