package exportmatrix.benchmarks.trade;

/** Random numbers that depend on their place alone, so that no number waits for another. */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Dice() {}

  /** The number at a place: 64 random bits, by the finaliser of SplitMix64. */
  static long roll(long seed, long place) {
    long z = seed * GOLDEN + (place + 1) * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The number at a place, uniform in [0, 1). */
  static double uniform(long seed, long place) {
    return (roll(seed, place) >>> 11) * 0x1.0p-53;
  }
}
