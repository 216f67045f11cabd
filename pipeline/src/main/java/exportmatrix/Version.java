package exportmatrix;

/** The program's version, which a release's manifest names. */
public final class Version {

  /** As in the parent pom; a test holds them together. */
  public static final String TEXT = "0.1.0";

  private Version() {}
}
