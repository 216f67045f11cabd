package exportmatrix.reports;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Borders;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.ConfigException;
import exportmatrix.model.StorageException;
import exportmatrix.model.Table;
import exportmatrix.reports.Manifest.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * The published releases of all collections below one folder.
 *
 * <p>A release is written aside, checked, given its name by one rename, and then pointed to;
 * readers see the old release or the new one, whole. Only {@link #publish} needs Spark. Whatever
 * changes something here expects that the caller holds the lock of this folder.
 */
public final class Reports {

  private final ReleaseStore store;
  private final Limits limits;
  private final Pointers pointers;
  private final Page page;

  /**
   * @param location a folder of this machine, as a path or a {@code file:} URI
   */
  public Reports(String location) {
    this(location, Optional.empty());
  }

  /**
   * @param borders those that the page shows; empty: none
   */
  public Reports(String location, Optional<Borders> borders) {
    this(new ReleaseStore(location), Limits.DEFAULT, borders);
  }

  Reports(ReleaseStore store, Limits limits) {
    this(store, limits, Optional.empty());
  }

  private Reports(ReleaseStore store, Limits limits, Optional<Borders> borders) {
    this.store = store;
    this.limits = limits;
    this.pointers = new Pointers(store);
    this.page = new Page(borders);
  }

  /**
   * What {@code latest.json} of a collection says.
   *
   * @param folder where that release lies
   */
  public record LatestPointer(String collection, String release, String edition, Path folder) {}

  /** One release that is there, and whether it is the one to read. */
  public record ReleaseEntry(ManifestView manifest, Path folder, boolean current) {}

  /**
   * What a publish did.
   *
   * @param added false: the same release lay there already, and only the pointer may have moved
   */
  public record Published(ManifestView manifest, Path folder, boolean added) {}

  /**
   * Writes a release, checks it and points to it; removes releases that are no longer kept.
   *
   * @throws CheckFailedException where the figures break their contract: nothing is published
   * @throws StorageException where the folder cannot be written: the last release stays
   */
  public Published publish(Release release) {
    Path staging = store.root().resolve(release.collection().id()).resolve(stagingOf(release));
    try {
      recover();
      store.createFolder(staging);
      List<FileEntry> written = new ReleaseWriter(store, limits).write(release, staging);
      return commit(release, staging, written);
    } catch (RuntimeException e) {
      discard(staging, e);
      throw ReleaseStore.explained(e, staging);
    }
  }

  static String stagingOf(Release release) {
    return ReleaseStore.ASIDE + release.id();
  }

  /** Gives a staged release its name, points to it, and lets old ones go. */
  Published commit(Release release, Path staging, List<FileEntry> written) {
    String collection = release.collection().id();
    Path target = staging.resolveSibling(Pointers.folderOf(release.id()));
    boolean added = settle(staging, target, written);
    ManifestView manifest = pointers.findManifest(collection, release.id()).orElseThrow();
    page.write(store, target.getParent());
    pointers.move(manifest, "publish");
    removeOld(collection, release.keepReleases());
    return new Published(manifest, target, added);
  }

  /** Removes what runs that died left behind, and makes the index agree with the pointers. */
  public void recover() {
    store.removeLeftovers(store.root());
    for (Path collection : store.folders(store.root())) {
      store.removeLeftovers(collection);
      store.removeLeftovers(collection.resolve(Page.FOLDER));
    }
    if (!store.folders(store.root()).isEmpty()) {
      pointers.refreshIndex();
    }
  }

  /** The release to read; empty: nothing is published of this collection. */
  public Optional<LatestPointer> latest(String collection) {
    return pointers.latest(collection);
  }

  /** The releases that are there, the one finished last first. */
  public List<ReleaseEntry> releases(String collection) {
    String current = latest(collection).map(LatestPointer::release).orElse("");
    return store.folders(store.root().resolve(collection)).stream()
        .filter(folder -> releaseOf(folder).isPresent())
        .flatMap(
            folder ->
                pointers.findManifest(collection, releaseOf(folder).orElseThrow()).stream()
                    .map(
                        manifest ->
                            new ReleaseEntry(manifest, folder, manifest.release().equals(current))))
        .sorted(
            Comparator.comparing((ReleaseEntry entry) -> entry.manifest().finishedAt())
                .thenComparing(entry -> entry.manifest().release())
                .reversed())
        .toList();
  }

  /** What a release says of itself; empty: there is none of that name. */
  public Optional<ManifestView> manifest(String collection, String release) {
    return pointers.findManifest(collection, release);
  }

  /** Where a release lies; empty: there is none of that name. */
  public Optional<Path> folder(String collection, String release) {
    return manifest(collection, release)
        .map(of -> store.root().resolve(collection).resolve(Pointers.folderOf(release)));
  }

  /**
   * The rows of a table of a published release, read here.
   *
   * @param release its folder
   */
  public static List<Row> rows(Path release, Table table) {
    List<Row> rows = new ArrayList<>();
    StoredColumns.rows(release.resolve(table.name()), table).forEachRemaining(rows::add);
    return rows;
  }

  /**
   * Whether a later release may take over from this one: it is of the same format, says what it
   * holds, and its documents show all they may.
   */
  public boolean continuable(Path release) {
    Path parts = release.resolve("json").resolve(Parts.FILE);
    Optional<byte[]> content = store.read(parts);
    try {
      return content.isPresent() && Parts.wholeDocuments(Json.parse(content.get()));
    } catch (IOException e) {
      throw Manifest.damaged(parts, e);
    }
  }

  /** Every territory, market and product that the catalog of a published release names. */
  public Set<String> codes(Path release) {
    Path catalog = release.resolve("json").resolve("catalog.json");
    try {
      JsonNode tree = Json.parse(store.read(catalog).orElse(new byte[0]));
      Set<String> codes = new TreeSet<>();
      for (String members : List.of("territories", "markets", "sectors", "products")) {
        tree.path(members).forEach(member -> codes.add(member.path("code").asText()));
      }
      return codes;
    } catch (IOException e) {
      throw Manifest.damaged(catalog, e);
    }
  }

  /**
   * Moves the pointer to a release that is there; recorded in {@code history.jsonl}.
   *
   * @throws ConfigException where there is no such release
   */
  public void pointTo(String collection, String release) {
    ManifestView manifest =
        pointers
            .findManifest(collection, release)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "%s: expected one of its releases (%s), found '%s'"
                            .formatted(
                                collection,
                                releases(collection).stream()
                                    .map(entry -> entry.manifest().release())
                                    .collect(joining(", ")),
                                release)));
    pointers.move(manifest, "rollback");
  }

  /** Gives the staged release its name; false: it lies there already, byte for byte. */
  private boolean settle(Path staging, Path target, List<FileEntry> written) {
    Optional<byte[]> manifest = store.read(target.resolve(Manifest.FILE));
    if (manifest.isPresent()) {
      List<FileEntry> found = new ReleaseWriter(store, limits).entries(target);
      if (found.equals(written)) {
        store.deleteFolder(staging);
        return false;
      }
      if (found.equals(Manifest.files(target.resolve(Manifest.FILE), manifest.get()))) {
        throw new CheckFailedException(
            "%s: expected the same figures from the same inputs, configuration and version; found others in %s; nothing was published; remove the folder to publish anew"
                .formatted(target, firstDifference(found, written)));
      }
      store.deleteFolder(target); // damaged: it is not what it was published as
    }
    store.rename(staging, target);
    store.force(target.getParent());
    return true;
  }

  private static String firstDifference(List<FileEntry> old, List<FileEntry> now) {
    return IntStream.range(0, Math.max(old.size(), now.size()))
        .filter(i -> i >= old.size() || i >= now.size() || !old.get(i).equals(now.get(i)))
        .mapToObj(i -> i < now.size() ? now.get(i).path() : old.get(i).path())
        .findFirst()
        .orElse("");
  }

  private void removeOld(String collection, int keep) {
    releases(collection).stream()
        .skip(keep)
        .filter(entry -> !entry.current())
        .forEach(entry -> store.deleteFolder(entry.folder()));
  }

  private void discard(Path staging, RuntimeException failure) {
    try {
      if (!store.list(staging).isEmpty()) {
        store.deleteFolder(staging);
      }
    } catch (StorageException e) {
      failure.addSuppressed(e);
    }
  }

  private static Optional<String> releaseOf(Path folder) {
    String name = String.valueOf(folder.getFileName());
    String prefix = Pointers.folderOf("");
    return name.startsWith(prefix)
        ? Optional.of(name.substring(prefix.length()))
        : Optional.empty();
  }
}
