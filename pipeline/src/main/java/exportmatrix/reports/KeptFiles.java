package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Span;
import exportmatrix.reports.Manifest.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the cube that a release takes over, and what must be known of them. */
final class KeptFiles {

  private final Kept kept;
  private final CubeFile.Format format;
  private final ReleaseStore store;

  KeptFiles(Kept kept, CubeFile.Format format, ReleaseStore store) {
    this.kept = kept;
    this.format = format;
    this.store = store;
  }

  private Path cube() {
    return kept.folder().resolve(format.cube().name());
  }

  /**
   * Gives the files a second name in the new release; removing one release leaves the other alone.
   */
  void link(Path release) {
    for (Kept.Part part : kept.parts()) {
      for (Path file : store.list(part.in(cube()))) {
        store.link(file, release.resolve(kept.folder().relativize(file)));
      }
    }
  }

  /**
   * @param found the files of the new release
   * @throws CheckFailedException where one that was taken over is not what it was published as
   */
  void requireAsPublished(List<FileEntry> found) {
    Path manifest = kept.folder().resolve(Manifest.FILE);
    Set<FileEntry> published =
        Set.copyOf(Manifest.files(manifest, store.read(manifest).orElseThrow()));
    Set<Path> folders =
        kept.parts().stream().map(part -> part.in(cube())).collect(Collectors.toSet());
    for (FileEntry file : found) {
      Path path = kept.folder().resolve(file.path());
      if (folders.contains(path.getParent()) && !published.contains(file)) {
        throw new CheckFailedException(
            "%s: expected the file that was published, found another; nothing was published; run again with --rebuild"
                .formatted(path));
      }
    }
  }

  /** What was told of the cells when they were written, a part at a time. */
  List<CubeFile.Content> contents() {
    Path file = kept.folder().resolve("json").resolve(Parts.FILE);
    try {
      return Parts.parse(
          Json.parse(store.read(file).orElseThrow()), kept.parts(), format.cube(), format.names());
    } catch (IOException | RuntimeException e) {
      throw Manifest.damaged(file, e);
    }
  }

  /**
   * @param tables the periods of each span of which tables may be shown
   */
  EarlierDocuments documents(Map<Span, List<String>> tables) {
    Path json = kept.folder().resolve("json");
    Set<String> names =
        Stream.of(Dashboards.TERRITORY, Dashboards.MARKET)
            .flatMap(kind -> store.list(json.resolve(kind)).stream())
            .map(file -> json.relativize(file).toString().replace('\\', '/'))
            .map(path -> path.substring(0, path.length() - EarlierDocuments.ENDING.length()))
            .collect(Collectors.toSet());
    return new EarlierDocuments(
        json.toString(), names, new KeptDocument.Choice(Set.copyOf(kept.parts()), tables));
  }
}
