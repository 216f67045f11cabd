package exportmatrix.model;

import static exportmatrix.model.Field.cents;
import static exportmatrix.model.Field.code;
import static exportmatrix.model.Field.count;
import static exportmatrix.model.Field.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * The warehouse's tables; the published ones are in {@code reports}, built on the same {@link
 * Table}.
 */
public final class Tables {

  private static final List<Field> STATEMENT =
      List.of(
          code("dataset", "the configured source"),
          code("flow", "export (FOB) or import (CIF)"),
          code("frequency", "M, Q or A: how long the period is"),
          code("period", "reference period: 2016-06, 2016-Q2 or 2016"),
          new Field(
              "period_ordinal",
              DataTypes.IntegerType,
              Unit.COUNT,
              false,
              "periods of this frequency since year 0, without gaps"),
          code("territory", "who trades; ? where a rejected row left it unknown"),
          code("market", "the partner; ? where a rejected row left it unknown"),
          code("product", "what is traded, in the dataset's scheme; ? where unknown"),
          cents("value_cents", "statistical value, whole cents as the source stated it")
              .orNull("the status says why there is no number"),
          new Field(
                  "quantity_kg",
                  DataTypes.createDecimalType(18, 3),
                  Unit.KILOGRAM,
                  false,
                  "net mass")
              .orNull("the source states none"),
          code("status", "what the source says beside or instead of the number"),
          text("edition", "the day on which the source said so, ISO"),
          code("file", "SHA-256 of the input file"),
          count(
              "line",
              "first line of the row in the file, from 1; for JSON-stat the value's index"));

  private static final List<String> STATEMENT_KEY =
      List.of("dataset", "flow", "frequency", "period", "territory", "market", "product");

  /** The current figures. */
  public static final Table OBSERVATIONS =
      new Table(
          "observations",
          "one row per dataset, flow, frequency, period, territory, market and product: what the"
              + " newest edition says",
          STATEMENT,
          STATEMENT_KEY,
          List.of(
              new Check(
                  "no negative value",
                  "value_cents < 0 OR quantity_kg < 0",
                  "trade is zero or more"),
              new Check(
                  "number or reason",
                  "(value_cents IS NOT NULL AND status NOT IN ('NORMAL', 'PROVISIONAL'))"
                      + " OR (value_cents IS NULL AND quantity_kg IS NULL"
                      + " AND status IN ('NORMAL', 'PROVISIONAL'))",
                  "a row has a number, or a status that says why not; a quantity may stand beside a"
                      + " value that is not known")));

  /** What earlier editions said. */
  public static final Table SUPERSEDED =
      new Table(
          "superseded",
          "one row per key of observations and edition that a newer edition has replaced",
          plus(STATEMENT, text("superseded_by", "the edition that spoke next for this scope, ISO")),
          List.of(
              "dataset",
              "flow",
              "frequency",
              "period",
              "territory",
              "market",
              "product",
              "edition"),
          List.of(
              new Check(
                  "newer replaces older",
                  "superseded_by <= edition",
                  "a statement is replaced by a later edition")));

  /** Input rows that were rejected, with all their reasons. */
  public static final Table REJECTED =
      new Table(
          "rejected",
          "one row per rejected input row",
          List.of(
              code("dataset", "the configured source"),
              text("edition", "the edition of the file, ISO"),
              code("file", "SHA-256 of the input file"),
              text("file_name", "the file's name without its folder"),
              count("line", "first line of the row, from 1; for JSON-stat the value's index"),
              text("reasons", "all reasons, separated by a blank, in the closed list's order"),
              text("raw", "the row as it stands in the file"),
              cents("value_cents", "the row's value").orNull("it has no value that can be read")),
          List.of("dataset", "file", "line", "raw"),
          List.of());

  /** Every input file that was ingested. */
  public static final Table FILES =
      new Table(
          "files",
          "one row per input file (by its bytes) and ingestion",
          List.of(
              code("file", "SHA-256 of the file's bytes"),
              text("name", "the file's name without its folder"),
              code("dataset", "the configured source"),
              text("edition", "the edition that the file states, ISO"),
              code("ingestion", "the commit that brought it in or took it out"),
              text("at", "when, ISO instant"),
              code("state", "ingested or withdrawn"),
              code("first_period", "the earliest period that a row names; empty: none"),
              code("last_period", "the latest period that a row names; empty: none"),
              count("bytes", "size as it lies"),
              count("rows_read", "rows (for delimited and JSON-stat: values) read"),
              count("rows_accepted", "rows that became observations"),
              count("rows_duplicate", "rows that repeat another row, value and all"),
              count("rows_filtered", "rows that the dataset's configuration leaves out"),
              count("rows_rejected", "rows rejected, see rejected"),
              cents("cents_read", "sum of all values that can be read"),
              cents("cents_accepted", "of these, in accepted rows"),
              cents("cents_duplicate", "of these, in duplicate rows"),
              cents("cents_filtered", "of these, in filtered rows"),
              cents("cents_rejected", "of these, in rejected rows")),
          List.of("file", "dataset", "ingestion"),
          List.of(
              new Check(
                  "rows close",
                  "rows_read <> rows_accepted + rows_duplicate + rows_filtered + rows_rejected",
                  "every row ends as exactly one of the four"),
              new Check(
                  "cents close",
                  "cents_read <> cents_accepted + cents_duplicate + cents_filtered + cents_rejected",
                  "every cent ends as exactly one of the four")));

  /** All tables of the warehouse, in the order of the documentation. */
  public static final List<Table> WAREHOUSE = List.of(OBSERVATIONS, SUPERSEDED, REJECTED, FILES);

  private static final List<Field> CELL =
      List.of(
          code("flow", "export (FOB) or import (CIF)"),
          code(
              "span", "month, quarter, year_to_date, rolling_year or year; also the folder's name"),
          code("period", "the last period covered; also the folder's name"),
          code("territory", "who trades"),
          code(
              "territory_level",
              "country, macro_area, region, constant_area, province or residual"),
          text("territory_label_it", "Italian name"),
          text("territory_label_en", "English name"),
          code("market", "the partner"),
          code("market_level", "world, group or country"),
          text("market_label_it", "Italian name"),
          text("market_label_en", "English name"),
          code("product", "product or programme sector"),
          code(
              "product_level", "total, section, subsection, division, group, sector or a CN level"),
          text("product_label_it", "Italian name"),
          text("product_label_en", "English name"),
          Field.integer("months_observed", Unit.COUNT, "months of the span that are in the data"),
          code("basis", "reported by the source at this cell, or summed"),
          text("edition", "the newest edition that speaks in this figure, ISO"));

  /** Columns that identify a cell of the cube and say where its value comes from. */
  public static List<Field> cellFields() {
    return CELL;
  }

  /**
   * The published cube.
   *
   * @param indicators the selected ones; each is a column, its status the next, then its companions
   */
  public static Table cube(List<IndicatorCard> indicators) {
    List<Field> fields = new ArrayList<>(CELL);
    for (IndicatorCard card : indicators) {
      String meaning = card.labelEn() + ": " + card.formula();
      Field field = new Field(card.id(), card.type(), card.unit(), false, meaning);
      fields.add(card.nullable() ? field.orNull(card.nullMeaning()) : field);
      if (card.nullable()) {
        fields.add(
            new Field(
                card.statusColumn(),
                DataTypes.StringType,
                Unit.STATUS,
                false,
                "why " + card.id() + " is what it is"));
      }
      fields.addAll(card.companions());
    }
    return new Table(
        "indicators",
        "one row per flow, span, period, territory, market and product: a cell of the cube",
        fields,
        List.of("flow", "span", "period", "territory", "market", "product"),
        List.of());
  }

  /** Where what a source reports and what its parts add up to differ. */
  public static final Table RECONCILIATION =
      new Table(
          "reconciliation",
          "one row per cell and dimension whose children, one level down, do not add up to it: the"
              + " child UNALLOCATED of that decomposition",
          List.of(
              code("flow", "export or import"),
              code("span", "as in the cube"),
              code("period", "as in the cube"),
              code("dimension", "territory, market or product: along which the children lie"),
              code("children_level", "the level of the children, such as section or province"),
              code("territory", "of the parent cell"),
              code("market", "of the parent cell"),
              code("product", "of the parent cell"),
              Field.euros("reported_eur", "the parent's value"),
              Field.euros("summed_eur", "the sum of its children"),
              Field.euros("difference_eur", "reported minus summed: the value of UNALLOCATED"),
              Field.euros("prior_difference_eur", "the same a year before")
                  .orNull("not known a year before"),
              Field.number(
                      "contribution_pp",
                      Unit.PERCENTAGE_POINT,
                      "what UNALLOCATED adds to the parent's growth")
                  .orNull("no year before, or a base of zero")),
          List.of(
              "flow",
              "span",
              "period",
              "dimension",
              "children_level",
              "territory",
              "market",
              "product"),
          List.of());

  /** What the warehouse holds of each slice. */
  public static final Table COVERAGE =
      new Table(
          "coverage",
          "one row per slice (dataset, flow, frequency, period, territory), market level and product"
              + " level that the source speaks of",
          List.of(
              code("dataset", "the configured source"),
              code("flow", "export or import"),
              code("frequency", "M, Q or A"),
              code("period", "reference period"),
              code("territory", "who trades"),
              code("market_level", "world, group or country; ? for rows with no known market"),
              code("product_level", "total, section ... cn8; ? for rows with no known product"),
              count("observations", "rows with a number"),
              count("unknown", "rows without a number: unknown, below precision, confidential"),
              count("rejected", "holes left by rejected rows"),
              text("edition", "the newest edition that speaks, ISO")),
          List.of(
              "dataset",
              "flow",
              "frequency",
              "period",
              "territory",
              "market_level",
              "product_level"),
          List.of());

  /** What newer editions changed. */
  public static final Table REVISIONS =
      new Table(
          "revisions",
          "one row per key and edition whose figure differs from what the edition before it said",
          List.of(
              code("dataset", "the configured source"),
              code("flow", "export or import"),
              code("frequency", "M, Q or A"),
              code("period", "reference period"),
              code("territory", "who trades"),
              code("market", "the partner"),
              code("product", "what is traded"),
              code("kind", "changed, added or deleted"),
              Field.euros("old_value_eur", "what was said before").orNull("added, or no number"),
              Field.euros("new_value_eur", "what is said since").orNull("deleted, or no number"),
              Field.euros("difference_eur", "new minus old, a missing one counted as 0"),
              text("old_edition", "the edition that spoke before, ISO"),
              text("new_edition", "the edition that changed it, ISO")),
          List.of(
              "dataset",
              "flow",
              "frequency",
              "period",
              "territory",
              "market",
              "product",
              "new_edition"),
          List.of());

  private Tables() {}

  private static List<Field> plus(List<Field> fields, Field last) {
    List<Field> all = new ArrayList<>(fields);
    all.add(last);
    return all;
  }
}
