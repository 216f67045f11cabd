package exportmatrix.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a JSON-stat file says of itself, wherever in the file it stands.
 *
 * @param updated the edition; null where the file does not say
 * @param categories dimension id to its codes and their places
 * @param ascending whether values and statuses stand in the order of their indexes
 * @param oneStatus the status of all values; null where they have their own or none
 * @param statuses whether values have statuses of their own
 */
record JsonStatHead(
    String updated,
    List<String> ids,
    List<Integer> sizes,
    List<String> timeDimensions,
    Map<String, Map<String, Integer>> categories,
    boolean ascending,
    String oneStatus,
    boolean statuses) {

  /**
   * @throws exportmatrix.model.InputException where the file is no JSON-stat 2.0 dataset
   */
  static JsonStatHead read(InputFile file, JsonParser parser) throws IOException {
    Reading reading = new Reading(file, parser);
    reading.run();
    return reading.head();
  }

  private static final class Reading {

    private final InputFile file;
    private final JsonParser parser;
    private final List<String> ids = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> timeDimensions = new ArrayList<>();
    private final Map<String, Map<String, Integer>> categories = new LinkedHashMap<>();
    private String updated;
    private String datasetClass = "";
    private String oneStatus;
    private boolean values;
    private boolean statuses;
    private boolean ascending = true;

    Reading(InputFile file, JsonParser parser) {
      this.file = file;
      this.parser = parser;
    }

    void run() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw file.refused("is no JSON object; expected a JSON-stat 2.0 dataset");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "class" -> datasetClass = parser.getValueAsString("");
          case "updated" -> updated = parser.getValueAsString();
          case "id" -> readTexts(ids);
          case "size" -> readSizes();
          case "dimension" -> readDimensions();
          case "role" -> readRoles();
          case "value" -> {
            values = true;
            passIndexes();
          }
          case "status" -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
              oneStatus = parser.getText();
            } else {
              statuses = true;
              passIndexes();
            }
          }
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw file.refused("goes on after its JSON object; expected one JSON-stat 2.0 dataset");
      }
    }

    JsonStatHead head() {
      if (!values || ids.isEmpty() || ids.size() != sizes.size() || categories.isEmpty()) {
        throw file.refused(
            "is no JSON-stat 2.0 dataset (class '%s', %d dimension ids, %d sizes, %d dimensions, %s); ask the service for format JSON-stat 2.0, class dataset"
                .formatted(
                    OneLine.of(datasetClass),
                    ids.size(),
                    sizes.size(),
                    categories.size(),
                    values ? "with values" : "no value"));
      }
      return new JsonStatHead(
          updated, ids, sizes, timeDimensions, categories, ascending, oneStatus, statuses);
    }

    private void readTexts(List<String> into) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        into.add(parser.getValueAsString(""));
        parser.skipChildren();
      }
    }

    private void readSizes() throws IOException {
      List<String> texts = new ArrayList<>();
      readTexts(texts);
      for (String text : texts) {
        try {
          sizes.add(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException e) {
          throw file.refused("size '%s' is no count".formatted(OneLine.of(text)));
        }
      }
    }

    private void readRoles() throws IOException {
      forEachField(
          role -> {
            if (role.equals("time")) {
              readTexts(timeDimensions);
            } else {
              parser.skipChildren();
            }
          });
    }

    private void readDimensions() throws IOException {
      forEachField(
          id ->
              forEachField(
                  field -> {
                    if (field.equals("category")) {
                      categories.put(id, category());
                    } else {
                      parser.skipChildren();
                    }
                  }));
    }

    /** The index; where there is none, the one label's code. */
    private Map<String, Integer> category() throws IOException {
      Map<String, Integer> index = new LinkedHashMap<>();
      Map<String, Integer> labels = new LinkedHashMap<>();
      forEachField(
          field -> {
            if (field.equals("index") && parser.currentToken() == JsonToken.START_ARRAY) {
              List<String> codes = new ArrayList<>();
              readTexts(codes);
              codes.forEach(code -> index.put(code, index.size()));
            } else if (field.equals("index")) {
              forEachField(code -> index.put(code, parser.getValueAsInt(-1)));
            } else if (field.equals("label")) {
              forEachField(
                  code -> {
                    labels.put(code, labels.size());
                    parser.skipChildren();
                  });
            } else {
              parser.skipChildren();
            }
          });
      return index.isEmpty() ? labels : index;
    }

    private void passIndexes() throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      long last = -1;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        long index = index(file, parser.currentName());
        ascending &= index > last;
        last = index;
        parser.nextToken();
        parser.skipChildren();
      }
    }

    private void forEachField(FieldReader reader) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        reader.read(name);
      }
    }

    private interface FieldReader {
      void read(String name) throws IOException;
    }
  }

  /** An index as the name of a field. */
  static long index(InputFile file, String name) {
    try {
      return Long.parseUnsignedLong(name);
    } catch (NumberFormatException e) {
      throw file.refused(
          "index '%s' is no number; expected the place of a value".formatted(OneLine.of(name)));
    }
  }
}
