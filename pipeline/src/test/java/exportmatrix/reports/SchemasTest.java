package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import exportmatrix.model.CheckFailedException;
import exportmatrix.reports.Schemas.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas accept what is published, and refuse it as soon as one thing is changed. */
class SchemasTest {

  @TempDir static Path root;
  private static Map<Kind, Path> published;

  private final Schemas schemas = new Schemas(SampleRelease.CARDS);

  @BeforeAll
  static void publish() {
    Path folder = new Reports(root.toString()).publish(SampleRelease.of("r")).folder();
    published =
        Map.of(
            Kind.PARTS, folder.resolve("json/parts.json"),
            Kind.CATALOG, folder.resolve("json/catalog.json"),
            Kind.TERRITORY, folder.resolve("json/territory/ITC4.json"),
            Kind.MARKET, folder.resolve("json/market/DE.json"),
            Kind.MATRIX, folder.resolve("json/matrix/ITC4.json"),
            Kind.MANIFEST, folder.resolve("manifest.json"),
            Kind.LATEST, root.resolve("sample/latest.json"),
            Kind.INDEX, root.resolve("index.json"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSchemaIsItselfValidAndAcceptsWhatIsPublished(Kind kind) throws IOException {
    JsonNode schema = Json.parse(schemas.content(kind));
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema))
        .isEmpty();
    assertThat(schema.at("/properties/schema_version/const").textValue())
        .isEqualTo(Schemas.VERSION);
    byte[] json = Files.readAllBytes(published.get(kind));
    assertThatCode(() -> schemas.require(kind, "file", json)).doesNotThrowAnyException();
    assertThat(new SchemaGlance(schema).seesRight(json)).isTrue();
    assertThat(validator(schema).validate(Json.parse(json))).isEmpty();
  }

  /** Every value of what is published is left out, null, or something else. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsSeenToBeRightIsRight(Kind kind) throws IOException {
    JsonNode schema = Json.parse(schemas.content(kind));
    SchemaGlance glance = new SchemaGlance(schema);
    JsonSchema validator = validator(schema);
    JsonNode whole = shortened(Json.parse(Files.readAllBytes(published.get(kind))));
    List<String> places = new ArrayList<>();
    places(whole, "", places);
    for (String place : places) {
      List<JsonNode> changed = new ArrayList<>(List.of(without(whole, place)));
      for (String other : List.of("null", "\"x\"", "\"OK\"", "-1", "1.5", "true", "[]", "{}")) {
        JsonNode copy = whole.deepCopy();
        put(copy, place, Json.MAPPER.readTree(other));
        changed.add(copy);
      }
      for (JsonNode one : changed) {
        if (glance.seesRight(Json.indented(one))) {
          assertThat(validator.validate(one)).as(place + " in " + one).isEmpty();
        }
      }
    }
    assertThat(glance.seesRight(Json.indented(whole))).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource({
    "TERRITORY, /extra, 1",
    "TERRITORY, /schema_version, \"2.0.0\"",
    "TERRITORY, /edition, \"yesterday\"",
    "TERRITORY, /territory/level, \"planet\"",
    "TERRITORY, /flows, []",
    "TERRITORY, /flows/0/flow, \"transit\"",
    "TERRITORY, /flows/0/series/0/span, \"week\"",
    "TERRITORY, /flows/0/series/0/figures/0/period, 2016",
    "TERRITORY, /flows/0/series/0/figures/0/value_eur, null",
    "TERRITORY, /flows/0/series/0/figures/0/value_eur, -0.01",
    "TERRITORY, /flows/0/series/0/figures/0/value_eur, \"12\"",
    "TERRITORY, /flows/0/series/0/figures/0/yoy_percent_status, \"FINE\"",
    "TERRITORY, /flows/0/series/0/figures/0/yoy_percent_status, null",
    "TERRITORY, /flows/0/series/0/figures/0/invented_percent, 1",
    "TERRITORY, /flows/0/tables/0/period, \"2016-Q5\"",
    "TERRITORY, /flows/0/tables/0/by_market/0/prior_value_eur, 1",
    "MARKET, /market/level, \"section\"",
    "MARKET, /flows/0/tables/0/by_market, []",
    "MARKET, /flows/0/tables/0/by_territory/0/rank_in_territory, 1.5",
    "CATALOG, /indicators/0/unit, null",
    "CATALOG, /statuses/0/code, \"FINE\"",
    "CATALOG, /markets, []",
    "CATALOG, /matrix/components/0/weight, 2",
    "MATRIX, /product_level, \"total\"",
    "MATRIX, /matrices/0/span, \"week\"",
    "MATRIX, /matrices/0/cells/0/rank, 1.5",
    "MATRIX, /matrices/0/cells/0/invented, 1",
    "MATRIX, /matrices/0/groups/0/score, 1",
    "MANIFEST, /inputs/0/rows/read, -1",
    "MANIFEST, /files/0/sha256, \"abc\"",
    "PARTS, /parts/0/span, \"week\"",
    "LATEST, /release, \"\"",
    "INDEX, /collections/0/synthetic, \"no\""
  })
  void oneThingChangedIsRefused(Kind kind, String path, String value) throws IOException {
    JsonNode tree = Json.parse(Files.readAllBytes(published.get(kind)));
    put(tree, path, Json.MAPPER.readTree(value));
    assertThatThrownBy(() -> schemas.require(kind, "json/x.json", Json.indented(tree)))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("json/x.json")
        .hasMessageContaining(kind.name().toLowerCase(Locale.ROOT) + ".schema.json");
  }

  @Test
  void nothingMayBeMissing() throws IOException {
    for (Kind kind : Kind.values()) {
      ObjectNode whole = (ObjectNode) Json.parse(Files.readAllBytes(published.get(kind)));
      for (String field : whole.properties().stream().map(Map.Entry::getKey).toList()) {
        JsonNode less = whole.deepCopy().without(field);
        assertThatThrownBy(() -> schemas.require(kind, field, Json.indented(less)))
            .isInstanceOf(CheckFailedException.class);
      }
    }
  }

  private static JsonSchema validator(JsonNode schema) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
  }

  /** One of each array stands for all. */
  private static JsonNode shortened(JsonNode tree) {
    if (tree instanceof ArrayNode array) {
      while (array.size() > 1) {
        array.remove(1);
      }
    }
    tree.forEach(SchemasTest::shortened);
    return tree;
  }

  private static void places(JsonNode tree, String path, List<String> places) {
    tree.properties()
        .forEach(
            one -> {
              places.add(path + "/" + one.getKey());
              places(one.getValue(), path + "/" + one.getKey(), places);
            });
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      places.add(path + "/" + i);
      places(tree.get(i), path + "/" + i, places);
    }
  }

  private static JsonNode without(JsonNode tree, String path) {
    JsonNode less = tree.deepCopy();
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = less.at(pointer.head());
    if (parent instanceof ArrayNode array) {
      array.remove(pointer.last().getMatchingIndex());
    } else {
      ((ObjectNode) parent).remove(pointer.last().getMatchingProperty());
    }
    return less;
  }

  private static void put(JsonNode tree, String path, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = tree.at(pointer.head());
    if (parent instanceof ArrayNode array) {
      array.set(pointer.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
    }
  }
}
