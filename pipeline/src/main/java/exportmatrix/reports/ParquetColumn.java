package exportmatrix.reports;

import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/**
 * One column of one row group while it fills: plain numbers in an array, texts as places in the
 * column's dictionary. A record says by number which text it has, so that no text is looked at
 * twice; the pages are made when the group is full.
 */
final class ParquetColumn {

  private static final int ROWS_PER_PAGE = 20_000;

  /** A dictionary above this is no use: the texts are written one after the other. */
  private static final int MOST_DICTIONARY_BYTES = 1 << 20;

  /** Numbers of texts below this are looked up in an array. */
  private static final int MOST_SMALL = 1 << 16;

  private final ColumnDescriptor descriptor;
  private final int field;
  private final Kind kind;
  private final boolean nullable;
  private final boolean searched;
  private final Map<Long, Integer> places = new HashMap<>();
  private int[] placesOfSmall = new int[0];
  private final List<byte[]> dictionary = new ArrayList<>();
  private long[] values = new long[1 << 8];
  private boolean[] present;
  private int rows;
  private int count;
  private long lastText;
  private int lastPlace = -1;

  /**
   * @param field of the record
   * @param searched whether readers look for rows by this column: then pages say what they span
   */
  ParquetColumn(
      ColumnDescriptor descriptor, int field, Kind kind, boolean nullable, boolean searched) {
    this.descriptor = descriptor;
    this.field = field;
    this.kind = kind;
    this.nullable = nullable;
    this.present = new boolean[nullable ? 1 << 8 : 0];
    this.searched = searched;
  }

  void add(Values record) {
    boolean here = true;
    if (nullable) {
      if (rows == present.length) {
        present = Arrays.copyOf(present, 2 * rows);
      }
      here = !record.isNull(field);
      present[rows] = here;
    }
    rows++;
    if (here) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] =
          switch (kind) {
            case TEXT -> place(record);
            case NUMBER -> Double.doubleToRawLongBits(record.number(field));
            default -> record.whole(field);
          };
    }
  }

  private int place(Values record) {
    long text = record.whole(field);
    if (lastPlace < 0 || text != lastText) {
      lastPlace = known(text);
      if (lastPlace < 0) {
        lastPlace = dictionary.size();
        dictionary.add(record.text(field));
        remember(text, lastPlace);
      }
      lastText = text;
    }
    return lastPlace;
  }

  /** The place of a text that was met before; -1 for another. */
  private int known(long text) {
    if (text >= 0 && text < placesOfSmall.length) {
      return placesOfSmall[(int) text] - 1;
    }
    return text >= 0 && text < MOST_SMALL ? -1 : places.getOrDefault(text, -1);
  }

  private void remember(long text, int place) {
    if (text < 0 || text >= MOST_SMALL) {
      places.put(text, place);
      return;
    }
    if (text >= placesOfSmall.length) {
      int length = Math.min(MOST_SMALL, Math.max(2 * (int) text, 16));
      placesOfSmall = Arrays.copyOf(placesOfSmall, length);
    }
    placesOfSmall[(int) text] = place + 1;
  }

  /** Writes the column and begins the next group's. */
  void flush(ParquetFileWriter file, BytesInputCompressor compressor) throws IOException {
    file.startColumn(descriptor, rows, CompressionCodecName.ZSTD);
    byte[] texts = dictionaryPage();
    boolean byPlace =
        kind == Kind.TEXT && texts.length > 0 && texts.length <= MOST_DICTIONARY_BYTES;
    if (byPlace) {
      file.writeDictionaryPage(
          new DictionaryPage(
              compressor.compress(BytesInput.from(texts)),
              texts.length,
              dictionary.size(),
              Encoding.PLAIN));
    }
    int value = 0;
    for (int from = 0; from < rows; from += ROWS_PER_PAGE) {
      int to = Math.min(rows, from + ROWS_PER_PAGE);
      int end = value + (nullable ? 0 : to - from);
      for (int row = from; nullable && row < to; row++) {
        end += present[row] ? 1 : 0;
      }
      page(file, compressor, from, to, value, end, byPlace);
      value = end;
    }
    file.endColumn();
    rows = 0;
    count = 0;
    places.clear();
    Arrays.fill(placesOfSmall, 0);
    dictionary.clear();
    lastPlace = -1;
  }

  private void page(
      ParquetFileWriter file,
      BytesInputCompressor compressor,
      int fromRow,
      int toRow,
      int from,
      int to,
      boolean byPlace)
      throws IOException {
    List<BytesInput> parts = new ArrayList<>();
    if (nullable) {
      RunLengthBitPackingHybridEncoder levels = encoder(1, toRow - fromRow);
      for (int row = fromRow; row < toRow; row++) {
        levels.writeInt(present[row] ? 1 : 0);
      }
      BytesInput bytes = levels.toBytes();
      parts.add(BytesInput.fromInt((int) bytes.size()));
      parts.add(bytes);
    }
    if (byPlace) {
      int width = Math.max(1, 32 - Integer.numberOfLeadingZeros(dictionary.size() - 1));
      RunLengthBitPackingHybridEncoder ids = encoder(width, to - from);
      for (int i = from; i < to; i++) {
        ids.writeInt((int) values[i]);
      }
      parts.add(BytesInput.from(new byte[] {(byte) width}));
      parts.add(ids.toBytes());
    } else {
      parts.add(BytesInput.from(plain(from, to)));
    }
    BytesInput page = BytesInput.concat(parts);
    file.writeDataPage(
        toRow - fromRow,
        (int) page.size(),
        compressor.compress(page),
        searched ? statistics(from, to) : null,
        toRow - fromRow,
        Encoding.RLE,
        Encoding.RLE,
        byPlace ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
  }

  private static RunLengthBitPackingHybridEncoder encoder(int width, int values) {
    int bytes = Math.max(64, width * values / 8);
    return new RunLengthBitPackingHybridEncoder(width, 64, bytes, new HeapByteBufferAllocator());
  }

  private byte[] plain(int from, int to) {
    byte[] page =
        switch (kind) {
          case EUROS, NUMBER, LONG -> new byte[8 * (to - from)];
          case INTEGER -> new byte[4 * (to - from)];
          case TRUTH -> new byte[(to - from + 7) / 8];
          default -> new byte[textBytes(from, to)];
        };
    ByteBuffer into = littleEndian(page);
    for (int i = from; i < to; i++) {
      switch (kind) {
        case EUROS, NUMBER, LONG -> into.putLong(values[i]);
        case INTEGER -> into.putInt((int) values[i]);
        case TRUTH -> page[(i - from) >> 3] |= (byte) (values[i] << ((i - from) & 7));
        default -> put(dictionary.get((int) values[i]), into);
      }
    }
    return page;
  }

  private int textBytes(int from, int to) {
    int size = 0;
    for (int i = from; i < to; i++) {
      size += 4 + dictionary.get((int) values[i]).length;
    }
    return size;
  }

  private byte[] dictionaryPage() {
    byte[] page = new byte[dictionary.stream().mapToInt(text -> 4 + text.length).sum()];
    ByteBuffer into = littleEndian(page);
    dictionary.forEach(text -> put(text, into));
    return page;
  }

  private static void put(byte[] text, ByteBuffer into) {
    into.putInt(text.length).put(text);
  }

  private static ByteBuffer littleEndian(byte[] page) {
    return ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Of keys, which are texts and never null. */
  private Statistics<?> statistics(int from, int to) {
    Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
    long last = -1;
    for (int i = from; i < to; i++) {
      if (values[i] != last) {
        last = values[i];
        statistics.updateStats(Binary.fromConstantByteArray(dictionary.get((int) last)));
      }
    }
    return statistics;
  }
}
