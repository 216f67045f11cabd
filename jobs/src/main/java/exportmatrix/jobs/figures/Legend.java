package exportmatrix.jobs.figures;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the signs of a table mean, in the order in which they occur. */
final class Legend {

  private final Map<String, String> meanings = new LinkedHashMap<>();

  /** Takes up a sign that speaks for itself, and gives it back. */
  String sign(String sign, String meaning) {
    meanings.put(sign, meaning);
    return sign;
  }

  /** A letter in brackets, the same for the same meaning. */
  String letter(String meaning) {
    for (Map.Entry<String, String> known : meanings.entrySet()) {
      if (known.getValue().equals(meaning)) {
        return known.getKey();
      }
    }
    long used = meanings.keySet().stream().filter(sign -> sign.startsWith("(")).count();
    return sign("(" + (char) ('a' + used) + ")", meaning);
  }

  boolean isEmpty() {
    return meanings.isEmpty();
  }

  void print(PrintWriter out) {
    meanings.forEach((sign, meaning) -> out.println("%-5s %s".formatted(sign, meaning)));
  }
}
