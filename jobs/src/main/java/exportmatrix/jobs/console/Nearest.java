package exportmatrix.jobs.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known words that are closest to one that is not known. */
public final class Nearest {

  private static final int OFFERED = 3;

  /** At most three of the known words, closest first; empty where none is close. */
  public static List<String> to(String word, Collection<String> known) {
    String sought = word.toLowerCase(Locale.ROOT);
    int bound = Math.max(1, sought.length() / 3);
    record Scored(String word, int distance) {}
    return known.stream()
        .distinct()
        .map(k -> new Scored(k, distance(sought, k.toLowerCase(Locale.ROOT))))
        .filter(s -> s.distance <= bound)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
        .limit(OFFERED)
        .map(Scored::word)
        .toList();
  }

  /** {@code "; did you mean a, b?"}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    List<String> near = to(word, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  /** Levenshtein's; a word that starts with the other is one step away. */
  private static int distance(String a, String b) {
    if (!a.isEmpty() && b.startsWith(a)) {
      return Math.min(1, b.length() - a.length());
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private Nearest() {}
}
