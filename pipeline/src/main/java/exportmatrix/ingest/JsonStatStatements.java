package exportmatrix.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import exportmatrix.ingest.RawStatement.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of a JSON-stat file: one per index that has a value, or a status in its place.
 *
 * <p>Values and statuses are two streams over the same file, merged by their index.
 */
final class JsonStatStatements implements BulkReader.RawStatements {

  private final InputFile file;
  private final JsonStatHead head;
  private final JsonStatCube cube;
  private final long size;
  private final Entries values;
  private final Entries statuses;
  private final Map<Long, String> unordered = new HashMap<>();
  private Deque<Map.Entry<Long, String>> left;
  private boolean started;

  JsonStatStatements(InputFile file, JsonStatHead head, JsonStatCube cube) throws IOException {
    this.file = file;
    this.head = head;
    this.cube = cube;
    this.size = cube.size();
    this.values = new Entries("value");
    try {
      this.statuses = head.statuses() ? new Entries("status") : null;
    } catch (IOException | RuntimeException e) {
      values.close();
      throw e;
    }
  }

  @Override
  public Map<Role, String> columns() {
    return cube.found();
  }

  @Override
  public Optional<String> edition() {
    return Optional.ofNullable(head.updated());
  }

  @Override
  public RawStatement next() throws IOException {
    try {
      start();
      return head.ascending() ? merged() : looked();
    } catch (JsonProcessingException e) {
      throw JsonStatLayout.notJson(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (values) {
      if (statuses != null) {
        statuses.close();
      }
    }
  }

  private void start() throws IOException {
    if (started) {
      return;
    }
    started = true;
    values.advance();
    if (statuses == null) {
      return;
    }
    statuses.advance();
    while (!head.ascending() && statuses.text != null) {
      unordered.put(statuses.index, statuses.text);
      statuses.advance();
    }
  }

  private RawStatement merged() throws IOException {
    long value = values.text == null ? Long.MAX_VALUE : values.index;
    long status = statuses == null || statuses.text == null ? Long.MAX_VALUE : statuses.index;
    long index = Math.min(value, status);
    if (index == Long.MAX_VALUE) {
      return null;
    }
    String number = value == index ? values.text : "";
    String flag = status == index ? statuses.text : null;
    if (value == index) {
      values.advance();
    }
    if (status == index) {
      statuses.advance();
    }
    return statement(index, number, flag);
  }

  private RawStatement looked() throws IOException {
    if (values.text != null) {
      long index = values.index;
      String number = values.text;
      values.advance();
      return statement(index, number, unordered.remove(index));
    }
    if (left == null) {
      left = new ArrayDeque<>(unordered.entrySet());
    }
    Map.Entry<Long, String> status = left.poll();
    return status == null ? null : statement(status.getKey(), "", status.getValue());
  }

  private RawStatement statement(long index, String number, String ownStatus) {
    if (index >= size) {
      throw file.refused(
          "index %d is beyond the %d values of the dimensions; fetch the file again"
              .formatted(index, size));
    }
    String[] codes = cube.codes(index);
    RawStatement.Texts cells = new RawStatement.Texts();
    cube.places().forEach((role, place) -> cells.put(role, codes[place]));
    String status = ownStatus == null ? head.oneStatus() : ownStatus;
    cells.put(Role.VALUE, number);
    if (status != null) {
      cells.put(Role.STATUS, status);
    }
    return new RawStatement(
        index, 0, Fault.NONE, false, cube.kept(codes), cells, () -> raw(codes, number, status));
  }

  private String raw(String[] codes, String number, String status) {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < codes.length; i++) {
      raw.append(cube.dimensions().get(i).id()).append('=').append(codes[i]).append(' ');
    }
    raw.append("value=").append(number);
    return (status == null ? raw : raw.append(" status=").append(status)).toString();
  }

  /** {@code 1.2e7} as {@code 12000000}; a number beyond any trade stays as it is written. */
  private static String withoutExponent(String number) {
    if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
      return number;
    }
    BigDecimal exact = new BigDecimal(number);
    return Math.abs(exact.scale()) > 40 ? number : exact.toPlainString();
  }

  /** The entries of one top-level array or object that hold something, in the file's order. */
  private final class Entries implements Closeable {

    private final JsonParser parser;
    private final boolean dense;
    private boolean ended;
    private long next;
    private long index;

    /** Null after the last. */
    private String text;

    Entries(String field) throws IOException {
      parser = JsonStatLayout.factory().createParser(file.open());
      boolean there = JsonStatLayout.moveTo(parser, field);
      dense = parser.currentToken() == JsonToken.START_ARRAY;
      ended = !there || (!dense && parser.currentToken() != JsonToken.START_OBJECT);
    }

    void advance() throws IOException {
      text = null;
      while (!ended && text == null) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
          end();
          return;
        }
        if (dense) {
          index = next++;
        } else {
          index = JsonStatHead.index(file, parser.currentName());
          token = parser.nextToken();
        }
        String entry = token == JsonToken.VALUE_NULL ? "" : text(token);
        text = entry.isEmpty() ? null : entry;
      }
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }

    private void end() {
      ended = true;
      if (dense && next != size) {
        throw file.refused(
            "has a list of %d entries for %d values of the dimensions; fetch the file again"
                .formatted(next, size));
      }
    }

    private String text(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
        return withoutExponent(parser.getText());
      }
      if (!token.isScalarValue()) {
        throw file.refused(
            "entry %d is no value; expected a number, a text or null".formatted(index));
      }
      return parser.getText();
    }
  }
}
