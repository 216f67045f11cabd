package exportmatrix.codes;

import java.io.Serializable;

/** All code lists, checked and indexed. Immutable; cheap to ship to Spark's tasks. */
public final class Codes implements Serializable {

  private static final long serialVersionUID = 1L;
}
