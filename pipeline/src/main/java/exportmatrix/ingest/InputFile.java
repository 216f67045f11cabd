package exportmatrix.ingest;

import exportmatrix.model.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An input file on disk, plain or gzip: which of the two its first bytes say, not its name. */
record InputFile(Path path) {

  private static final int BUFFER = 1 << 16;

  String name() {
    return path.getFileName().toString();
  }

  /** The file's text as bytes, unpacked, without a byte order mark. */
  InputStream open() throws IOException {
    BufferedInputStream stored = new BufferedInputStream(openAsItLies(), BUFFER);
    try {
      return withoutMark(unpacked(stored));
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private InputStream openAsItLies() throws IOException {
    if (Files.isDirectory(path)) {
      throw refused("is a folder; expected a file");
    }
    return Files.newInputStream(path);
  }

  /** Its bytes from one on, as they lie. */
  InputStream openAt(long fromByte) throws IOException {
    InputStream stored = openAsItLies();
    try {
      stored.skipNBytes(fromByte);
      return stored;
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** Whether it is packed with gzip, so that no part of it can be read alone. */
  boolean isPacked() throws IOException {
    try (InputStream stored = openAsItLies()) {
      return isGzip(stored.readNBytes(2));
    }
  }

  private static boolean isGzip(byte[] head) {
    return startsWith(head, 0x1f, 0x8b);
  }

  /** SHA-256 of the bytes as they lie, lower-case hex. */
  String sha256() throws IOException {
    try (InputStream stored = openAsItLies();
        DigestInputStream digest =
            new DigestInputStream(stored, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[BUFFER];
      int read;
      do {
        read = digest.read(buffer);
      } while (read >= 0);
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  InputException refused(String problem) {
    return new InputException(name() + ": " + problem);
  }

  /** What a reader of the message can do about a failed read. */
  InputException refused(IOException failure) {
    String problem;
    if (failure instanceof NoSuchFileException) {
      problem = "is not there any more; put it back or leave it out";
    } else if (failure instanceof AccessDeniedException) {
      problem = "may not be read by this user; change its permissions";
    } else if (failure instanceof EOFException) {
      problem = "its gzip data end too early: the file was cut off; fetch it again";
    } else if (failure instanceof ZipException) {
      problem = "its gzip data are damaged (" + failure.getMessage() + "); fetch it again";
    } else if (failure instanceof CharacterCodingException) {
      problem = "its bytes are not UTF-8 text; convert it";
    } else {
      problem = "cannot be read (" + OneLine.of(failure.getMessage()) + ")";
    }
    return new InputException(name() + ": " + problem, failure);
  }

  private InputStream unpacked(BufferedInputStream stored) throws IOException {
    byte[] head = head(stored, 4);
    if (head.length == 0) {
      throw refused("is empty; expected a header and rows");
    }
    if (isGzip(head)) {
      BufferedInputStream content =
          new BufferedInputStream(new GZIPInputStream(stored, BUFFER), BUFFER);
      if (head(content, 1).length == 0) {
        throw refused("is empty once unpacked; expected a header and rows");
      }
      return content;
    }
    if (name().endsWith(".gz")) {
      throw refused("is named .gz, but its first bytes are not gzip's; fetch it again");
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      throw refused("is a zip archive; unpack it, or pack it with gzip");
    }
    return stored;
  }

  private InputStream withoutMark(InputStream content) throws IOException {
    byte[] head = head(content, 3);
    if (startsWith(head, 0xfe, 0xff) || startsWith(head, 0xff, 0xfe)) {
      throw refused("is UTF-16 text; save it as UTF-8");
    }
    if (startsWith(head, 0xef, 0xbb, 0xbf)) {
      content.skipNBytes(3);
    }
    return content;
  }

  private static byte[] head(InputStream in, int length) throws IOException {
    in.mark(length);
    byte[] head = in.readNBytes(length);
    in.reset();
    return head;
  }

  private static boolean startsWith(byte[] head, int... expected) {
    return head.length >= expected.length
        && Arrays.equals(
            expected,
            java.util.stream.IntStream.range(0, expected.length)
                .map(i -> head[i] & 0xff)
                .toArray());
  }
}
