/**
 * Code lists as CSV resources, read by Commons CSV and checked on load: territories, markets,
 * groups with dated members, aliases, products, sectors, programmes, breaks. A user replaces or
 * extends each by configuration. Front door: {@link exportmatrix.codes.Codes}. Reads and writes no
 * tables.
 *
 * <p>Sources: territory codes and names from ISTAT's CL_ITTER107 by way of onData (CC BY-SA 4.0);
 * product codes from ISTAT's foreign-trade dataflows and Ateco 2007; partner codes from the same
 * dataflows and the EU Geonomenclature. Sectors and programmes are our own reading of public texts.
 * An empty cell is not known; doubts stand in {@code note}.
 */
package exportmatrix.codes;
