package exportmatrix.model;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an indicator is what it is: the one closed list of reasons. The growth statuses stand first,
 * in the order in which the first that applies is taken.
 */
public enum Status {
  CONFIDENTIAL("secret", "the source keeps this figure, or one in it, confidential"),
  PARTIAL("some of the parts", "only some of the parts that make up the cell are in the data"),
  INCOMPLETE("not all known", "a month is missing, or a part is unknown or was rejected"),
  NO_PRIOR("no year before", "the same span a year before is not in the warehouse"),
  BREAK(
      "definition changed",
      "territory, market or product is defined differently in the two periods"),
  NO_TRADE("nothing traded", "zero in both periods"),
  ENTRY("new trade", "zero a year before"),
  EXIT("trade ended", "zero now"),
  TINY_BASE("tiny base", "the year before is below the materiality threshold"),
  OVER_999("over 999.9 %", "growth above 999.9 %"),
  OK("", "the figure stands as it is"),
  NOT_APPLICABLE("", "the indicator is not defined for this kind of cell"),
  MISSING_PARENT("no parent", "the figure to compare with does not exist in this collection"),
  ZERO_BASE("zero base", "the denominator is zero or below"),
  NO_PREVIOUS("no period before", "there is no period before this one to compare with"),
  TOO_FEW_YEARS("too few years", "fewer than three years to compare"),
  NO_COUNTERFLOW("one flow only", "the other flow is not in the data"),
  NO_DETAIL("no detail", "the cells of which the figure is made are not in this collection"),
  SAME_COVERAGE("same coverage", "both periods cover the same: the growth itself stands"),
  TOO_FEW_QUARTERS("too few quarters", "fewer than six growth rates of single quarters"),
  NO_PROGRAMME("no programme", "no programme has targeted the cell so far"),
  SA_TOO_SHORT("too short", "fewer than three whole years to adjust for the season"),
  SA_NOT_SEASONAL(
      "not seasonal", "no season can be identified; the raw values stand as the adjusted ones"),
  SA_POOR("poor adjustment", "the adjustment fails its own quality diagnostics"),
  SA_TOO_SMALL("not adjusted", "below the size from which series are seasonally adjusted"),
  SA_FAILED("not adjusted", "no model for the seasonal adjustment could be estimated");

  private final String label;
  private final String meaning;

  Status(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  public String label() {
    return label;
  }

  /** One sentence for a reader of the published tables. */
  public String meaning() {
    return meaning;
  }

  /** The bit of this status in a set of statuses. */
  @SuppressWarnings("EnumOrdinal") // a set never outlives its process and version
  public int bit() {
    return 1 << ordinal();
  }

  /** The statuses of a set in the order of this list, separated by a blank. */
  public static String text(int set) {
    return Stream.of(values())
        .filter(status -> (set & status.bit()) != 0)
        .map(Status::name)
        .collect(Collectors.joining(" "));
  }
}
