package exportmatrix.ingest;

import exportmatrix.model.DatasetSpec;
import exportmatrix.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a dataset's {@code input} names. */
final class InputFiles {

  static final Comparator<Path> BY_NAME =
      Comparator.comparing((Path file) -> file.getFileName().toString())
          .thenComparing(Path::toString);

  private static final Pattern FIRST_WILDCARD = Pattern.compile("[*?\\[{]");

  private InputFiles() {}

  static List<Path> of(DatasetSpec spec) {
    return spec.input().stream()
        .flatMap(input -> of(spec, input).stream())
        .map(file -> file.toAbsolutePath().normalize())
        .distinct()
        .sorted(BY_NAME)
        .toList();
  }

  private static List<Path> of(DatasetSpec spec, String input) {
    Path path = Path.of(input);
    try {
      if (Files.isDirectory(path)) {
        return inFolder(path);
      }
      if (Files.exists(path)) {
        return List.of(path);
      }
      Matcher wildcard = FIRST_WILDCARD.matcher(input);
      if (wildcard.find()) {
        Path folder = Path.of(input.substring(0, wildcard.start()) + "x").getParent();
        if (folder != null && Files.isDirectory(folder)) {
          return matching(folder, input);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          "dataset %s: input %s cannot be listed (%s); change its permissions"
              .formatted(spec.id(), input, OneLine.of(e.getMessage())),
          e);
    }
    throw new InputException(
        "dataset %s: input %s is not there; expected a file, a folder or a pattern in a folder: fetch it, or correct the dataset's input"
            .formatted(spec.id(), input));
  }

  private static List<Path> matching(Path folder, String pattern) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    int depth =
        pattern.contains("**")
            ? Integer.MAX_VALUE
            : Path.of(pattern).getNameCount() - folder.getNameCount();
    try (Stream<Path> paths = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return paths.filter(matcher::matches).filter(InputFiles::isVisibleFile).toList();
    }
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(InputFiles::isVisibleFile).toList();
    }
  }

  private static boolean isVisibleFile(Path file) {
    return !file.getFileName().toString().startsWith(".") && !Files.isDirectory(file);
  }
}
