package exportmatrix.model;

/**
 * Hashes of keys made of short codes. The usual sum of 31 times one and the other is the same for
 * many pairs of neighbours, such as products that end in consecutive digits.
 */
public final class Hashes {

  private static final int GOLDEN = 0x9E3779B1;

  private Hashes() {}

  public static int of(Object one, Object other) {
    return one.hashCode() * GOLDEN + other.hashCode();
  }

  public static int of(Object one, Object other, Object third) {
    return of(one, other) * GOLDEN + third.hashCode();
  }
}
