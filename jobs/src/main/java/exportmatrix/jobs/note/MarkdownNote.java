package exportmatrix.jobs.note;

import exportmatrix.jobs.note.Note.Block;
import exportmatrix.jobs.note.Note.Grid;
import exportmatrix.jobs.note.Note.Lines;
import exportmatrix.jobs.note.Note.Paragraph;
import exportmatrix.jobs.note.Note.Row;
import exportmatrix.jobs.note.Note.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A note in Markdown, with the tables of GitHub's dialect. */
final class MarkdownNote {

  private final Note note;
  private final FigureList figures;
  private final StringBuilder text = new StringBuilder();

  MarkdownNote(Note note) {
    this.note = note;
    this.figures = new FigureList(note);
  }

  String text() {
    paragraph("# " + escaped(note.title()));
    if (!note.warning().isEmpty()) {
      paragraph("> **" + escaped(note.warning()) + "**");
    }
    for (Section section : note.sections()) {
      paragraph("#".repeat(section.depth()) + " " + escaped(section.heading()));
      section.blocks().forEach(this::block);
    }
    paragraph("## " + escaped(figures.heading()));
    header(figures.heads());
    for (int number = 1; number <= figures.size(); number++) {
      List<String> row = new ArrayList<>(List.of("<a id=\"f%d\"></a>%d".formatted(number, number)));
      figures.cells(number).forEach(cell -> row.add(escaped(cell)));
      row(row);
    }
    return text.toString();
  }

  private void block(Block block) {
    if (block instanceof Paragraph paragraph) {
      paragraph(phrase(paragraph.phrase()));
    } else if (block instanceof Lines lines) {
      paragraph(
          lines.lines().stream()
              .map(line -> "- " + phrase(line))
              .collect(Collectors.joining("\n")));
    } else if (block instanceof Grid grid) {
      paragraph("*" + escaped(grid.caption()) + "*");
      header(grid.header());
      for (Row row : grid.rows()) {
        List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
        row.cells().forEach(cell -> cells.add(phrase(cell)));
        row(cells);
      }
      text.append('\n');
    }
  }

  private void paragraph(String paragraph) {
    text.append(paragraph).append("\n\n");
  }

  private void header(List<String> heads) {
    row(heads.stream().map(MarkdownNote::escaped).toList());
    row(Collections.nCopies(heads.size(), "---"));
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private String phrase(Phrase phrase) {
    return phrase.pieces().stream()
        .map(
            piece ->
                piece instanceof Stated figure
                    ? "[%s](#f%d)".formatted(escaped(figure.text()), figures.number(figure))
                    : escaped(piece.text()))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
