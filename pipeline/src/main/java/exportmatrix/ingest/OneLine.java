package exportmatrix.ingest;

/** Text of a file, fit to be quoted in a message: one line, printable, not too long. */
final class OneLine {

  private static final int LONGEST = 160;

  private OneLine() {}

  static String of(String text) {
    if (text == null) {
      return "no reason given";
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.length() < text.length() ? line + "..." : line.toString();
  }
}
