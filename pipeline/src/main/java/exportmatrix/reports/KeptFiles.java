package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.reports.Manifest.FileEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

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

  /** What is told of the cells, a part at a time. */
  List<CubeFile.Content> contents(JavaSparkContext spark) {
    CubeFile.Format shipped = format;
    String folder = cube().toString();
    return parts(spark)
        .map(part -> new KeptCells(shipped, Path.of(folder), part).content())
        .collect();
  }

  /** The packs of new cells, and those of kept ones that documents show. */
  JavaRDD<Pack> shown(JavaRDD<Pack> packs, Dashboards dashboards) {
    CubeFile.Format shipped = format;
    String folder = cube().toString();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(packs.context());
    return packs.union(
        parts(spark)
            .flatMap(
                part ->
                    new KeptCells(shipped, Path.of(folder), part)
                        .cells(dashboards.choice(part.span(), part.period()))
                        .iterator()));
  }

  private JavaRDD<Kept.Part> parts(JavaSparkContext spark) {
    return spark.parallelize(kept.parts(), Math.max(1, Math.min(kept.parts().size(), 64)));
  }
}
