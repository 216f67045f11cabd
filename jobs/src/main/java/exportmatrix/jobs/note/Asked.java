package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Answer;
import exportmatrix.jobs.figures.Question;

/** A question that a note was made of, and what the release says to it. */
public record Asked(Question question, Answer answer) {}
