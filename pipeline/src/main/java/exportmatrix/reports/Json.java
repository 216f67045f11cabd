package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** JSON whose bytes depend on what is said alone: not on the JDK's version, nor on the platform. */
final class Json {

  /** Numbers as the JDK prints them differ from JDK 19 on; Jackson's own are the shortest ones. */
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** One line: for what programs read. */
  static byte[] compact(Body body) {
    return write(body, null);
  }

  /** Indented: for what people read too. */
  static byte[] indented(Body body) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return write(
        body, new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
  }

  static byte[] indented(JsonNode tree) {
    return indented(json -> MAPPER.writeTree(json, tree));
  }

  static JsonNode parse(byte[] content) throws IOException {
    return MAPPER.readTree(content);
  }

  /**
   * Writes a value as it stands in other JSON.
   *
   * @param from where its text begins
   * @param length of its text
   */
  static void copy(JsonGenerator json, byte[] text, int from, int length) throws IOException {
    json.writeRawValue(""); // the comma, where there is one
    json.flush();
    ((OutputStream) json.getOutputTarget()).write(text, from, length);
  }

  private static byte[] write(Body body, DefaultPrettyPrinter printer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      if (printer != null) {
        json.setPrettyPrinter(printer);
      }
      body.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
