package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a text fits is what gzip itself would say, to the byte. */
class GzippedTest {

  static Stream<byte[]> texts() {
    Random random = new Random(7);
    byte[] noise = new byte[300_000];
    random.nextBytes(noise);
    String figures =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "{\"period\":\"2016-Q1\",\"value_eur\":" + random.nextInt(1_000_000))
            .collect(Collectors.joining(","));
    return Stream.of(
        new byte[0], noise, Arrays.copyOf(noise, 1), figures.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextFitsItsGzippedSizeAndNoLess(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    assertThat(Gzipped.size(text)).isEqualTo(bytes.size());
    assertThat(Gzipped.fits(text, bytes.size())).isTrue();
    assertThat(Gzipped.fits(text, bytes.size() - 1)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void itsOwnLengthIsEnoughToTell(byte[] text) {
    assertThat(Gzipped.fits(text, text.length + text.length / 1000 + 30)).isTrue();
  }
}
