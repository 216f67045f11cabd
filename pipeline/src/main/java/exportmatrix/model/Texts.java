package exportmatrix.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers from 0 for the texts of one task's records, in the order in which they are first met. All
 * blocks that a task has open share them: one table is looked at, however many places records go
 * to.
 */
final class Texts {

  /** A task that meets more, such as the raw texts of rejected rows, starts another numbering. */
  static final int MOST = 1 << 15;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<byte[]> utf8 = new ArrayList<>();

  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    numbers.put(text, utf8.size());
    utf8.add(text.getBytes(StandardCharsets.UTF_8));
    return utf8.size() - 1;
  }

  byte[] utf8(int number) {
    return utf8.get(number);
  }

  boolean full() {
    return utf8.size() >= MOST;
  }
}
