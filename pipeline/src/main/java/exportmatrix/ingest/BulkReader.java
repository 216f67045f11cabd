package exportmatrix.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * One way of writing a file: opens it and streams its statements as raw text.
 *
 * <p>The bulk of a run's reading happens behind this interface, once per part of a file; nothing
 * outside it knows how a layout is written.
 */
interface BulkReader extends Serializable {

  /** Whether its files can be cut between lines and read by parts. */
  boolean readsParts();

  /**
   * Checks the file's head and opens it.
   *
   * @param part {@link FilePart#WHOLE} where files are not read by parts
   * @throws exportmatrix.model.InputException with every problem of the head at once
   */
  RawStatements open(InputFile file, FilePart part) throws IOException;

  /** The statements of one open file, in the file's order. */
  interface RawStatements extends Closeable {

    /** The columns or dimensions that were found, by what they say. */
    Map<Role, String> columns();

    /** The edition as the file's content states it, not yet read as a date. */
    Optional<String> edition();

    /**
     * The next statement; null after the last.
     *
     * @throws exportmatrix.model.InputException where the rest of the file cannot be believed
     */
    RawStatement next() throws IOException;
  }
}
