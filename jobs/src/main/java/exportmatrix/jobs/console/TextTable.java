package exportmatrix.jobs.console;

import java.util.ArrayList;
import java.util.List;

/** A table of text in columns that are as wide as what stands in them. */
public final class TextTable {

  /** On which side of its column a text stands. */
  public enum Side {
    LEFT,
    RIGHT
  }

  private static final String GAP = "  ";

  private final List<Side> sides;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<Side> sides) {
    this.sides = List.copyOf(sides);
  }

  /** One row; the first is the header. */
  public void row(List<String> cells) {
    if (cells.size() != sides.size()) {
      throw new IllegalArgumentException(cells.size() + " cells in " + sides.size() + " columns");
    }
    rows.add(List.copyOf(cells));
  }

  /**
   * The lines, none longer than {@code width} where cutting the left-hand columns to no less than
   * {@code least} characters can achieve that.
   */
  public List<String> lines(int width, int least) {
    int[] widths = widths();
    for (int over = total(widths) - width; over > 0; over--) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        if (sides.get(c) == Side.LEFT
            && widths[c] > least
            && (widest < 0 || widths[c] > widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  public List<String> lines() {
    return lines(Integer.MAX_VALUE, 0);
  }

  private int[] widths() {
    int[] widths = new int[sides.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    return widths;
  }

  private static int total(int[] widths) {
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total;
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cut(row.get(c), widths[c]);
      String blanks = " ".repeat(widths[c] - length(cell));
      line.append(c == 0 ? "" : GAP)
          .append(sides.get(c) == Side.LEFT ? cell + blanks : blanks + cell);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int width) {
    return length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
