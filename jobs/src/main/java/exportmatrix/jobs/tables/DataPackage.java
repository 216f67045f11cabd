package exportmatrix.jobs.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The descriptor of a Frictionless Data Package 2.0 over the CSV files. */
final class DataPackage {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private DataPackage() {}

  static void write(Path file, List<DataTable> tables, Provenance provenance, CsvStyle style)
      throws IOException {
    ObjectNode descriptor = JSON.createObjectNode();
    descriptor.put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    descriptor.put("name", "export-matrix-note");
    descriptor.put("title", provenance.title());
    descriptor.put(
        "description",
        (provenance.synthetic().isEmpty() ? "" : provenance.synthetic() + " ")
            + String.join(" ", provenance.lines()));
    descriptor.put("version", provenance.release());
    descriptor.putArray("sources").addObject().put("title", provenance.source());
    descriptor
        .putArray("licenses")
        .addObject()
        .put("name", provenance.licence().replaceAll("[^-a-zA-Z0-9._]+", "-"))
        .put("title", provenance.licence());
    ArrayNode resources = descriptor.putArray("resources");
    for (DataTable table : tables) {
      resource(resources.addObject(), file, table, style);
    }
    Files.writeString(file, JSON.writeValueAsString(descriptor) + "\n");
  }

  private static void resource(
      ObjectNode resource, Path descriptor, DataTable table, CsvStyle style) throws IOException {
    String path = "tables/" + table.name() + ".csv";
    byte[] bytes = Files.readAllBytes(descriptor.resolveSibling(path));
    resource.put("name", table.name());
    resource.put("type", "table");
    resource.put("title", table.title());
    resource.put("path", path);
    resource.put("format", "csv");
    resource.put("mediatype", "text/csv");
    resource.put("encoding", "utf-8");
    resource.put("bytes", bytes.length);
    resource.put("hash", "sha256:" + sha256(bytes));
    resource
        .putObject("dialect")
        .put("delimiter", String.valueOf(style.delimiter()))
        .put("lineTerminator", "\r\n");
    ObjectNode schema = resource.putObject("schema");
    ArrayNode fields = schema.putArray("fields");
    for (Column column : table.columns()) {
      ObjectNode field = fields.addObject();
      field.put("name", column.name());
      field.put("type", column.kind().type());
      field.put("title", column.label());
      if (!column.meaning().isEmpty()) {
        field.put("description", column.meaning());
      }
      if (column.kind().type().equals("number")) {
        field.put("decimalChar", String.valueOf(style.decimal()));
      }
    }
    schema.putArray("missingValues").add("");
    ArrayNode key = schema.putArray("primaryKey");
    table.key().forEach(key::add);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
