package exportmatrix.benchmarks.samples;

import java.util.SplittableRandom;

/**
 * Seeded random numbers, one independent stream per name.
 *
 * <p>A stream depends on the seed and its name alone, so a cell keeps its numbers when another cell
 * is added. Logarithms and roots are {@link StrictMath}'s: the same bits on every machine.
 */
final class Draws {
  private final SplittableRandom random;

  private Draws(SplittableRandom random) {
    this.random = random;
  }

  /** The stream of one name. */
  static Draws of(long seed, String name) {
    long state = seed;
    for (int i = 0; i < name.length(); i++) {
      state = (state ^ name.charAt(i)) * 0x100000001B3L;
    }
    return new Draws(new SplittableRandom(state));
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  /** Uniform over the whole numbers from first to last, both included. */
  int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  /** Standard normal, by Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** Log-normal with median 1 and the given standard deviation of its logarithm. */
  double around1(double sigma) {
    return StrictMath.exp(sigma * normal());
  }
}
