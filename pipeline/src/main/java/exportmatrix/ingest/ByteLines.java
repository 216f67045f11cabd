package exportmatrix.ingest;

import exportmatrix.model.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The lines of a text, decoded one by one, so that a wrong byte spoils its own line and no other.
 *
 * <p>The charset must be one in which the byte 10 is a line feed and nothing else.
 */
final class ByteLines implements Closeable {

  /** No line of a table is longer; a file without line ends would otherwise fill the memory. */
  static final int LONGEST = 1 << 20;

  private static final char REPLACEMENT = '\uFFFD';

  private final InputFile file;
  private final FilePart part;
  private InputStream in;
  private final Charset charset;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;
  private long number;
  private long last;

  /**
   * A line without its end.
   *
   * @param number from 1
   * @param badEncoding whether it holds bytes that are not in the charset, decoded as U+FFFD
   */
  record Line(long number, String text, boolean badEncoding) {}

  /** Begins with the file's head, whichever part is to be read. */
  ByteLines(InputFile file, Charset charset, FilePart part) throws IOException {
    this.file = file;
    this.in = file.open();
    this.charset = charset;
    this.part = part;
    this.last = part.headLines();
  }

  /**
   * Goes on with the part's own lines.
   *
   * @return false: they are the head's, and have begun
   */
  boolean goToPart() throws IOException {
    if (part.number() == 0) {
      return false;
    }
    in.close();
    in = file.openAt(part.fromByte());
    position = 0;
    limit = 0;
    number = part.linesBefore();
    last = part.lastLine();
    return true;
  }

  /** The next line; null after the last. */
  Line next() throws IOException {
    if (number == last) {
      return null;
    }
    length = 0;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(end);
      if (end < limit) {
        position = end + 1;
        break;
      }
      position = end;
    }
    if (!any) {
      return null;
    }
    number++;
    return decoded(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private void append(int end) {
    int more = end - position;
    if (length + more > LONGEST) {
      throw new InputException(
          "%s: line %d is longer than %d bytes; expected a table with one row per line"
              .formatted(file.name(), number + 1, LONGEST));
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
    }
    System.arraycopy(buffer, position, line, length, more);
    length += more;
  }

  private Line decoded(int bytes) {
    String text = new String(line, 0, bytes, charset);
    return new Line(number, text, text.indexOf(REPLACEMENT) >= 0 && !valid(bytes));
  }

  private boolean valid(int bytes) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(line, 0, bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
