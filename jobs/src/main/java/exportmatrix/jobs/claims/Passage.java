package exportmatrix.jobs.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sentence of a text, without its markup.
 *
 * @param line of the file, from 1
 * @param headings under which it stands, the outermost first
 * @param paragraph a number that sentences of one paragraph share
 */
record Passage(int line, List<String> headings, int paragraph, String text) {

  private static final Pattern HEADING = Pattern.compile("^(#{1,6})\\s+(.*)$");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

  /** A full stop that ends a sentence, not one within a number or after an initial. */
  private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}«\"])");

  /** What stands under these headings says where the figures come from, and states none. */
  private static final Pattern APPARATUS =
      Pattern.compile("^(Fonti, edizioni e definizioni|Le cifre, una per una)$");

  /**
   * The sentences of a Markdown or plain text; tables, quotations and the apparatus are left out.
   */
  static List<Passage> of(List<String> lines) {
    List<Passage> passages = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    int paragraph = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        int depth = heading.group(1).length();
        while (headings.size() >= depth) {
          headings.remove(headings.size() - 1);
        }
        while (headings.size() < depth - 1) {
          headings.add("");
        }
        headings.add(plain(heading.group(2)));
      } else if (line.isEmpty()) {
        paragraph++;
      } else if (!line.startsWith("|")
          && !line.startsWith(">")
          && headings.stream().noneMatch(h -> APPARATUS.matcher(h).matches())) {
        for (String sentence : END.split(plain(line))) {
          passages.add(new Passage(i + 1, List.copyOf(headings), paragraph, sentence));
        }
      }
    }
    return passages;
  }

  /** Text without links, escapes and entities. */
  static String plain(String markdown) {
    return LINK.matcher(markdown)
        .replaceAll("$1")
        .replaceAll("\\\\([\\\\`*_\\[\\]|#])", "$1")
        .replace("**", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace('’', '\'')
        .replace('\u00a0', ' ');
  }
}
