package exportmatrix.model;

import static exportmatrix.model.Field.code;
import static exportmatrix.model.Field.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The published tables of the sector/market matrix. */
public final class MatrixTables {

  private static final List<Field> PLACE =
      List.of(
          code("span", "how much is covered up to the period"),
          code("period", "the last period covered"),
          code("territory", "who exports"),
          text("territory_label_it", "Italian name"),
          text("territory_label_en", "English name"),
          code("product", "programme sector, or section where the sources are no finer"),
          code("product_level", "sector or section"),
          text("product_label_it", "Italian name"),
          text("product_label_en", "English name"),
          code("market", "the partner"),
          text("market_label_it", "Italian name"),
          text("market_label_en", "English name"));

  private static final List<String> KEY =
      List.of("span", "period", "territory", "product", "market");

  private static final Set<String> WITH_STATUS =
      Set.of("yoy_percent", "cagr_3y_percent", "location_quotient");

  /** One row per cell of the matrix, scored where it is eligible. */
  public static final Table CELLS =
      new Table(
          "matrix",
          "one row per span, period, territory, sector (or section) and country: exports, their"
              + " score, and how sure their rank is",
          cells(),
          KEY,
          List.of());

  /** The same figures of market groups, which are not scored. */
  public static final Table GROUPS =
      new Table(
          "matrix_groups",
          "one row per span, period, territory, sector (or section) and market group: the figures"
              + " of the matrix, without score and rank",
          figures(),
          KEY,
          List.of());

  /** Rows of both tables. */
  public static final RowForm ROWS = RowForm.of(CELLS, GROUPS);

  private MatrixTables() {}

  private static List<Field> figures() {
    List<Field> fields = new ArrayList<>(PLACE);
    for (MatrixComponent component : MatrixComponent.values()) {
      fields.add(
          new Field(
                  component.column(),
                  component.unit() == Unit.EUR
                      ? DataTypes.createDecimalType(18, 2)
                      : DataTypes.DoubleType,
                  component.unit(),
                  false,
                  component.labelEn())
              .orNull("the figure is not there"));
      if (WITH_STATUS.contains(component.column())) {
        fields.add(
            new Field(
                    component.column() + "_status",
                    DataTypes.StringType,
                    Unit.CODE,
                    false,
                    "why " + component.column() + " is what it is")
                .orNull("the indicator is not computed"));
      }
    }
    fields.add(
        Field.number("share_of_territory_percent", Unit.PERCENT, "the cell's share of all exports")
            .orNull("one of the two is not whole"));
    return fields;
  }

  private static List<Field> cells() {
    List<Field> fields = figures();
    fields.add(
        new Field(
            "eligible",
            DataTypes.BooleanType,
            Unit.NONE,
            false,
            "whole, at or above the materiality threshold, and an eligible market"));
    String none = "not eligible";
    fields.add(
        Field.number("score", Unit.INDEX, "weighted mean of percentile ranks, 0 to 100")
            .orNull(none));
    fields.add(
        Field.integer("rank", Unit.COUNT, "1 = the highest score; ties share the better rank")
            .orNull(none));
    fields.add(
        Field.integer("ranked_cells", Unit.COUNT, "eligible cells of the territory's matrix"));
    fields.add(
        Field.integer("rank_median", Unit.COUNT, "median rank over drawn weights").orNull(none));
    fields.add(
        Field.integer("rank_low", Unit.COUNT, "5 % of the drawn ranks are better").orNull(none));
    fields.add(
        Field.integer("rank_high", Unit.COUNT, "5 % of the drawn ranks are worse").orNull(none));
    fields.add(
        Field.number("top_ten_percent", Unit.PERCENT, "share of the draws that rank it 1 to 10")
            .orNull(none));
    fields.add(
        Field.integer(
                "rank_without_one", Unit.COUNT, "the worst rank with any one component left out")
            .orNull(none));
    fields.add(
        code(
                "quadrant",
                "consolidated (high share, high growth), rising (low, high), to_defend (high, low)"
                    + " or to_explore (low, low)")
            .orNull("not eligible, or growth is no number"));
    fields.add(text("missing_components", "left out of the score, separated by a blank"));
    for (MatrixComponent component : MatrixComponent.values()) {
      fields.add(
          Field.number(
                  points(component),
                  Unit.INDEX,
                  "what the component adds to the score beyond its mean over the eligible cells")
              .orNull(none));
    }
    fields.add(
        text("programmes", "regional programmes that targeted the cell, oldest first, by ' | '"));
    fields.add(text("programme_years", "their years, separated by a blank"));
    fields.add(
        Field.number(
                "since_programme_percent",
                Unit.PERCENT,
                "growth since the same span of the year before the newest programme")
            .orNull("no programme so far, or no figure to compare with"));
    fields.add(
        Field.number(
                "share_since_programme_pp",
                Unit.PERCENTAGE_POINT,
                "change of the cell's share of all exports since then")
            .orNull("no programme so far, or no figure to compare with"));
    return fields;
  }

  /** Whether a row is one of {@link #CELLS}, else of {@link #GROUPS}. */
  public static boolean isCell(Row row) {
    return row.length() == CELLS.fields().size();
  }

  /** The column of a component's points. */
  public static String points(MatrixComponent component) {
    return "points_" + component.code();
  }
}
