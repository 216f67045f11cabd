package exportmatrix.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Texts, as places in the column's dictionary. Within a row group a column is given either texts or
 * numbers of texts: then no text is looked at twice.
 */
public final class TextColumn extends Column {

  /** A dictionary above this is no use: the texts are written one after the other. */
  private static final int MOST_DICTIONARY_BYTES = 1 << 20;

  private final Dictionary dictionary = new Dictionary();
  private int[] places = new int[1 << 8];
  private int count;

  /** The text that was added by itself before, null before the first, and its place. */
  private String last;

  private int place;

  TextColumn(ColumnDescriptor descriptor, Pages pages) {
    super(descriptor, pages);
  }

  public void add(String text) {
    if (!text.equals(last)) {
      place = dictionary.place(text);
      last = text;
    }
    reserve(1);
    places[count++] = place;
  }

  /** The same text over and over. */
  public void add(String text, int times) {
    reserve(times);
    Arrays.fill(places, count, count + times, dictionary.place(text));
    count += times;
  }

  /**
   * @param numbers of texts of a list, from 0
   * @param list UTF-8; a number means the same text until the group is written
   */
  public void add(int[] numbers, int from, int to, byte[][] list) {
    reserve(to - from);
    for (int i = from; i < to; i++) {
      places[count++] = dictionary.place(numbers[i], list);
    }
  }

  /** As the other, for a list of at most 128 texts. */
  public void add(byte[] numbers, int from, int to, byte[][] list) {
    reserve(to - from);
    for (int i = from; i < to; i++) {
      places[count++] = dictionary.place(numbers[i], list);
    }
  }

  private void reserve(int more) {
    if (count + more > places.length) {
      places = Arrays.copyOf(places, Math.max(2 * places.length, count + more));
    }
  }

  @Override
  int values() {
    return count;
  }

  private boolean byPlace() {
    return dictionary.size() > 0 && dictionary.bytes() <= MOST_DICTIONARY_BYTES;
  }

  @Override
  void begin(ParquetFileWriter file, BytesInputCompressor compressor) throws IOException {
    if (byPlace()) {
      BytesInput page = compressor.compress(BytesInput.from(dictionary.page()));
      file.writeDictionaryPage(
          new DictionaryPage(page, dictionary.bytes(), dictionary.size(), Encoding.PLAIN));
    }
  }

  @Override
  BytesInput page(int from, int to) throws IOException {
    if (!byPlace()) {
      return BytesInput.from(plain(from, to));
    }
    int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.size() - 1));
    RunLengthBitPackingHybridEncoder runs = Levels.encoder(width, to - from);
    for (int i = from; i < to; i++) {
      runs.writeInt(places[i]);
    }
    return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), runs.toBytes());
  }

  private byte[] plain(int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += Dictionary.size(dictionary.text(places[i]));
    }
    byte[] page = new byte[bytes];
    ByteBuffer into = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < to; i++) {
      Dictionary.put(dictionary.text(places[i]), into);
    }
    return page;
  }

  @Override
  Encoding encoding() {
    return byPlace() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
  }

  @Override
  void span(int from, int to, Statistics<?> statistics) {
    BitSet met = new BitSet(dictionary.size());
    for (int i = from; i < to; i++) {
      met.set(places[i]);
    }
    met.stream()
        .mapToObj(dictionary::text)
        .forEach(text -> statistics.updateStats(Binary.fromConstantByteArray(text)));
  }

  @Override
  void clear() {
    dictionary.clear();
    count = 0;
    last = null;
  }
}
