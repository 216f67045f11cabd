package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Language;
import java.math.BigDecimal;
import java.util.List;

/** The list of all figures at the end of a note, each with a number that the text links to. */
final class FigureList {

  private final List<Stated> figures;
  private final Templates templates;

  FigureList(Note note) {
    this.figures = note.figures();
    this.templates = new Templates(Language.valueOf(note.language()));
  }

  int size() {
    return figures.size();
  }

  /** The number under which a figure stands, from 1. */
  int number(Stated figure) {
    return figures.indexOf(figure) + 1;
  }

  String heading() {
    return templates.words("heading.figures");
  }

  String caption() {
    return templates.words("figures.caption");
  }

  List<String> heads() {
    return List.of(
        "n.",
        templates.words("figures.text"),
        templates.words("figures.exact"),
        templates.words("figures.status"),
        templates.words("figures.basis"),
        templates.words("figures.edition"),
        templates.words("figures.id"));
  }

  /** What stands behind the number. */
  List<String> cells(int number) {
    Stated figure = figures.get(number - 1);
    Object exact = figure.exact();
    return List.of(
        figure.text(),
        exact instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(exact),
        figure.status().name(),
        figure.basis().isEmpty() ? "" : templates.words("basis." + figure.basis()),
        figure.edition(),
        figure.id().text());
  }
}
