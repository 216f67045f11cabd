/**
 * The quarter's note: sentences composed from published figures, by templates in one place ({@code
 * sentences.properties} and its translations), with a grammar for each language. Front door: {@link
 * exportmatrix.jobs.note.NoteWriter}. Reads what the figures room answers; writes text.
 */
package exportmatrix.jobs.note;
