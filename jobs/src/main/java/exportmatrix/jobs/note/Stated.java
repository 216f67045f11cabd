package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.FigureId;
import exportmatrix.model.Status;

/**
 * A figure as a sentence states it, and the cell that it comes from.
 *
 * @param text as it is read, such as {@code quasi 224 milioni di euro}
 * @param exact the unrounded figure: a number, or whether it is a record
 * @param status of the figure; OK where it has none
 * @param basis reported or summed
 * @param edition the newest edition that speaks in it, ISO
 */
record Stated(String text, FigureId id, Object exact, Status status, String basis, String edition)
    implements Phrase.Piece {}
