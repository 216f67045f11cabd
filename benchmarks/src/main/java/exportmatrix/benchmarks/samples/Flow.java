package exportmatrix.benchmarks.samples;

/** The direction of trade, with ISTAT's code and label of the value in euros. */
public enum Flow {
  EXPORT("export", "EV", "EV: export - value (euro)"),
  IMPORT("import", "IV", "IV: import - value (euro)");

  private final String word;
  private final String code;
  private final String cell;

  Flow(String word, String code, String cell) {
    this.word = word;
    this.code = code;
    this.cell = cell;
  }

  /** The flow in words, as our own tables and file names write it: {@code export}. */
  public String word() {
    return word;
  }

  /** ISTAT's indicator code: {@code EV} or {@code IV}. */
  public String code() {
    return code;
  }

  /** The {@code DATA_TYPE} cell of an IstatData file, code and label. */
  public String cell() {
    return cell;
  }

  /** The flow that {@link #word()} names. */
  static Flow named(String word) {
    for (Flow flow : values()) {
      if (flow.word.equals(word)) {
        return flow;
      }
    }
    throw new IllegalArgumentException("flow: expected export or import, found '" + word + "'");
  }
}
