package exportmatrix.reports;

import java.util.zip.Deflater;

/** How large a text is once it is gzipped. */
final class Gzipped {

  /** Of gzip's header and trailer. */
  private static final int FRAME = 18;

  private Gzipped() {}

  /**
   * Whether a text has at most so many bytes when gzipped. Most are told by their own length, and
   * nearly all others by the quickest compression.
   */
  static boolean fits(byte[] content, int bound) {
    return atMost(content) <= bound
        || size(content, Deflater.BEST_SPEED) <= bound
        || size(content) <= bound;
  }

  /** Bytes of the text as gzip compresses it unless told otherwise. */
  static int size(byte[] content) {
    return size(content, Deflater.DEFAULT_COMPRESSION);
  }

  /** What does not compress is stored, in blocks of 16 KB at least with five bytes each. */
  private static long atMost(byte[] content) {
    return content.length + 5L * (content.length / (16 << 10) + 1) + FRAME;
  }

  private static int size(byte[] content, int level) {
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] unread = new byte[1 << 16];
      int size = FRAME;
      while (!deflater.finished()) {
        size += deflater.deflate(unread);
      }
      return size;
    } finally {
      deflater.end();
    }
  }
}
