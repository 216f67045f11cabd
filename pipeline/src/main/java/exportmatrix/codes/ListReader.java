package exportmatrix.codes;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of every list, bundled or the user's, before anything but their form is checked.
 *
 * <p>A user's file that cannot be read is noted and the bundled list stands for it, so that the
 * checks that follow speak of the other lists and not of its absence.
 */
final class ListReader {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setTrim(true).setIgnoreEmptyLines(false).get();

  private final CodeFiles files;
  private final Problems problems;

  ListReader(CodeFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  Map<CodeList, List<Row>> readAll() {
    checkNames("codes.replace", files.replace());
    checkNames("codes.extend", files.extend());
    Map<CodeList, List<Row>> lists = new EnumMap<>(CodeList.class);
    for (CodeList list : CodeList.values()) {
      Map<List<String>, Row> rows =
          Optional.ofNullable(files.replace().get(list.listName()))
              .flatMap(file -> userRows(list, file))
              .orElseGet(() -> bundledRows(list));
      Optional.ofNullable(files.extend().get(list.listName()))
          .flatMap(file -> userRows(list, file))
          .ifPresent(rows::putAll);
      lists.put(list, List.copyOf(rows.values()));
    }
    return lists;
  }

  private void checkNames(String key, Map<String, String> byName) {
    Set<String> unknown = new TreeSet<>(byName.keySet());
    for (CodeList list : CodeList.values()) {
      unknown.remove(list.listName());
    }
    for (String name : unknown) {
      problems.add(key, "one of " + CodeList.known(), "'" + name + "'", "correct the list's name");
    }
  }

  private static Map<List<String>, Row> bundledRows(CodeList list) {
    String name = list.listName() + ".csv";
    Problems own = new Problems();
    try (InputStream in = ListReader.class.getResourceAsStream(name)) {
      Optional<Map<List<String>, Row>> rows =
          rows(list, Row.BUNDLED + name, decode(in.readAllBytes()), own);
      own.throwIfAny();
      return rows.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Map<List<String>, Row>> userRows(CodeList list, String file) {
    try {
      return rows(list, file, decode(Files.readAllBytes(Path.of(file))), problems);
    } catch (CharacterCodingException e) {
      problems.add(file, "UTF-8 text", "other bytes", "save the file as UTF-8");
    } catch (NoSuchFileException | InvalidPathException e) {
      problems.add(file, "a CSV file", "no such file", "correct the path in the configuration");
    } catch (FileSystemException e) {
      problems.add(
          file,
          "a CSV file that can be read",
          e.getReason() == null ? e.getClass().getSimpleName() : e.getReason(),
          "give this user the right to read it");
    } catch (IOException e) {
      problems.add(file, "a CSV file that can be read", e.getMessage(), "check the file");
    }
    return Optional.empty();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** By key, in the file's order; empty where the header or the quoting is not understood. */
  private static Optional<Map<List<String>, Row>> rows(
      CodeList list, String file, String text, Problems problems) throws IOException {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> header = records.hasNext() ? records.next().toList() : List.of();
      if (!headerHolds(list, file, header, problems)) {
        return Optional.empty();
      }
      for (long line = parser.getCurrentLineNumber() + 1;
          records.hasNext();
          line = parser.getCurrentLineNumber() + 1) {
        CSVRecord fields = records.next();
        if (fields.size() == 1 && fields.get(0).isEmpty()) {
          continue;
        }
        String at = file + ":" + line;
        if (fields.size() != header.size()) {
          problems.add(
              at,
              header.size() + " fields",
              String.valueOf(fields.size()),
              "quote a field that holds a comma");
          continue;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
          cells.put(header.get(i), fields.get(i));
        }
        Row row = new Row(at, Map.copyOf(cells));
        Row before = rows.putIfAbsent(list.keyOf(row), row);
        if (before != null) {
          problems.add(
              at,
              "a key that no other row of the file has",
              String.join(" ", list.keyOf(row)) + " as in " + before.at(),
              "remove one of the two rows");
        }
      }
      return Optional.of(rows);
    } catch (UncheckedIOException e) {
      problems.add(file, "RFC 4180 CSV", e.getCause().getMessage(), "close the quotes");
      return Optional.empty();
    }
  }

  private static boolean headerHolds(
      CodeList list, String file, List<String> header, Problems problems) {
    List<String> missing = new ArrayList<>(list.required());
    missing.removeAll(header);
    List<String> unknown = new ArrayList<>(header);
    unknown.removeAll(list.columns());
    Set<String> once = new HashSet<>();
    List<String> twice = header.stream().filter(column -> !once.add(column)).toList();
    if (missing.isEmpty() && unknown.isEmpty() && twice.isEmpty()) {
      return true;
    }
    problems.add(
        file + ":1",
        "the columns " + String.join(",", list.columns()) + " separated by commas",
        "missing %s, unknown %s, twice %s".formatted(missing, unknown, twice),
        "correct the header; " + String.join(",", list.required()) + " are required");
    return false;
  }
}
