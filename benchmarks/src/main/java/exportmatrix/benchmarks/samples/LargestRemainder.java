package exportmatrix.benchmarks.samples;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds parts to whole numbers whose sum is the rounded sum of the parts: all are cut, and the
 * units that are missing go to the largest remainders (Hamilton's method; ties to the earlier).
 */
final class LargestRemainder {
  private LargestRemainder() {}

  /** The rounded parts, none of them negative, in the order given. */
  static long[] round(double[] parts) {
    long[] rounded = new long[parts.length];
    double sum = 0;
    long cut = 0;
    for (int i = 0; i < parts.length; i++) {
      rounded[i] = (long) StrictMath.floor(parts[i]);
      sum += parts[i];
      cut += rounded[i];
    }
    List<Integer> byRemainder =
        IntStream.range(0, parts.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> rounded[i] - parts[i]))
            .toList();
    long missing = StrictMath.round(sum) - cut;
    for (int i = 0; i < missing; i++) {
      rounded[byRemainder.get(i)]++;
    }
    return rounded;
  }
}
