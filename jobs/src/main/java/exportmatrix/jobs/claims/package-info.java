/**
 * Reads a note or press text in Italian, finds the figures that it states, and says of each whether
 * it is true. Front door: {@link exportmatrix.jobs.claims.NoteChecker}. Asks the figures room;
 * writes nothing.
 */
package exportmatrix.jobs.claims;
