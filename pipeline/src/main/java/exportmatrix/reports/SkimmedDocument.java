package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads documents of one schema without most of their rows of figures: of an array of rows the
 * first stays, and those that {@link RowGlance} sees to be right are left out. Where what is left
 * keeps the schema, the whole document does.
 */
final class SkimmedDocument {

  private static final String DEFINITION = "#/$defs/";

  /** What a schema may say of an array whose rows are left out: nothing that counts them. */
  private static final Set<String> SKIMMABLE = Set.of("type", "items", "minItems", "description");

  private final JsonMapper mapper;

  /** What rows are, by the name of the property whose array holds them. */
  private final Map<String, RowGlance> rows;

  private SkimmedDocument(JsonMapper mapper, Map<String, RowGlance> rows) {
    this.mapper = mapper;
    this.rows = rows;
  }

  /**
   * @param schema whose rows are definitions; arrays of the same name that are not all alike are
   *     read whole
   */
  static SkimmedDocument of(JsonNode schema, JsonMapper mapper) {
    Map<String, Set<JsonNode>> arrays = new HashMap<>();
    findArrays(schema, arrays);
    Map<String, RowGlance> rows = new HashMap<>();
    arrays.forEach(
        (name, alike) -> {
          if (alike.size() == 1) {
            row(alike.iterator().next(), schema.path("$defs")).ifPresent(of -> rows.put(name, of));
          }
        });
    return new SkimmedDocument(mapper, rows);
  }

  private static void findArrays(JsonNode schema, Map<String, Set<JsonNode>> arrays) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (property.getValue().has("items")) {
        arrays.computeIfAbsent(property.getKey(), name -> new HashSet<>()).add(property.getValue());
      }
    }
    schema.forEach(part -> findArrays(part, arrays));
  }

  private static Optional<RowGlance> row(JsonNode array, JsonNode definitions) {
    Set<String> keywords = new HashSet<>();
    array.fieldNames().forEachRemaining(keywords::add);
    JsonNode items = array.get("items");
    String reference = items.path("$ref").asText();
    return SKIMMABLE.containsAll(keywords) && items.size() == 1 && reference.startsWith(DEFINITION)
        ? RowGlance.of(definitions.path(reference.substring(DEFINITION.length())))
        : Optional.empty();
  }

  /**
   * @return empty where a row is not seen to be right
   * @throws IOException where it is no JSON
   */
  Optional<JsonNode> read(byte[] document) throws IOException {
    try (JsonParser json = mapper.createParser(document)) {
      json.nextToken();
      return Optional.ofNullable(value(json));
    }
  }

  /** Null where a row in it is not seen to be right. */
  private JsonNode value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return object(json);
    }
    return json.currentToken() == JsonToken.START_ARRAY ? array(json) : mapper.readTree(json);
  }

  private JsonNode object(JsonParser json) throws IOException {
    ObjectNode object = mapper.createObjectNode();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      RowGlance row = rows.get(name);
      JsonNode value =
          json.nextToken() == JsonToken.START_ARRAY && row != null
              ? firstOf(json, row)
              : value(json);
      if (value == null) {
        return null;
      }
      object.set(name, value);
    }
    return object;
  }

  private JsonNode array(JsonParser json) throws IOException {
    ArrayNode array = mapper.createArrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonNode item = value(json);
      if (item == null) {
        return null;
      }
      array.add(item);
    }
    return array;
  }

  private JsonNode firstOf(JsonParser json, RowGlance row) throws IOException {
    ArrayNode first = mapper.createArrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (first.isEmpty()) {
        first.add(mapper.<JsonNode>readTree(json));
      } else if (!row.isRight(json)) {
        return null;
      }
    }
    return first;
  }
}
