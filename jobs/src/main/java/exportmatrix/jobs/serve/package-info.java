/**
 * Shows a folder of published reports to the browsers of this machine, and to nobody else. Front
 * door: {@link exportmatrix.jobs.serve.ReportsServer}.
 */
package exportmatrix.jobs.serve;
