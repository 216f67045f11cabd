package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen to be right is what the validator would find nothing wrong with. */
class SchemaGlanceTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final String SCHEMA =
      """
      {
        "type": "object",
        "properties": {
          "rows": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/row"}},
          "few": {"type": "array", "maxItems": 2, "items": {"$ref": "#/$defs/row"}},
          "words": {"type": "array", "items": {"type": "string"}}
        },
        "additionalProperties": false,
        "$defs": {
          "row": {
            "type": "object",
            "properties": {
              "period": {"type": "string", "description": "a year"},
              "value_eur": {"type": ["number", "null"], "minimum": 0},
              "yoy_percent_status": {"type": ["string", "null"], "enum": ["OK", null]},
              "basis": {"type": "string", "enum": ["reported", "summed"]},
              "rank": {"type": ["integer", "null"]},
              "flags": {"type": "array", "items": {"type": "string"}},
              "whole": {"type": "boolean"}
            },
            "required":
              ["period", "value_eur", "yoy_percent_status", "basis", "rank", "flags", "whole"],
            "additionalProperties": false
          }
        }
      }
      """;

  private static final String RIGHT =
      """
      {"period": "2016", "value_eur": 1.5, "yoy_percent_status": "OK", "basis": "summed",
       "rank": 3, "flags": ["A", "B"], "whole": true}""";

  private final JsonNode schema = tree(SCHEMA);
  private final SchemaGlance glance = new SchemaGlance(schema);
  private final JsonSchema validator =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rows\": [ROW]}",
        "{\"rows\": [ROW, ROW, ROW], \"few\": [ROW, ROW], \"words\": [\"a\", \"b\"]}",
        "{\"few\": [], \"words\": []}",
        "{}",
        "{\"rows\": []}",
        "{\"few\": [ROW, ROW, ROW]}",
        "{\"rows\": ROW}",
        "{\"words\": [1]}",
        "{\"others\": []}",
        "[]",
        "1"
      })
  void aDocumentIsSeenToBeRightWhereTheValidatorFindsNothing(String of) throws IOException {
    String document = of.replace("ROW", RIGHT);
    assertThat(seesRight(document)).isEqualTo(validator.validate(tree(document)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"value_eur\": 1.5 -> \"value_eur\": null",
        "\"value_eur\": 1.5 -> \"value_eur\": 0",
        "\"value_eur\": 1.5 -> \"value_eur\": -0.01",
        "\"value_eur\": 1.5 -> \"value_eur\": \"1.5\"",
        "\"value_eur\": 1.5, -> ",
        "\"rank\": 3 -> \"rank\": 3.5",
        "\"rank\": 3 -> \"rank\": null",
        "\"rank\": 3 -> \"rank\": true",
        "\"rank\": 3 -> \"rank\": {\"of\": 3}",
        "\"rank\": 3 -> \"rank\": 3, \"invented\": 1",
        "\"summed\" -> \"guessed\"",
        "\"summed\" -> null",
        "\"OK\" -> null",
        "\"OK\" -> \"FINE\"",
        "[\"A\", \"B\"] -> []",
        "[\"A\", \"B\"] -> [\"A\", 2]",
        "[\"A\", \"B\"] -> [\"A\", [\"B\"]]",
        "[\"A\", \"B\"] -> \"A\"",
        "true -> false",
        "true -> 1",
        "\"2016\" -> 2016",
        "\"2016\" -> null"
      })
  void whatTheValidatorRefusesIsNotSeenToBeRight(String change) throws IOException {
    String[] fromTo = change.split(" -> ", -1);
    assertThat(RIGHT).contains(fromTo[0]);
    String document = "{\"rows\": [%s, %s]}".formatted(RIGHT, RIGHT.replace(fromTo[0], fromTo[1]));
    assertThat(seesRight(document)).isEqualTo(validator.validate(tree(document)).isEmpty());
  }

  @Test
  void aRowThatIsNoObjectOrSaysAThingTwiceIsNotSeenToBeRight() throws IOException {
    for (String row :
        new String[] {"1", "[]", "null", RIGHT.replace("\"whole\": true", "\"rank\": 3")}) {
      assertThat(seesRight("{\"rows\": [%s, %s]}".formatted(RIGHT, row))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"minLength\": 5",
        "\"pattern\": \"^19\"",
        "\"$ref\": \"#/$defs/row\"",
        "\"oneOf\": []",
        "\"format\": \"date\""
      })
  void aRowOfWhichMoreIsAskedIsNotSeenToBeRight(String keyword) throws IOException {
    String asked = SCHEMA.replace("\"description\": \"a year\"", keyword);
    String rows = "{\"rows\": [%s, %s]}".formatted(RIGHT, RIGHT);
    assertThat(new SchemaGlance(tree(asked)).seesRight(rows.getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  @Test
  void aDefinitionThatLeadsToItselfIsNotSeenThrough() throws IOException {
    JsonNode circle =
        tree(
            """
            {"$ref": "#/$defs/list",
             "$defs": {"list": {"type": "array", "items": {"$ref": "#/$defs/list"}}}}
            """);
    assertThat(new SchemaGlance(circle).seesRight("[]".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(new SchemaGlance(circle).seesRight("[[]]".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  private boolean seesRight(String document) throws IOException {
    return glance.seesRight(document.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
