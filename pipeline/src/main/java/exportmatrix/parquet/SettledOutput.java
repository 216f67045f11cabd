package exportmatrix.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file without what depends on the process that writes it: the library lists each column's
 * encodings in the order of a hash set of enums, which differs from one JVM to the next. The footer
 * is held back until it is whole, and goes out with the encodings in the order of the format.
 */
final class SettledOutput implements OutputFile {

  /** The footer's length and the file's mark, at the end of the file. */
  private static final int TAIL = 8;

  private final OutputFile file;
  private Stream stream;

  SettledOutput(OutputFile file) {
    this.file = file;
  }

  /** All that is written from here on is the file's end. */
  void footerFollows() {
    stream.end = new ByteArrayOutputStream();
  }

  long position() {
    return stream.getPos();
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    stream = new Stream(file.create(blockSize));
    return stream;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    stream = new Stream(file.createOrOverwrite(blockSize));
    return stream;
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  /** The file's end, its footer settled. */
  private static byte[] settled(byte[] end) throws IOException {
    int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(end.length - TAIL);
    int at = end.length - TAIL - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(end, at, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        column.getMeta_data().getEncodings().sort((a, b) -> Integer.compare(value(a), value(b)));
      }
    }
    ByteArrayOutputStream settled = new ByteArrayOutputStream(length);
    Util.writeFileMetaData(footer, settled);
    if (settled.size() != length) {
      throw new IllegalStateException(
          "a footer of %d bytes became one of %d".formatted(length, settled.size()));
    }
    System.arraycopy(settled.toByteArray(), 0, end, at, length);
    return end;
  }

  private static int value(Encoding encoding) {
    return encoding.getValue();
  }

  private static final class Stream extends PositionOutputStream {

    private final PositionOutputStream to;
    private long position;

    /** Null before the footer. */
    private ByteArrayOutputStream end;

    private boolean closed;

    Stream(PositionOutputStream to) {
      this.to = to;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int octet) throws IOException {
      if (end == null) {
        to.write(octet);
      } else {
        end.write(octet);
      }
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (end == null) {
        to.write(bytes, from, length);
      } else {
        end.write(bytes, from, length);
      }
      position += length;
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }

    /** Without a whole footer, which a failure leaves, what there is of it is dropped. */
    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (to) {
        if (end != null && end.size() > TAIL) {
          to.write(settled(end.toByteArray()));
        }
      }
    }
  }
}
