package exportmatrix.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One configured source: where its files are, how they are written, and what it promises.
 *
 * @param id unique name, also the value of the column {@code dataset}
 * @param input files, folders or globs, absolute
 * @param frequency the one frequency that is read; rows of others are filtered
 * @param unitMultiplier euros that one unit of the value column stands for: 1, 1000 or 1000000
 * @param periodType whether a period's value covers that period alone or the year up to it
 * @param scheme the product scheme
 * @param complete the levels that the source publishes completely, per dimension
 * @param replaces dimensions within which a newer edition replaces everything (a subset of flow,
 *     period, territory, market, product); empty: row by row
 * @param maxRejectedShare above this share of rejected rows a file is refused whole
 * @param columns dimension or role to column name where it differs from the layout's own; roles:
 *     flow, frequency, territory, market, product, period, indicator, value, quantity, status,
 *     unit_multiplier, unit, edition
 * @param constants dimension to code for dimensions that the file does not carry
 * @param codes dimension to (the file's code to ours), applied before the alias list
 * @param indicators the file's indicator code to what it is; see {@link Measure}
 * @param keep column to the values that are read; rows with others are filtered
 * @param delimited how a delimited file is written; null for other layouts
 */
public record DatasetSpec(
    String id,
    Layout layout,
    List<String> input,
    Frequency frequency,
    long unitMultiplier,
    PeriodType periodType,
    ProductScheme scheme,
    Complete complete,
    Set<String> replaces,
    EditionRule edition,
    double maxRejectedShare,
    Map<String, String> columns,
    Map<String, String> constants,
    Map<String, Map<String, String>> codes,
    Map<String, Measure> indicators,
    Map<String, List<String>> keep,
    Delimited delimited)
    implements Serializable {

  /** Dimensions that {@code replaces} may name. */
  public static final Set<String> DIMENSIONS =
      Set.of("flow", "period", "territory", "market", "product");

  /** How a file is written. */
  public enum Layout {
    SDMX_CSV,
    JSON_STAT,
    DELIMITED
  }

  /** Whether Q2 means April to June or January to June. */
  public enum PeriodType {
    SINGLE,
    CUMULATED
  }

  /** A product nomenclature. */
  public enum ProductScheme {
    CPA,
    CN8
  }

  /** What an indicator code of the file stands for. */
  public enum Measure {
    /** Value; the flow stands in a column of its own. */
    VALUE,
    /** Quantity in kg; the flow stands in a column of its own. */
    QUANTITY_KG,
    /** Quantity in 100 kg. */
    QUANTITY_100KG,
    EXPORT_VALUE,
    IMPORT_VALUE,
    EXPORT_QUANTITY_KG,
    IMPORT_QUANTITY_KG,
    /** Known and left out: balances, seasonally adjusted series, supplementary units. */
    FILTERED
  }

  /** Levels published completely, per dimension; an empty list promises nothing. */
  public record Complete(
      List<TerritoryLevel> territory, List<MarketLevel> market, List<ProductLevel> product)
      implements Serializable {}

  /**
   * Where a file's edition comes from, first that applies: the command line, the file's content
   * (the layout's own field), its name, this constant.
   *
   * @param fromName regular expression with groups {@code year}, {@code month}, {@code day}; null:
   *     names say nothing
   * @param constant ISO date; null: none
   */
  public record EditionRule(String fromName, String constant) implements Serializable {}

  /**
   * How a delimited file is written.
   *
   * @param delimiter one character
   * @param charset an IANA name
   * @param decimalMark one character
   * @param thousandsMark one character, or empty for none
   * @param skipLines lines before the header
   * @param valueColumns columns that are turned into rows: column name to the codes that it fixes
   *     (period, flow, indicator ...), such as {@code IMP2014: {flow: import, period: "2014"}}
   */
  public record Delimited(
      String delimiter,
      String charset,
      String decimalMark,
      String thousandsMark,
      int skipLines,
      Map<String, Map<String, String>> valueColumns)
      implements Serializable {}
}
