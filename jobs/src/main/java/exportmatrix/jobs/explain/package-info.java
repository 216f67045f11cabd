/**
 * Says where a figure comes from: its formula with the numbers filled in, and for each number the
 * lines of the input files. Front door: {@link exportmatrix.jobs.explain.Explainer}. Asks the
 * figures room for values and the pipeline for lines; writes nothing.
 */
package exportmatrix.jobs.explain;
