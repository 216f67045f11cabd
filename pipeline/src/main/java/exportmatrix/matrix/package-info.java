/**
 * The sector/market matrix: which sectors in which countries, how they score, and how sure their
 * rank is. Front door: {@link exportmatrix.matrix.Matrix}. Reads the cube; gives {@code matrix} and
 * {@code matrix_groups}; writes nothing.
 */
package exportmatrix.matrix;
