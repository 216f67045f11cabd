package exportmatrix.jobs.note;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A note in the register of a chamber's press release, before it is written in any format.
 *
 * @param language of the text, as in {@code <html lang>}
 * @param warning that the data are synthetic; empty: they are not
 */
public record Note(String language, String title, String warning, List<Section> sections) {

  /** One heading and what stands under it. */
  record Section(int depth, String heading, List<Block> blocks) {}

  /** A paragraph, a list of lines, or a table. */
  sealed interface Block permits Paragraph, Lines, Grid {
    Stream<Phrase> phrases();
  }

  /** Sentences. */
  record Paragraph(Phrase phrase) implements Block {
    @Override
    public Stream<Phrase> phrases() {
      return Stream.of(phrase);
    }
  }

  /** One point under the other. */
  record Lines(List<Phrase> lines) implements Block {
    @Override
    public Stream<Phrase> phrases() {
      return lines.stream();
    }
  }

  /**
   * A table.
   *
   * @param caption what its figures are, and their unit
   * @param header one more than the figures of a row: the first column names the row
   */
  record Grid(String caption, List<String> header, List<Row> rows) implements Block {
    @Override
    public Stream<Phrase> phrases() {
      return rows.stream().flatMap(row -> row.cells().stream());
    }
  }

  /** A table's line. */
  record Row(String name, List<Phrase> cells) {}

  /** Every figure in the order in which it is read, each once. */
  List<Stated> figures() {
    List<Stated> figures = new ArrayList<>();
    sections.stream()
        .flatMap(section -> section.blocks().stream())
        .flatMap(Block::phrases)
        .flatMap(Phrase::figures)
        .filter(figure -> figures.stream().noneMatch(other -> other.equals(figure)))
        .forEach(figures::add);
    return figures;
  }
}
