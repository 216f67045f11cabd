package exportmatrix.ingest;

import exportmatrix.model.ValueStatus;

/**
 * What a source says beside or instead of a number: ISTAT's symbols, SDMX's observation and
 * confidentiality statuses, Eurostat's flags (one letter each, several may stand together).
 */
final class Flags {

  private Flags() {}

  /**
   * What a symbol in the value's place says; null where it is none of the symbols.
   *
   * <p>{@code -} is a number, 0. An empty cell says that the source has no number there, which is
   * not 0: unknown.
   */
  static ValueStatus ofSymbol(String value) {
    return switch (value) {
      case "-" -> ValueStatus.NORMAL;
      case "", "....", ":", "NaN" -> ValueStatus.UNKNOWN;
      case ".." -> ValueStatus.BELOW_PRECISION;
      case "*", ":c", ": c" -> ValueStatus.CONFIDENTIAL;
      default -> null;
    };
  }

  /**
   * The status of an observation that has a number.
   *
   * @param status observation status or flags; null where there is no such column
   * @param confidentiality likewise
   */
  static ValueStatus withNumber(String status, String confidentiality) {
    ValueStatus missing = missing(status, confidentiality);
    if (missing != ValueStatus.NORMAL) {
      return missing;
    }
    return has(status, "pefisuPEFIUV") ? ValueStatus.PROVISIONAL : ValueStatus.NORMAL;
  }

  /** The status of an observation that has a symbol or nothing in the number's place. */
  static ValueStatus withoutNumber(ValueStatus symbol, String status, String confidentiality) {
    ValueStatus missing = missing(status, confidentiality);
    if (missing == ValueStatus.CONFIDENTIAL) {
      return missing;
    }
    return symbol == ValueStatus.UNKNOWN && has(status, "nN")
        ? ValueStatus.BELOW_PRECISION
        : symbol;
  }

  /** A flag that says that there is no number to publish, even beside one; NORMAL: none. */
  private static ValueStatus missing(String status, String confidentiality) {
    if (has(status, "cCQ") || has(confidentiality, "CNSADcnsad")) {
      return ValueStatus.CONFIDENTIAL;
    }
    return has(status, "LMO:") ? ValueStatus.UNKNOWN : ValueStatus.NORMAL;
  }

  private static boolean has(String flags, String letters) {
    if (flags == null || flags.length() > 4) {
      return false;
    }
    for (int i = 0; i < flags.length(); i++) {
      if (letters.indexOf(flags.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
