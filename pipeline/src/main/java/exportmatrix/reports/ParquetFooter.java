package exportmatrix.reports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Takes from a Parquet file what depends on the process that wrote it: the library lists each
 * column's encodings in the order of a hash set of enums, which differs from one JVM to the next.
 */
final class ParquetFooter {

  /** The footer's length and the file's mark, at the end of the file. */
  private static final int TAIL = 8;

  private ParquetFooter() {}

  /** Rewrites the footer in its place, the encodings in the order of the format. */
  static void settle(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int length = read(channel, channel.size() - TAIL, TAIL).getInt();
      long at = channel.size() - TAIL - length;
      FileMetaData footer =
          Util.readFileMetaData(new ByteArrayInputStream(read(channel, at, length).array()));
      for (RowGroup group : footer.getRow_groups()) {
        for (ColumnChunk column : group.getColumns()) {
          column.getMeta_data().getEncodings().sort((a, b) -> Integer.compare(value(a), value(b)));
        }
      }
      ByteArrayOutputStream settled = new ByteArrayOutputStream(length);
      Util.writeFileMetaData(footer, settled);
      if (settled.size() != length) {
        throw new IllegalStateException(
            "%s: a footer of %d bytes became one of %d".formatted(file, length, settled.size()));
      }
      ByteBuffer bytes = ByteBuffer.wrap(settled.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes, at + bytes.position());
      }
    }
  }

  private static int value(Encoding encoding) {
    return encoding.getValue();
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the file ends within its footer");
      }
    }
    return bytes.flip();
  }
}
