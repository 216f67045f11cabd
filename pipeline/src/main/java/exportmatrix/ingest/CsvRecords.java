package exportmatrix.ingest;

import exportmatrix.ingest.ByteLines.Line;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a delimited text, each with its line and its raw text.
 *
 * <p>Lines without odd quotes are taken apart here, all others by Commons CSV, which is fed one
 * line at a time, so that a quote that does not close spoils its own row and not the rest of the
 * file. A record may span lines where the lines together have exactly as many cells as the header.
 */
final class CsvRecords implements Closeable {

  /** Lines that one record may span; a quote still open then never closes. */
  static final int LONGEST_RECORD = 16;

  private final ByteLines lines;
  private final CSVFormat format;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private final Feed feed = new Feed();
  private Iterator<CSVRecord> parser;

  /**
   * A record.
   *
   * @param cells null where the row is malformed
   */
  record Cells(long line, String raw, boolean badEncoding, Fields cells) {}

  CsvRecords(InputFile file, Charset charset, char delimiter, FilePart part) throws IOException {
    this.lines = new ByteLines(file, charset, part);
    this.format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
  }

  /** As {@link ByteLines#goToPart}. */
  boolean goToPart() throws IOException {
    boolean gone = lines.goToPart();
    if (gone) {
      ahead.clear();
    }
    return gone;
  }

  void skip(int count) throws IOException {
    int left = count;
    while (left > 0 && lines.next() != null) {
      left--;
    }
  }

  /**
   * The next record that is not an empty line; null after the last.
   *
   * @param width cells of a well-formed record; 0 for any
   */
  Cells next(int width) throws IOException {
    Line line = nextLine();
    while (line != null && line.text().isBlank()) {
      line = nextLine();
    }
    if (line == null) {
      return null;
    }
    if (openQuote(line.text())) {
      return spanning(line, width);
    }
    return record(line.number(), line.text(), line.badEncoding(), width);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Line nextLine() throws IOException {
    return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
  }

  private Cells spanning(Line first, int width) throws IOException {
    Deque<Line> taken = new ArrayDeque<>();
    StringBuilder text = new StringBuilder(first.text());
    boolean badEncoding = first.badEncoding();
    while (taken.size() + 1 < LONGEST_RECORD && text.length() < ByteLines.LONGEST) {
      Line more = nextLine();
      if (more == null) {
        break;
      }
      taken.addLast(more);
      text.append('\n').append(more.text());
      badEncoding |= more.badEncoding();
      if (openQuote(more.text())) {
        Cells whole = record(first.number(), text.toString(), badEncoding, width);
        if (whole.cells() != null) {
          return whole;
        }
        break;
      }
    }
    while (!taken.isEmpty()) {
      ahead.addFirst(taken.removeLast());
    }
    return new Cells(first.number(), first.text(), first.badEncoding(), null);
  }

  /** Whether a quote that opens (or, within an open one, closes) in this line is left alone. */
  private static boolean openQuote(String line) {
    boolean open = false;
    for (int at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
      open = !open;
    }
    return open;
  }

  private Cells record(long line, String text, boolean badEncoding, int width) throws IOException {
    Fields cells;
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      cells = parsedAlone(text);
    } else {
      Fields plain = plainly(text);
      cells = plain != null ? plain : parsed(text);
    }
    boolean fits = cells != null && (width == 0 || cells.size() == width);
    return new Cells(line, text, badEncoding, fits ? cells : null);
  }

  /** Where a quote stands within an unquoted cell, the library decides. */
  private Fields plainly(String text) {
    return Fields.plain(text, format.getDelimiterString().charAt(0));
  }

  /** The record of a text without line ends; null where its quotes are misplaced. */
  private Fields parsed(String text) throws IOException {
    if (parser == null) {
      parser = CSVParser.builder().setReader(feed).setFormat(format).get().iterator();
    }
    feed.offer(text);
    try {
      return Fields.of(parser.next());
    } catch (UncheckedIOException e) {
      parser = null;
      return malformed(e);
    }
  }

  /** The record of a text with line ends, which all stand within quotes; null otherwise. */
  private Fields parsedAlone(String text) throws IOException {
    try (CSVParser alone = CSVParser.parse(text, format)) {
      List<CSVRecord> records = alone.getRecords();
      return records.size() == 1 ? Fields.of(records.get(0)) : null;
    } catch (UncheckedIOException e) {
      return malformed(e);
    }
  }

  private static Fields malformed(UncheckedIOException failure) throws IOException {
    if (failure.getCause() instanceof CSVException) {
      return null;
    }
    throw failure.getCause();
  }

  /** Gives the parser one record and then, so that it cannot read on, nothing. */
  private static final class Feed extends Reader {

    private char[] text = new char[0];
    private int position;

    void offer(String record) {
      text = Arrays.copyOf(record.toCharArray(), record.length() + 1);
      text[record.length()] = '\n';
      position = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) {
      if (position == text.length) {
        return -1;
      }
      int count = Math.min(length, text.length - position);
      System.arraycopy(text, position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public void close() {}
  }
}
