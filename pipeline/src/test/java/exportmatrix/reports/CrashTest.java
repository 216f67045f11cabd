package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.reports.Manifest.FileEntry;
import exportmatrix.reports.Reports.LatestPointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publish that is killed at any of its steps leaves the last release whole and the next publish
 * completes.
 */
class CrashTest {

  @TempDir Path root;

  private final Release next = SampleRelease.of("new", 5);

  @Test
  void aDeathWhileItIsWrittenLeavesTheOldRelease() {
    published();
    Map<String, String> old = released(root, "old");
    for (int death : List.of(0, 1, 5, 12, 20)) {
      DyingStore dying = new DyingStore(root, death);
      assertThatThrownBy(() -> new Reports(dying, Limits.DEFAULT).publish(next))
          .isInstanceOf(Killed.class);
      assertThat(new Reports(root.toString()).latest("sample").orElseThrow().release())
          .isEqualTo("old");
      assertThat(released(root, "old")).isEqualTo(old);
    }
    assertThat(Folders.content(root).keySet()).anyMatch(path -> path.contains(".staging-new"));

    assertThat(new Reports(root.toString()).publish(next).added()).isTrue();
    assertThat(Folders.content(root).keySet()).noneMatch(path -> path.contains(".staging-"));
  }

  @Test
  void aDeathWhileItIsPublishedLeavesTheOldReleaseOrTheNewOneWhole() {
    Path template = root.resolve("template");
    Reports reports = new Reports(template.toString());
    reports.publish(SampleRelease.of("older", 3));
    reports.publish(SampleRelease.of("old", 4));
    List<FileEntry> files = stage(template);

    Path rehearsal = copy(template, "rehearsal");
    DyingStore counting = new DyingStore(rehearsal, Integer.MAX_VALUE);
    commit(counting, rehearsal, files);
    Map<String, String> expected = released(rehearsal, "new");
    assertThat(counting.steps)
        .contains(
            "rename release=new",
            "replace latest.json",
            "append history.jsonl",
            "replace index.json",
            "deleteFolder release=older");

    for (int death = 0; death < counting.steps.size(); death++) {
      Path place = copy(template, "death-" + death);
      DyingStore dying = new DyingStore(place, death);
      assertThatThrownBy(() -> commit(dying, place, files)).isInstanceOf(Killed.class);

      String where = "killed before: " + counting.steps.get(death);
      Reports after = new Reports(place.toString());
      LatestPointer seen = after.latest("sample").orElseThrow();
      assertThat(seen.release()).as(where).isIn("old", "new");
      assertThat(released(place, seen.release()))
          .as(where)
          .isEqualTo(seen.release().equals("old") ? released(template, "old") : expected);

      after.recover();
      assertThat(place.resolve("index.json"))
          .as(where)
          .content()
          .contains("release=" + seen.release());
      commit(new ReleaseStore(place.toString()), place, stage(template, place));
      assertThat(after.latest("sample").orElseThrow().release()).as(where).isEqualTo("new");
      assertThat(released(place, "new")).as(where).isEqualTo(expected);
      assertThat(Folders.content(place).keySet())
          .as(where)
          .noneMatch(path -> path.contains(ReleaseStore.ASIDE))
          .noneMatch(path -> path.contains("older"));
      assertThat(place.resolve("index.json")).as(where).content().contains("release=new");
    }
  }

  private void published() {
    new Reports(root.toString()).publish(SampleRelease.of("old", 4));
  }

  private void commit(ReleaseStore store, Path place, List<FileEntry> files) {
    new Reports(store, Limits.DEFAULT).commit(next, stagingIn(place), files);
  }

  private List<FileEntry> stage(Path place) {
    ReleaseStore store = new ReleaseStore(place.toString());
    store.createFolder(stagingIn(place));
    return new ReleaseWriter(store, Limits.DEFAULT).write(next, stagingIn(place));
  }

  private List<FileEntry> stage(Path template, Path place) {
    copyFolder(stagingIn(template), stagingIn(place));
    return new ReleaseWriter(new ReleaseStore(place.toString()), Limits.DEFAULT)
        .entries(stagingIn(place));
  }

  private Path stagingIn(Path place) {
    return place.resolve("sample").resolve(Reports.stagingOf(next));
  }

  private Path copy(Path template, String name) {
    Path place = root.resolve(name);
    copyFolder(template, place);
    return place;
  }

  private static void copyFolder(Path from, Path to) {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The release's files but for its manifest, which names times. */
  private static Map<String, String> released(Path place, String release) {
    Map<String, String> content =
        new TreeMap<>(Folders.content(place.resolve("sample/release=" + release)));
    assertThat(content.remove("manifest.json")).isNotNull();
    return content;
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies before a step, and then does nothing any more: no clean-up runs in a killed process. */
  private static final class DyingStore extends ReleaseStore {

    private final int death;
    private final List<String> steps = new ArrayList<>();

    DyingStore(Path root, int death) {
      super(root.toString());
      this.death = death;
    }

    private void step(String what, Path path) {
      if (steps.size() >= death) {
        throw new Killed();
      }
      steps.add(what + " " + path.getFileName());
    }

    @Override
    void createFolder(Path folder) {
      step("createFolder", folder);
      super.createFolder(folder);
    }

    @Override
    void write(Path file, byte[] content) {
      step("write", file);
      super.write(file, content);
    }

    @Override
    void replace(Path file, byte[] content) {
      try {
        step("replace", file);
      } catch (Killed killed) {
        tear(file, content);
        throw killed;
      }
      super.replace(file, content);
    }

    @Override
    void append(Path file, String line) {
      step("append", file);
      super.append(file, line);
    }

    @Override
    void rename(Path from, Path to) {
      step("rename", to);
      super.rename(from, to);
    }

    @Override
    void force(Path path) {
      step("force", path);
      super.force(path);
    }

    @Override
    void deleteFolder(Path folder) {
      step("deleteFolder", folder);
      super.deleteFolder(folder);
    }

    @Override
    void deleteFile(Path file) {
      step("deleteFile", file);
      super.deleteFile(file);
    }

    private static void tear(Path file, byte[] content) {
      try {
        Files.write(
            file.resolveSibling(ASIDE + file.getFileName()),
            Arrays.copyOf(content, content.length / 2));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
