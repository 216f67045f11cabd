package exportmatrix.benchmarks.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code comext-total}: Italy's monthly total exports to the other member states in the
 * source, in euros, as Eurostat published them.
 *
 * <p>Source: a download of Eurostat's Comext dataset DS-045409 as JSON-stat 2.0, all reporters,
 * with a sparse {@code value}. The reporter dimension is cut down to Italy; all other dimensions
 * stay as they are, so the cells of partner {@code IT} are the holes of the sparse map.
 */
final class ComextTotalSample {
  private static final String ITALY = "IT";
  private static final String REPORTER = "reporter";

  private ComextTotalSample() {}

  /**
   * Writes the file.
   *
   * @param source the download
   * @param target the file to write
   * @return the number of figures
   */
  static long write(Path source, Path target) throws IOException {
    Cube italy = read(source).sliceOf(REPORTER, ITALY);
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(target));
        JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      writeCube(italy, json);
      json.flush();
      bytes.write("\n".getBytes(StandardCharsets.UTF_8));
    }
    return italy.values().size();
  }

  /**
   * A JSON-stat dataset in memory.
   *
   * @param dimensions in the order of {@code id}, the last one varying fastest
   * @param values the numbers as written, by their position in row-major order
   */
  private record Cube(
      String label,
      String source,
      String updated,
      List<Dimension> dimensions,
      Map<Long, String> values) {

    Cube sliceOf(String dimensionId, String code) throws IOException {
      List<Dimension> sliced = new ArrayList<>();
      long stride = 1;
      long size = 0;
      int kept = -1;
      for (int i = dimensions.size() - 1; i >= 0; i--) {
        Dimension dimension = dimensions.get(i);
        if (dimension.id().equals(dimensionId)) {
          kept = dimension.codes().indexOf(code);
          size = dimension.codes().size();
          sliced.add(0, dimension.only(code));
        } else {
          sliced.add(0, dimension);
          if (kept < 0) {
            stride *= dimension.codes().size();
          }
        }
      }
      if (kept < 0) {
        throw new IOException("dimension " + dimensionId + ": expected the code " + code);
      }
      Map<Long, String> slicedValues = new TreeMap<>();
      for (Map.Entry<Long, String> cell : values.entrySet()) {
        long block = cell.getKey() / stride;
        if (block % size == kept) {
          slicedValues.put(block / size * stride + cell.getKey() % stride, cell.getValue());
        }
      }
      return new Cube(label, source, updated, sliced, slicedValues);
    }
  }

  /** A dimension: its codes in order, with their labels. */
  private record Dimension(
      String id, String label, List<String> codes, Map<String, String> labels) {

    Dimension only(String code) {
      return new Dimension(id, label, List.of(code), Map.of(code, labels.getOrDefault(code, code)));
    }
  }

  private static Cube read(Path source) throws IOException {
    String label = "";
    String publisher = "";
    String updated = "";
    List<String> ids = new ArrayList<>();
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    Map<Long, String> values = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(source.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "label" -> label = json.getText();
          case "source" -> publisher = json.getText();
          case "updated" -> updated = json.getText();
          case "value" -> {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              long position = Long.parseLong(json.currentName());
              json.nextToken();
              values.put(position, json.getText());
            }
          }
          case "id" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              ids.add(json.getText());
            }
          }
          case "dimension" -> {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              String id = json.currentName();
              json.nextToken();
              dimensions.put(id, readDimension(id, json));
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    List<Dimension> ordered = new ArrayList<>();
    for (String id : ids) {
      Dimension dimension = dimensions.get(id);
      if (dimension == null) {
        throw new IOException(source + ": expected a dimension '" + id + "', found none");
      }
      ordered.add(dimension);
    }
    return new Cube(label, publisher, updated, ordered, values);
  }

  private static Dimension readDimension(String id, JsonParser json) throws IOException {
    String label = "";
    Map<Integer, String> codes = new TreeMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "label" -> label = json.getText();
        case "category" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String part = json.currentName();
            json.nextToken();
            switch (part) {
              case "index" -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                  String code = json.currentName();
                  json.nextToken();
                  codes.put(json.getIntValue(), code);
                }
              }
              case "label" -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                  String code = json.currentName();
                  json.nextToken();
                  labels.put(code, json.getText());
                }
              }
              default -> json.skipChildren();
            }
          }
        }
        default -> json.skipChildren();
      }
    }
    return new Dimension(id, label, List.copyOf(codes.values()), labels);
  }

  private static void writeCube(Cube cube, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", "2.0");
    json.writeStringField("class", "dataset");
    json.writeStringField("label", cube.label());
    json.writeStringField("source", cube.source());
    json.writeStringField("updated", cube.updated());
    json.writeObjectFieldStart("value");
    for (Map.Entry<Long, String> cell : cube.values().entrySet()) {
      json.writeFieldName(cell.getKey().toString());
      json.writeNumber(cell.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("id");
    for (Dimension dimension : cube.dimensions()) {
      json.writeString(dimension.id());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("size");
    for (Dimension dimension : cube.dimensions()) {
      json.writeNumber(dimension.codes().size());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("dimension");
    for (Dimension dimension : cube.dimensions()) {
      writeDimension(dimension, json);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeDimension(Dimension dimension, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(dimension.id());
    json.writeStringField("label", dimension.label());
    json.writeObjectFieldStart("category");
    json.writeObjectFieldStart("index");
    for (int i = 0; i < dimension.codes().size(); i++) {
      json.writeNumberField(dimension.codes().get(i), i);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("label");
    for (String code : dimension.codes()) {
      json.writeStringField(code, dimension.labels().getOrDefault(code, code));
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
