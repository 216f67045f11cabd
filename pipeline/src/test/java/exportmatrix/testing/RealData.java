package exportmatrix.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real files of ISTAT and Eurostat, which the project tests against where they lie and does not
 * carry: the folder named by {@code EXPORT_MATRIX_REAL_DATA}, else {@code ../shared/data} beside
 * the repository.
 */
public final class RealData {

  private RealData() {}

  /** The folder of the real files; empty where there is none. */
  public static Optional<Path> folder() {
    String named = System.getenv("EXPORT_MATRIX_REAL_DATA");
    Path root = Path.of(System.getProperty("exportmatrix.root", "..")).toAbsolutePath();
    Path folder = named != null ? Path.of(named) : root.resolve("../shared/data").normalize();
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** One real file; the test is skipped, with a message, where it is not there. */
  public static Path file(String name) {
    Optional<Path> file = folder().map(f -> f.resolve(name)).filter(Files::exists);
    Assumptions.assumeTrue(
        file.isPresent(),
        "skipped: the real file " + name + " is not here; set EXPORT_MATRIX_REAL_DATA");
    return file.orElseThrow();
  }
}
