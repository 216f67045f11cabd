package exportmatrix.jobs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import exportmatrix.jobs.console.Nearest;
import exportmatrix.model.ConfigException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the one YAML file that configures everything. Every problem of the file is in the one
 * message, each with its line and key, what was expected and what was found.
 */
final class ConfigurationFile {

  private static final NamingBase SNAKE_CASE = new PropertyNamingStrategies.SnakeCaseStrategy();
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * @throws ConfigException where the file cannot be read or is wrong
   */
  static Configuration read(Path file) {
    String text = text(file);
    Problems problems = new Problems(file, places(file, text));
    YamlDocument document = bind(text, problems);
    return new ConfigurationReading(file.toAbsolutePath(), problems).configuration(document);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": no such configuration file; check --config", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }

  /** Where each key stands: JSON pointer to line. */
  private static Map<String, Integer> places(Path file, String text) {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = YAML.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        lines.putIfAbsent(pointer(parser), parser.currentTokenLocation().getLineNr());
      }
      return lines;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ConfigException(
          "%s, line %d: expected YAML, found: %s"
              .formatted(file, line, Problems.oneLine(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new ConfigException(file + ": " + e.getMessage(), e);
    }
  }

  private static YamlDocument bind(String text, Problems problems) {
    ObjectMapper mapper =
        JsonMapper.builder(YAML)
            .propertyNamingStrategy(SNAKE_CASE)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().setDeserializerModifier(new LowerCaseEnums()))
            .addHandler(new Collecting(problems))
            .build();
    try {
      JsonNode tree = mapper.readTree(text);
      unknownKeys(tree, YamlDocument.class, "", problems);
      YamlDocument document =
          tree.isMissingNode() ? null : mapper.readValue(text, YamlDocument.class);
      if (document != null) {
        return document;
      }
      problems.add("", "the file is empty; expected datasets and collections");
    } catch (JsonMappingException e) {
      problems.add(pointer(e), Problems.oneLine(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      problems.add("", Problems.oneLine(e.getOriginalMessage()));
    }
    problems.stopIfAny();
    throw new IllegalStateException("unreachable: a document or a problem");
  }

  /** Keys that are no component of the record which they would be read into. */
  private static void unknownKeys(JsonNode node, Type type, String at, Problems problems) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        unknownKeys(node.get(i), list.getActualTypeArguments()[0], at + "/" + i, problems);
      }
    } else if (type instanceof Class<?> known && known.isRecord() && node.isObject()) {
      Map<String, Type> components = new TreeMap<>();
      for (RecordComponent component : known.getRecordComponents()) {
        components.put(SNAKE_CASE.translate(component.getName()), component.getGenericType());
      }
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String key = entry.getKey();
        Type component = components.get(key);
        if (component != null) {
          unknownKeys(entry.getValue(), component, at + "/" + key, problems);
        } else {
          String near = Nearest.hint(key, components.keySet());
          problems.add(
              at + "/" + key,
              "unknown key"
                  + (near.isEmpty()
                      ? "; known here: " + String.join(", ", components.keySet())
                      : near));
        }
      }
    }
  }

  /** JSON pointer of the key or element at which the parser stands. */
  private static String pointer(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    boolean opened = parser.currentToken() != null && parser.currentToken().isStructStart();
    return (opened ? context.getParent() : context).pathAsPointer().toString();
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> "/" + (r.getFieldName() == null ? r.getIndex() : r.getFieldName()))
        .collect(Collectors.joining());
  }

  private ConfigurationFile() {}

  /** Enum values as they are written: {@code sdmx-csv}; {@code year_to_date} works as well. */
  private static final class LowerCaseEnums extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> deserializer) {
      return new Written(type.getRawClass());
    }

    private static final class Written extends StdScalarDeserializer<Object> {

      private static final long serialVersionUID = 1L;

      Written(Class<?> type) {
        super(type);
      }

      @Override
      public Object deserialize(JsonParser parser, DeserializationContext context)
          throws IOException {
        if (!parser.currentToken().isScalarValue()) {
          return context.handleUnexpectedToken(handledType(), parser);
        }
        String text = parser.getText();
        Object[] constants = handledType().getEnumConstants();
        for (Object constant : constants) {
          if (written(constant).equals(text.replace('_', '-'))) {
            return constant;
          }
        }
        List<String> known = Arrays.stream(constants).map(LowerCaseEnums.Written::written).toList();
        return context.handleWeirdStringValue(
            handledType(),
            text,
            "expected %s, found '%s'%s",
            String.join(", ", known),
            text,
            Nearest.hint(text, known));
      }

      private static String written(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
  }

  /** Keeps reading after a problem, so that a file's problems come all at once. */
  private static final class Collecting extends DeserializationProblemHandler {

    private final Problems problems;

    Collecting(Problems problems) {
      this.problems = problems;
    }

    @Override
    public Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String value, String message) {
      problems.add(
          pointer(context.getParser()),
          message.startsWith("expected")
              ? message
              : "expected %s, found '%s'".formatted(expected(type), value));
      return null;
    }

    @Override
    public Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        String message)
        throws IOException {
      problems.add(
          pointer(parser),
          "expected %s, found %s".formatted(expected(type.getRawClass()), found(token, parser)));
      parser.skipChildren();
      return null;
    }

    private static String expected(Class<?> type) {
      if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
        return "a number";
      }
      if (type == Boolean.class) {
        return "true or false";
      }
      if (type == String.class) {
        return "a text";
      }
      if (type.isEnum()) {
        return "a word";
      }
      return Collection.class.isAssignableFrom(type) ? "a list" : "keys with values";
    }

    private static String found(JsonToken token, JsonParser parser) throws IOException {
      return switch (token) {
        case START_OBJECT -> "keys with values";
        case START_ARRAY -> "a list";
        default -> "'" + parser.getText() + "'";
      };
    }
  }
}
