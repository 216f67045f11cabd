package exportmatrix.jobs.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exportmatrix.model.ConfigException;
import exportmatrix.model.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of published releases. */
public record PublishedReports(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "release=";

  /**
   * @throws ConfigException where the location is no folder of this machine
   */
  public static PublishedReports at(String location) {
    if (location.startsWith("file:")) {
      return new PublishedReports(Path.of(URI.create(location)));
    }
    if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
      throw new ConfigException(
          "reports.location: questions are answered from a folder of this machine, found %s; mount"
                  .formatted(location)
              + " or copy it");
    }
    return new PublishedReports(Path.of(location));
  }

  /** The release that the collection's pointer names; empty before the first one. */
  public Optional<PublishedRelease> latest(String collection) {
    Path pointer = folder.resolve(collection).resolve("latest.json");
    if (!Files.exists(pointer)) {
      return Optional.empty();
    }
    return Optional.of(release(collection, json(pointer).path("release").asText()));
  }

  public PublishedRelease release(String collection, String id) {
    return new PublishedRelease(id, folder.resolve(collection).resolve(PREFIX + id));
  }

  /** Ids of the collection's releases that are kept, oldest edition first. */
  public List<String> releases(String collection) {
    Path of = folder.resolve(collection);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(of)) {
      return entries
          .map(p -> p.getFileName().toString())
          .filter(name -> name.startsWith(PREFIX))
          .map(name -> name.substring(PREFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new StorageException(
          file + ": expected JSON that a run has published, found " + e.getMessage(), e);
    }
  }
}
