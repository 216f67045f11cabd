package exportmatrix.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a text table that a task can read without those before them, so that all processors
 * share a large file.
 *
 * @param number from 0
 * @param fromByte where its first line begins
 * @param linesBefore lines of the file before that one
 * @param lastLine number of its last line, from 1; the last part has all that follow
 * @param headLines lines of part 0, which every part looks into: the header is there
 */
record FilePart(int number, long fromByte, long linesBefore, long lastLine, long headLines)
    implements Serializable {

  /** A file that is not cut. */
  static final FilePart WHOLE = new FilePart(0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE);

  private static final int BUFFER = 1 << 18;

  private record Cut(long atByte, long lines) {}

  /**
   * Cuts a file where a line ends and no record does not: none of the lines before it that a record
   * may span has an odd quote. The file is read once; its charset must be one in which line feeds
   * and quotes are the bytes of ASCII.
   *
   * @param bytes of a part, about
   */
  static List<FilePart> of(InputFile file, long bytes) throws IOException {
    long size = Files.size(file.path());
    if (size < 2 * bytes || file.isPacked()) {
      return List.of(WHOLE);
    }
    List<Cut> cuts = cuts(file, size, bytes);
    List<FilePart> parts = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      Cut from = cuts.get(i);
      parts.add(
          new FilePart(
              i, from.atByte(), from.lines(), linesBefore(cuts, i + 1), linesBefore(cuts, 1)));
    }
    return parts;
  }

  private static long linesBefore(List<Cut> cuts, int part) {
    return part < cuts.size() ? cuts.get(part).lines() : Long.MAX_VALUE;
  }

  private static List<Cut> cuts(InputFile file, long size, long bytes) throws IOException {
    List<Cut> cuts = new ArrayList<>(List.of(new Cut(0, 0)));
    byte[] buffer = new byte[BUFFER];
    long next = bytes;
    long at = 0;
    long lines = 0;
    int closed = 0;
    boolean odd = false;
    try (InputStream in = file.openAt(0)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '"') {
            odd = !odd;
          } else if (buffer[i] == '\n') {
            lines++;
            closed = odd ? 0 : closed + 1;
            odd = false;
            long end = at + i + 1;
            if (end >= next && closed >= CsvRecords.LONGEST_RECORD && size - end > bytes / 2) {
              cuts.add(new Cut(end, lines));
              next = end + bytes;
            }
          }
        }
        at += read;
      }
    }
    return cuts;
  }
}
