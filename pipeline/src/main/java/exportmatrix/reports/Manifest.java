package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.FileRecord;
import exportmatrix.model.StorageException;
import exportmatrix.reports.Provenance.CheckResult;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code manifest.json}: what a release is made of, and what it is made from. */
final class Manifest {

  static final String FILE = "manifest.json";

  private Manifest() {}

  /**
   * @param path below the release's folder, with {@code /}
   */
  record FileEntry(String path, long bytes, String sha256) {}

  static byte[] render(
      Release release,
      List<Summary> tables,
      List<CheckResult> checks,
      List<FileEntry> files,
      Instant finishedAt) {
    return Json.indented(
        json -> {
          Provenance provenance = release.provenance();
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeStringField("collection", release.collection().id());
          json.writeStringField("label_it", release.collection().labelIt());
          json.writeStringField("label_en", release.collection().labelEn());
          json.writeBooleanField("synthetic", release.collection().synthetic());
          json.writeStringField("source", release.collection().source());
          json.writeStringField("licence", release.collection().licence());
          json.writeStringField("release", release.id());
          json.writeStringField("edition", provenance.edition());
          json.writeStringField("version", provenance.version());
          json.writeStringField("configuration_sha256", provenance.configuration());
          json.writeStringField("code_lists_sha256", provenance.codes());
          json.writeStringField("started_at", provenance.startedAt().toString());
          json.writeStringField("finished_at", finishedAt.toString());
          json.writeArrayFieldStart("inputs");
          List<FileRecord> inputs =
              release.inputs().stream()
                  .sorted(
                      Comparator.comparing(FileRecord::dataset)
                          .thenComparing(FileRecord::edition)
                          .thenComparing(FileRecord::name)
                          .thenComparing(FileRecord::file))
                  .toList();
          for (FileRecord input : inputs) {
            input(json, input);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("tables");
          for (Summary table : tables) {
            json.writeStartObject();
            json.writeStringField("name", table.table());
            json.writeNumberField("rows", table.rows());
            json.writeObjectFieldStart("cents");
            for (Map.Entry<String, BigInteger> sum : table.cents().entrySet()) {
              json.writeNumberField(sum.getKey(), sum.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("checks");
          for (CheckResult check : checks) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeStringField("what", check.what());
            json.writeStringField("outcome", check.outcome());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("files");
          for (FileEntry file : files) {
            json.writeStartObject();
            json.writeStringField("path", file.path());
            json.writeNumberField("bytes", file.bytes());
            json.writeStringField("sha256", file.sha256());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /**
   * @param file where the content was read, for the message
   */
  static ManifestView parse(Path file, byte[] content) {
    JsonNode tree = tree(file, content);
    try {
      List<FileRecord> inputs = new ArrayList<>();
      for (JsonNode input : tree.required("inputs")) {
        inputs.add(
            new FileRecord(
                input.required("file").textValue(),
                input.required("name").textValue(),
                input.required("dataset").textValue(),
                input.required("edition").textValue(),
                input.required("first_period").textValue(),
                input.required("last_period").textValue(),
                input.required("bytes").longValue(),
                ends(input.required("rows")),
                ends(input.required("cents"))));
      }
      long cells = 0;
      for (JsonNode table : tree.required("tables")) {
        if (table.required("name").textValue().equals("indicators")) {
          cells = table.required("rows").longValue();
        }
      }
      return new ManifestView(
          tree.required("collection").textValue(),
          tree.required("label_it").textValue(),
          tree.required("label_en").textValue(),
          tree.required("synthetic").booleanValue(),
          tree.required("release").textValue(),
          tree.required("edition").textValue(),
          tree.required("schema_version").textValue(),
          tree.required("version").textValue(),
          tree.required("configuration_sha256").textValue(),
          tree.required("code_lists_sha256").textValue(),
          Instant.parse(tree.required("started_at").textValue()),
          Instant.parse(tree.required("finished_at").textValue()),
          inputs,
          cells);
    } catch (RuntimeException e) {
      throw damaged(file, e);
    }
  }

  /** The files that the manifest lists. */
  static List<FileEntry> files(Path file, byte[] content) {
    List<FileEntry> files = new ArrayList<>();
    try {
      for (JsonNode entry : tree(file, content).required("files")) {
        files.add(
            new FileEntry(
                entry.required("path").textValue(),
                entry.required("bytes").longValue(),
                entry.required("sha256").textValue()));
      }
    } catch (IllegalArgumentException e) {
      throw damaged(file, e);
    }
    return files;
  }

  static StorageException damaged(Path file, Exception cause) {
    return new StorageException(
        "%s: expected the JSON that a release was published with, found: %s; restore the file, or remove its release"
            .formatted(file, String.valueOf(cause.getMessage()).lines().findFirst().orElse("")),
        cause);
  }

  private static JsonNode tree(Path file, byte[] content) {
    try {
      return Json.parse(content);
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static FileRecord.Ends ends(JsonNode node) {
    return new FileRecord.Ends(
        node.required("read").longValue(),
        node.required("accepted").longValue(),
        node.required("duplicate").longValue(),
        node.required("filtered").longValue(),
        node.required("rejected").longValue());
  }

  private static void input(JsonGenerator json, FileRecord input) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", input.file());
    json.writeStringField("name", input.name());
    json.writeStringField("dataset", input.dataset());
    json.writeStringField("edition", input.edition());
    json.writeStringField("first_period", input.firstPeriod());
    json.writeStringField("last_period", input.lastPeriod());
    json.writeNumberField("bytes", input.bytes());
    ends(json, "rows", input.rows());
    ends(json, "cents", input.cents());
    json.writeEndObject();
  }

  private static void ends(JsonGenerator json, String name, FileRecord.Ends ends)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("read", ends.read());
    json.writeNumberField("accepted", ends.accepted());
    json.writeNumberField("duplicate", ends.duplicate());
    json.writeNumberField("filtered", ends.filtered());
    json.writeNumberField("rejected", ends.rejected());
    json.writeEndObject();
  }
}
