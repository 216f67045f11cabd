package exportmatrix.reports;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.reports.Reports.LatestPointer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The few bytes that decide what readers see: {@code latest.json} and {@code index.json}. */
final class Pointers {

  private static final String LATEST = "latest.json";
  private static final String INDEX = "index.json";

  /** One line per move of a pointer, never rewritten. */
  static final String HISTORY = "history.jsonl";

  private final ReleaseStore store;
  private final Schemas schemas = new Schemas(List.of());

  Pointers(ReleaseStore store) {
    this.store = store;
  }

  static String folderOf(String release) {
    return "release=" + release;
  }

  Optional<LatestPointer> latest(String collection) {
    Path file = store.root().resolve(collection).resolve(LATEST);
    return store.read(file).map(content -> parse(file, collection, content));
  }

  /**
   * @param why publish or rollback
   */
  void move(ManifestView to, String why) {
    Path folder = store.root().resolve(to.collection());
    Optional<LatestPointer> before = latest(to.collection());
    byte[] latest =
        Json.indented(
            json -> {
              json.writeStartObject();
              json.writeStringField("schema_version", Schemas.VERSION);
              json.writeStringField("collection", to.collection());
              json.writeStringField("release", to.release());
              json.writeStringField("edition", to.edition());
              json.writeStringField("manifest", folderOf(to.release()) + "/" + Manifest.FILE);
              json.writeEndObject();
            });
    schemas.require(Schemas.Kind.LATEST, LATEST, latest);
    store.replace(folder.resolve(LATEST), latest);
    if (before.isEmpty() || !before.get().release().equals(to.release())) {
      store.append(folder.resolve(HISTORY), historyLine(before, to, why));
    }
    refreshIndex();
  }

  /** Writes the index anew where it does not say what the collections' pointers say. */
  void refreshIndex() {
    byte[] index =
        Json.indented(
            json -> {
              json.writeStartObject();
              json.writeStringField("schema_version", Schemas.VERSION);
              json.writeArrayFieldStart("collections");
              for (Path folder : store.folders(store.root())) {
                String collection = String.valueOf(folder.getFileName());
                Optional<LatestPointer> latest = latest(collection);
                if (latest.isPresent()) {
                  ManifestView manifest = manifest(collection, latest.get().release());
                  String path = collection + "/" + folderOf(manifest.release());
                  json.writeStartObject();
                  json.writeStringField("collection", collection);
                  json.writeStringField("label_it", manifest.labelIt());
                  json.writeStringField("label_en", manifest.labelEn());
                  json.writeBooleanField("synthetic", manifest.synthetic());
                  json.writeStringField("release", manifest.release());
                  json.writeStringField("edition", manifest.edition());
                  json.writeStringField("latest", collection + "/" + LATEST);
                  json.writeStringField("manifest", path + "/" + Manifest.FILE);
                  json.writeEndObject();
                }
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    schemas.require(Schemas.Kind.INDEX, INDEX, index);
    Path file = store.root().resolve(INDEX);
    if (!store.read(file).map(old -> Arrays.equals(old, index)).orElse(false)) {
      store.replace(file, index);
    }
  }

  /** What the release of that name says of itself; empty: there is none. */
  Optional<ManifestView> findManifest(String collection, String release) {
    Path file = manifestFile(collection, release);
    return store.read(file).map(content -> Manifest.parse(file, content));
  }

  private ManifestView manifest(String collection, String release) {
    return findManifest(collection, release)
        .orElseThrow(
            () ->
                Manifest.damaged(
                    manifestFile(collection, release), new IOException("no such file")));
  }

  private Path manifestFile(String collection, String release) {
    return store.root().resolve(collection).resolve(folderOf(release)).resolve(Manifest.FILE);
  }

  private static LatestPointer parse(Path file, String collection, byte[] content) {
    try {
      JsonNode tree = Json.parse(content);
      return new LatestPointer(
          collection,
          tree.required("release").textValue(),
          tree.required("edition").textValue(),
          file.resolveSibling(folderOf(tree.required("release").textValue())));
    } catch (IOException | IllegalArgumentException e) {
      throw Manifest.damaged(file, e);
    }
  }

  private static String historyLine(Optional<LatestPointer> before, ManifestView to, String why) {
    byte[] line =
        Json.compact(
            json -> {
              json.writeStartObject();
              json.writeStringField("at", Instant.now().toString());
              json.writeStringField("why", why);
              json.writeStringField("from", before.map(LatestPointer::release).orElse(null));
              json.writeStringField("to", to.release());
              json.writeEndObject();
            });
    return new String(line, java.nio.charset.StandardCharsets.UTF_8).strip();
  }
}
