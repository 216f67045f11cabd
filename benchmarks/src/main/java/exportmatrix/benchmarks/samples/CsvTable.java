package exportmatrix.benchmarks.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a UTF-8, RFC 4180 table with a header line; columns are found by name. */
final class CsvTable {
  private static final CSVFormat WITH_HEADER =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private CsvTable() {}

  /** The records of a file. */
  static List<CSVRecord> read(Path path) throws IOException {
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      return records(reader);
    }
  }

  /** The records of a table that stands beside this class among the resources. */
  static List<CSVRecord> resource(String name) throws IOException {
    InputStream bytes = CsvTable.class.getResourceAsStream(name);
    if (bytes == null) {
      throw new IOException("resource " + name + ": not on the class path");
    }
    try (Reader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      return records(reader);
    }
  }

  private static List<CSVRecord> records(Reader reader) throws IOException {
    try (CSVParser parser = CSVParser.parse(reader, WITH_HEADER)) {
      return parser.getRecords();
    }
  }
}
