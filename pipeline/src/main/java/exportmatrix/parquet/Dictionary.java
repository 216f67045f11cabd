package exportmatrix.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different texts of a column of one row group, in the order in which they are met. */
final class Dictionary {

  private final List<byte[]> texts = new ArrayList<>();
  private final Map<String, Integer> byText = new HashMap<>();

  /** Place and one, 0 for a number that was not met. */
  private int[] byNumber = new int[0];

  private int bytes;

  int size() {
    return texts.size();
  }

  /** UTF-8. */
  byte[] text(int place) {
    return texts.get(place);
  }

  /** Bytes of all texts as a page has them. */
  int bytes() {
    return bytes;
  }

  int place(String text) {
    Integer known = byText.get(text);
    if (known != null) {
      return known;
    }
    byText.put(text, texts.size());
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param number of a text of a list that is the same for all of the group
   */
  int place(int number, byte[][] list) {
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, list.length));
    }
    int known = byNumber[number] - 1;
    if (known >= 0) {
      return known;
    }
    byNumber[number] = texts.size() + 1;
    return add(list[number]);
  }

  private int add(byte[] text) {
    texts.add(text);
    bytes += size(text);
    return texts.size() - 1;
  }

  byte[] page() {
    byte[] page = new byte[bytes];
    ByteBuffer into = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    texts.forEach(text -> put(text, into));
    return page;
  }

  static int size(byte[] text) {
    return Integer.BYTES + text.length;
  }

  static void put(byte[] text, ByteBuffer into) {
    into.putInt(text.length).put(text);
  }

  void clear() {
    texts.clear();
    byText.clear();
    Arrays.fill(byNumber, 0);
    bytes = 0;
  }
}
