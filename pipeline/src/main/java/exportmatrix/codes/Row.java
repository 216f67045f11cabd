package exportmatrix.codes;

import java.util.Map;

/**
 * One row of a code list as it stands in its file.
 *
 * @param at file and line, for messages
 * @param cells column to trimmed text; a column that the file leaves out is absent
 */
record Row(String at, Map<String, String> cells) {

  /** How {@link #at} begins where the row is ours. */
  static final String BUNDLED = "bundled ";

  /** Whether the row is ours and not the user's, who cannot correct it. */
  boolean bundled() {
    return at.startsWith(BUNDLED);
  }

  /** The cell's text, empty where there is none. */
  String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /** The cell's text, or the other where there is none. */
  String text(String column, String otherwise) {
    String text = text(column);
    return text.isEmpty() ? otherwise : text;
  }
}
