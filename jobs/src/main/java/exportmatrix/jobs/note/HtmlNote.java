package exportmatrix.jobs.note;

import exportmatrix.jobs.note.Note.Block;
import exportmatrix.jobs.note.Note.Grid;
import exportmatrix.jobs.note.Note.Lines;
import exportmatrix.jobs.note.Note.Paragraph;
import exportmatrix.jobs.note.Note.Section;
import java.util.List;
import java.util.stream.Collectors;

/** A note as a page of its own: no script, nothing from elsewhere. */
final class HtmlNote {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 1.05rem/1.55 Georgia, "Times New Roman", serif; margin: 0; padding: 2rem 1rem; }
      main { max-width: 46rem; margin: 0 auto; }
      h1 { font-size: 1.7rem; line-height: 1.25; }
      h2 { font-size: 1.25rem; margin-top: 2.2rem; }
      h3 { font-size: 1.08rem; }
      a { color: inherit; text-decoration: underline dotted; text-underline-offset: 0.2em; }
      a:focus-visible, a:hover { text-decoration-style: solid; }
      .warning { border: 2px solid; padding: 0.5rem 0.8rem; font-weight: bold; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font: 0.85rem/1.4 system-ui, sans-serif; }
      caption { text-align: left; font-style: italic; padding-bottom: 0.4rem; }
      th, td { border-bottom: 1px solid #8888; padding: 0.25rem 0.6rem 0.25rem 0; text-align: right;
        vertical-align: top; white-space: nowrap; }
      th:first-child { text-align: left; }
      .figures td, .figures th { text-align: left; }
      tr:target { background: #fd48; }
      @media print { a { text-decoration: none; } .figures { font-size: 0.6rem; } }
      """;

  private static final String HEAD =
      """
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      """;

  private final Note note;
  private final FigureList figures;
  private final StringBuilder text = new StringBuilder();

  HtmlNote(Note note) {
    this.note = note;
    this.figures = new FigureList(note);
  }

  String text() {
    text.append("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n".formatted(note.language()));
    text.append(HEAD);
    element("title", escaped(note.title()));
    text.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", escaped(note.title()));
    if (!note.warning().isEmpty()) {
      text.append("<p class=\"warning\" role=\"note\">%s</p>\n".formatted(escaped(note.warning())));
    }
    for (Section section : note.sections()) {
      element("h" + section.depth(), escaped(section.heading()));
      section.blocks().forEach(this::block);
    }
    element("h2", escaped(figures.heading()));
    text.append("<div class=\"scroll\"><table class=\"figures\">\n");
    element("caption", escaped(figures.caption()));
    header(figures.heads());
    for (int number = 1; number <= figures.size(); number++) {
      row(
          "<tr id=\"f%d\">".formatted(number),
          String.valueOf(number),
          figures.cells(number).stream().map(HtmlNote::escaped).toList());
    }
    text.append("</tbody>\n</table></div>\n</main>\n</body>\n</html>\n");
    return text.toString();
  }

  private void block(Block block) {
    if (block instanceof Paragraph paragraph) {
      element("p", phrase(paragraph.phrase()));
    } else if (block instanceof Lines lines) {
      text.append("<ul>\n");
      lines.lines().forEach(line -> element("li", phrase(line)));
      text.append("</ul>\n");
    } else if (block instanceof Grid grid) {
      text.append("<div class=\"scroll\"><table>\n");
      element("caption", escaped(grid.caption()));
      header(grid.header());
      grid.rows()
          .forEach(
              row ->
                  row(
                      "<tr>",
                      escaped(row.name()),
                      row.cells().stream().map(this::phrase).toList()));
      text.append("</tbody>\n</table></div>\n");
    }
  }

  private void element(String name, String content) {
    text.append("<%s>%s</%s>\n".formatted(name, content, name));
  }

  private void header(List<String> heads) {
    text.append("<thead>\n<tr>");
    heads.forEach(head -> text.append("<th scope=\"col\">%s</th>".formatted(escaped(head))));
    text.append("</tr>\n</thead>\n<tbody>\n");
  }

  private void row(String start, String name, List<String> cells) {
    text.append(start).append("<th scope=\"row\">%s</th>".formatted(name));
    cells.forEach(cell -> text.append("<td>%s</td>".formatted(cell)));
    text.append("</tr>\n");
  }

  private String phrase(Phrase phrase) {
    return phrase.pieces().stream()
        .map(
            piece ->
                piece instanceof Stated figure
                    ? "<a href=\"#f%d\" title=\"%s\">%s</a>"
                        .formatted(
                            figures.number(figure),
                            escaped(figure.id().text()),
                            escaped(figure.text()))
                    : escaped(piece.text()))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
