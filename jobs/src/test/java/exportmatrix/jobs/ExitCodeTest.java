package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.ConfigException;
import exportmatrix.model.InputException;
import exportmatrix.model.LockedException;
import exportmatrix.model.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExitCodeTest {

  @ParameterizedTest(name = "{0} exits {1}: {2}")
  @MethodSource("failures")
  void tellsTheShellWhatHappened(Throwable failure, int code, String message) {
    ExitCode.Verdict verdict = ExitCode.of(failure);

    assertThat(verdict.exit().code).isEqualTo(code);
    assertThat(verdict.message()).startsWith(message);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UsageException("u"), 2, "u"),
        Arguments.of(new ConfigException("c"), 3, "c"),
        Arguments.of(new InputException("i"), 4, "i"),
        Arguments.of(new CheckFailedException("q"), 5, "q"),
        Arguments.of(new LockedException("l"), 6, "l"),
        Arguments.of(new StorageException("s"), 7, "s"),
        Arguments.of(new SparkException("task", new InputException("i")), 4, "i"),
        Arguments.of(
            new SparkException("task", new IOException("No space left on device")),
            7,
            "the disk is full"),
        Arguments.of(
            new UncheckedIOException(new AccessDeniedException("/data/out")),
            7,
            "/data/out: no permission"),
        Arguments.of(
            new UncheckedIOException(new FileNotFoundException("/out/x (Permission denied)")),
            7,
            "/out/x (Permission denied); give this user write access"),
        Arguments.of(new IllegalStateException("odd"), 1, "unexpected java.lang.IllegalState"),
        Arguments.of(new OutOfMemoryError("heap"), 1, "out of memory; give it more"));
  }
}
