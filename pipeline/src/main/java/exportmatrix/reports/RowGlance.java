package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees of most rows of figures, token by token, that they are what their schema says. What it does
 * not see is not wrong yet: whoever knows all of JSON Schema has to look.
 */
final class RowGlance {

  /** Says nothing about what is allowed. */
  private static final String DESCRIPTION = "description";

  /**
   * What one property may be.
   *
   * @param place its number among the row's properties
   * @param tokens that its value may begin with
   * @param texts those that it may be; null: any
   * @param least the smallest number
   */
  private record Property(int place, Set<JsonToken> tokens, Set<String> texts, double least) {

    private boolean allows(JsonParser json) throws IOException {
      JsonToken token = json.currentToken();
      if (!tokens.contains(token)) {
        return false;
      }
      return switch (token) {
        case VALUE_STRING -> texts == null || texts.contains(json.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            least == Double.NEGATIVE_INFINITY || json.getDoubleValue() >= least;
        case START_ARRAY -> onlyTexts(json);
        default -> true;
      };
    }

    private static boolean onlyTexts(JsonParser json) throws IOException {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          return false;
        }
      }
      return true;
    }
  }

  private final Map<String, Property> properties;

  private RowGlance(Map<String, Property> properties) {
    this.properties = properties;
  }

  /**
   * @param schema of a row
   * @return empty where it says what cannot be seen at a glance
   */
  static Optional<RowGlance> of(JsonNode schema) {
    if (!names(schema).equals(Set.of("type", "properties", "required", "additionalProperties"))
        || !schema.path("type").asText().equals("object")
        || schema.path("additionalProperties").asBoolean(true)) {
      return Optional.empty();
    }
    Set<String> required = texts(schema.get("required"));
    if (!required.equals(names(schema.get("properties")))) {
      return Optional.empty();
    }
    Map<String, Property> properties = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : schema.get("properties").properties()) {
      Optional<Property> property = property(one.getValue(), properties.size());
      if (property.isEmpty()) {
        return Optional.empty();
      }
      properties.put(one.getKey(), property.get());
    }
    return Optional.of(new RowGlance(properties));
  }

  private static Optional<Property> property(JsonNode schema, int place) {
    Set<String> keywords = names(schema);
    keywords.remove(DESCRIPTION);
    if (!Set.of("type", "enum", "minimum", "items").containsAll(keywords)
        || !keywords.contains("type")) {
      return Optional.empty();
    }
    Set<JsonToken> tokens = EnumSet.noneOf(JsonToken.class);
    JsonNode type = schema.get("type");
    for (String one : type.isArray() ? texts(type) : Set.of(type.asText())) {
      tokens.addAll(tokens(one));
    }
    boolean listed = schema.has("enum");
    if (!foreseen(tokens, listed, schema.path("items").toString())) {
      return Optional.empty();
    }
    if (listed && schema.get("enum").valueStream().noneMatch(JsonNode::isNull)) {
      tokens.remove(JsonToken.VALUE_NULL);
    }
    return Optional.of(
        new Property(
            place,
            tokens,
            listed ? texts(schema.get("enum")) : null,
            schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)));
  }

  /** Objects are not, nor lists of what is no text, nor arrays of what is none. */
  private static boolean foreseen(Set<JsonToken> tokens, boolean listed, String items) {
    if (listed) {
      return Set.of(JsonToken.VALUE_STRING, JsonToken.VALUE_NULL).containsAll(tokens);
    }
    return !tokens.contains(JsonToken.START_OBJECT)
        && (!tokens.contains(JsonToken.START_ARRAY) || items.equals("{\"type\":\"string\"}"));
  }

  private static Set<JsonToken> tokens(String type) {
    return switch (type) {
      case "string" -> Set.of(JsonToken.VALUE_STRING);
      case "integer" -> Set.of(JsonToken.VALUE_NUMBER_INT);
      case "number" -> Set.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
      case "boolean" -> Set.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
      case "null" -> Set.of(JsonToken.VALUE_NULL);
      case "array" -> Set.of(JsonToken.START_ARRAY);
      default -> Set.of(JsonToken.START_OBJECT);
    };
  }

  /**
   * Reads one value.
   *
   * @param json at the value's first token; where it is a row that is right, at its last one
   *     afterwards
   * @return false: not seen to be right; the parser stands anywhere in it
   */
  boolean isRight(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    BitSet found = new BitSet(properties.size());
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      Property property = properties.get(name);
      json.nextToken();
      if (property == null || found.get(property.place()) || !property.allows(json)) {
        return false;
      }
      found.set(property.place());
    }
    return found.cardinality() == properties.size();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(
        item -> {
          if (item.isTextual()) {
            texts.add(item.textValue());
          }
        });
    return texts;
  }
}
