package exportmatrix.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** The cells of one record. */
interface Fields {

  int size();

  String at(int place);

  /** The part of a cell before the first of a mark; all of it where there is none. */
  default String before(char mark, int place) {
    String cell = at(place);
    int end = cell.indexOf(mark);
    return end < 0 ? cell : cell.substring(0, end);
  }

  /**
   * Whether a cell's text is one that is known already, up to a mark or as a whole, so that it need
   * not be cut out; false where that takes a closer look.
   */
  default boolean says(String known, char mark, int place) {
    return false;
  }

  default List<String> toList() {
    List<String> all = new ArrayList<>();
    for (int place = 0; place < size(); place++) {
      all.add(at(place));
    }
    return all;
  }

  /** As Commons CSV took them apart. */
  static Fields of(CSVRecord cells) {
    return new Fields() {
      @Override
      public int size() {
        return cells.size();
      }

      @Override
      public String at(int place) {
        return cells.get(place);
      }
    };
  }

  /**
   * Takes a line apart whose quotes, if there are any, enclose whole cells and hold none: nearly
   * every line there is. A cell is cut out only when it is asked for.
   *
   * @return null where the line needs a closer look
   */
  static Fields plain(String line, char delimiter) {
    int[] bounds = new int[64];
    int size = 0;
    int from = 0;
    while (true) {
      if (2 * size == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * bounds.length);
      }
      int to;
      if (from < line.length() && line.charAt(from) == '"') {
        int close = line.indexOf('"', from + 1);
        boolean whole =
            close >= 0 && (close + 1 == line.length() || line.charAt(close + 1) == delimiter);
        if (!whole) {
          return null;
        }
        bounds[2 * size] = from + 1;
        bounds[2 * size + 1] = close;
        to = close + 1;
      } else {
        to = line.indexOf(delimiter, from);
        to = to < 0 ? line.length() : to;
        bounds[2 * size] = from;
        bounds[2 * size + 1] = to;
      }
      size++;
      if (to == line.length()) {
        return new Plain(line, bounds, size);
      }
      from = to + 1;
    }
  }

  /** A line and where its cells begin and end. */
  final class Plain implements Fields {

    private final String line;
    private final int[] bounds;
    private final int size;

    private Plain(String line, int[] bounds, int size) {
      this.line = line;
      this.bounds = bounds;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public String at(int place) {
      return line.substring(bounds[2 * place], bounds[2 * place + 1]);
    }

    @Override
    public boolean says(String known, char mark, int place) {
      int from = bounds[2 * place];
      int to = bounds[2 * place + 1];
      int end = from + known.length();
      boolean ends =
          end == to
              ? known.indexOf(mark) <= 0
              : end > from && end < to && line.indexOf(mark, from) == end;
      return ends && line.startsWith(known, from);
    }

    @Override
    public String before(char mark, int place) {
      int from = bounds[2 * place];
      int to = bounds[2 * place + 1];
      int end = line.indexOf(mark, from);
      return line.substring(from, end < 0 || end > to ? to : end);
    }
  }
}
