package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sees of documents, token by token, that they are what their schema says. What it does not see is
 * not wrong yet: whoever knows all of JSON Schema has to look.
 */
final class SchemaGlance {

  /** What one value may be. */
  private interface Rule {

    /**
     * @param json at the value's first token; at its last one afterwards where it is right, else
     *     anywhere in it
     */
    boolean allows(JsonParser json) throws IOException;
  }

  private static final Rule ANY = json -> true;
  private static final Rule NOT_SEEN = json -> false;

  private static final String DEFINITION = "#/$defs/";

  /** They say nothing about what is allowed. */
  private static final Set<String> REMARKS =
      Set.of("description", "title", "$comment", "$schema", "$id", "$defs");

  private static final Set<String> FORESEEN =
      Set.of(
          "type",
          "minLength",
          "pattern",
          "minimum",
          "maximum",
          "items",
          "minItems",
          "maxItems",
          "properties",
          "required",
          "additionalProperties");

  private final JsonNode definitions;
  private final Map<String, Rule> defined = new HashMap<>();
  private final Rule root;

  SchemaGlance(JsonNode schema) {
    this.definitions = schema.path("$defs");
    this.root = rule(schema);
  }

  /**
   * @throws IOException where it is no JSON
   */
  boolean seesRight(byte[] document) throws IOException {
    try (JsonParser json = Json.MAPPER.createParser(document)) {
      json.nextToken();
      return root.allows(json);
    }
  }

  private Rule rule(JsonNode schema) {
    Set<String> keywords = names(schema);
    keywords.removeAll(REMARKS);
    if (keywords.equals(Set.of("$ref"))) {
      return definition(schema.get("$ref").asText());
    }
    Map<JsonToken, Rule> rules = new EnumMap<>(JsonToken.class);
    if (FORESEEN.containsAll(keywords)) {
      types(schema).forEach(type -> rules.putAll(ofType(type, schema)));
    } else if (keywords.equals(Set.of("const"))) {
      rules.putAll(listed(List.of(schema.get("const"))));
    } else if (keywords.contains("enum") && Set.of("type", "enum").containsAll(keywords)) {
      rules.putAll(listed(schema.get("enum")));
      if (keywords.contains("type")) {
        Map<JsonToken, Rule> typed = new EnumMap<>(JsonToken.class);
        types(schema).forEach(type -> typed.putAll(ofType(type, schema)));
        rules.keySet().retainAll(typed.keySet());
      }
    }
    return json -> rules.getOrDefault(json.currentToken(), NOT_SEEN).allows(json);
  }

  /** A definition that leads to itself is not seen through. */
  private Rule definition(String reference) {
    String name = reference.startsWith(DEFINITION) ? reference.substring(DEFINITION.length()) : "";
    if (!defined.containsKey(name)) {
      defined.put(name, NOT_SEEN);
      defined.put(name, rule(definitions.path(name)));
    }
    return defined.get(name);
  }

  /** Nothing but texts and null is seen to be one of those listed. */
  private static Map<JsonToken, Rule> listed(Iterable<JsonNode> values) {
    Set<String> texts = new HashSet<>();
    Map<JsonToken, Rule> rules = new EnumMap<>(JsonToken.class);
    rules.put(JsonToken.VALUE_STRING, json -> texts.contains(json.getText()));
    for (JsonNode value : values) {
      if (value.isTextual()) {
        texts.add(value.textValue());
      } else if (value.isNull()) {
        rules.put(JsonToken.VALUE_NULL, ANY);
      }
    }
    return rules;
  }

  private Map<JsonToken, Rule> ofType(String type, JsonNode schema) {
    return switch (type) {
      case "string" -> Map.of(JsonToken.VALUE_STRING, text(schema));
      case "integer" -> Map.of(JsonToken.VALUE_NUMBER_INT, number(schema));
      case "number" ->
          Map.of(
              JsonToken.VALUE_NUMBER_INT, number(schema),
              JsonToken.VALUE_NUMBER_FLOAT, number(schema));
      case "boolean" -> Map.of(JsonToken.VALUE_TRUE, ANY, JsonToken.VALUE_FALSE, ANY);
      case "null" -> Map.of(JsonToken.VALUE_NULL, ANY);
      case "array" -> Map.of(JsonToken.START_ARRAY, array(schema));
      case "object" -> Map.of(JsonToken.START_OBJECT, object(schema));
      default -> Map.of();
    };
  }

  private static Rule text(JsonNode schema) {
    int least = schema.path("minLength").asInt(0);
    Pattern pattern = Pattern.compile(schema.path("pattern").asText());
    return least == 0 && !schema.has("pattern")
        ? ANY
        : json -> {
          String text = json.getText();
          return text.codePointCount(0, text.length()) >= least && pattern.matcher(text).find();
        };
  }

  private static Rule number(JsonNode schema) {
    double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
    double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    return !schema.has("minimum") && !schema.has("maximum")
        ? ANY
        : json -> json.getDoubleValue() >= least && json.getDoubleValue() <= most;
  }

  private Rule array(JsonNode schema) {
    Rule item = rule(schema.path("items"));
    int least = schema.path("minItems").asInt(0);
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    return json -> {
      int items = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (++items > most || !item.allows(json)) {
          return false;
        }
      }
      return items >= least;
    };
  }

  /**
   * A property that a schema names.
   *
   * @param place its number among them
   */
  private record Property(int place, Rule rule) {}

  private Rule object(JsonNode schema) {
    Map<String, Property> properties = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : schema.path("properties").properties()) {
      properties.put(one.getKey(), new Property(properties.size(), rule(one.getValue())));
    }
    // Without a word about others they may be anything, which is not seen: nor is it where false.
    Rule others = rule(schema.path("additionalProperties"));
    BitSet required = new BitSet();
    for (JsonNode name : schema.path("required")) {
      if (!properties.containsKey(name.asText())) {
        return NOT_SEEN;
      }
      required.set(properties.get(name.asText()).place());
    }
    return json -> {
      BitSet missing = (BitSet) required.clone();
      BitSet found = new BitSet(properties.size());
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        Property property = properties.get(name);
        json.nextToken();
        if (property == null) {
          if (!others.allows(json)) {
            return false;
          }
        } else if (found.get(property.place()) || !property.rule().allows(json)) {
          return false;
        } else {
          found.set(property.place());
        }
      }
      missing.andNot(found);
      return missing.isEmpty();
    };
  }

  private static Set<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    Set<String> types = new HashSet<>();
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    return types;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
