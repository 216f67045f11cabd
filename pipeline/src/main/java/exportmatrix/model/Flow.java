package exportmatrix.model;

import java.util.Locale;

/** Direction of trade: {@code export} is valued FOB, {@code import} CIF. */
public enum Flow {
  EXPORT,
  IMPORT;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The code written in every table: {@code export} or {@code import}. */
  public String code() {
    return code;
  }

  /** The other direction, with which balance and interchange are computed. */
  public Flow opposite() {
    return this == EXPORT ? IMPORT : EXPORT;
  }

  /**
   * @throws IllegalArgumentException where the code is neither {@code export} nor {@code import}
   */
  public static Flow ofCode(String code) {
    for (Flow flow : values()) {
      if (flow.code().equals(code)) {
        return flow;
      }
    }
    throw new IllegalArgumentException("expected export or import, found '" + code + "'");
  }
}
