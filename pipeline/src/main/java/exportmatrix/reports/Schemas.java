package exportmatrix.reports;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schemas of one release. The bundled ones leave the rows of figures open; they are filled
 * from the release's own indicators, so that a schema allows exactly what this release holds.
 */
final class Schemas {

  /** Of the JSON, the Parquet columns and the folders: additions are minor, all else is major. */
  static final String VERSION = "1.1.0";

  /** What a JSON file is. */
  enum Kind {
    CATALOG,
    TERRITORY,
    MARKET,
    MATRIX,
    MANIFEST,
    PARTS,
    LATEST,
    INDEX;

    String fileName() {
      return name().toLowerCase(Locale.ROOT) + ".schema.json";
    }
  }

  private final List<IndicatorCard> cards;
  private final Map<Kind, Checker> schemas = new EnumMap<>(Kind.class);

  Schemas(List<IndicatorCard> cards) {
    this.cards = cards;
  }

  /**
   * Who holds documents to a schema.
   *
   * @param glance spares the validator what is right
   */
  private record Checker(JsonNode schema, SchemaGlance glance) {

    /** No schema asks for more digits than a double has. */
    private static final JsonMapper PLAIN = new JsonMapper();

    Set<ValidationMessage> violations(byte[] json) throws IOException {
      return glance.seesRight(json)
          ? Set.of()
          : JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(schema)
              .validate(PLAIN.readTree(json));
    }
  }

  private ObjectNode tree(Kind kind) {
    ObjectNode tree = bundled(kind);
    if (tree.get("$defs") instanceof ObjectNode definitions) {
      fill(definitions, cards);
    }
    return tree;
  }

  private Checker checker(Kind kind) {
    ObjectNode schema = tree(kind);
    return new Checker(schema, new SchemaGlance(schema));
  }

  /** The schema as it stands in the release. */
  byte[] content(Kind kind) {
    return Json.indented(tree(kind));
  }

  /**
   * @param name of the file in the release, for the message
   * @throws CheckFailedException where the JSON is not what its schema says
   */
  void require(Kind kind, String name, byte[] json) {
    Set<ValidationMessage> violations;
    try {
      violations = schemas.computeIfAbsent(kind, this::checker).violations(json);
    } catch (IOException e) {
      throw new CheckFailedException(name + ": expected JSON, found " + e.getMessage(), e);
    }
    if (!violations.isEmpty()) {
      throw new CheckFailedException(
          "%s: expected what schema/%s says; found %d violations: %s; nothing was published, the last release stays"
              .formatted(
                  name,
                  kind.fileName(),
                  violations.size(),
                  violations.stream()
                      .limit(3)
                      .map(ValidationMessage::getMessage)
                      .collect(joining("; "))));
    }
  }

  private static void fill(ObjectNode definitions, List<IndicatorCard> cards) {
    if (definitions.has("headline")) {
      definitions.set("headline", Columns.ofSeries(cards).schema());
    }
    if (definitions.has("matrix_cell")) {
      definitions.set("matrix_cell", MatrixDocuments.columns(MatrixTables.CELLS).schema());
      definitions.set("matrix_group", MatrixDocuments.columns(MatrixTables.GROUPS).schema());
    }
    for (Breakdown breakdown : Breakdown.values()) {
      if (definitions.has(breakdown.code())) {
        definitions.set(breakdown.code(), Columns.of(breakdown, cards).schema());
      }
      if (definitions.has("mover_" + breakdown.code())) {
        definitions.set(
            "mover_" + breakdown.code(), new Movers(breakdown, cards).columns().schema());
      }
    }
    if (definitions.get("status") instanceof ObjectNode status) {
      ArrayNode codes = status.putArray("enum");
      for (Status one : Status.values()) {
        codes.add(one.name());
      }
    }
  }

  private static ObjectNode bundled(Kind kind) {
    String resource = "/exportmatrix/schema/" + kind.fileName();
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return (ObjectNode) Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
