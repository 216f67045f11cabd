package exportmatrix.model;

import static exportmatrix.model.Field.code;
import static exportmatrix.model.Field.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The published tables of the seasonally adjusted series, and the indicators in them. */
public final class SeasonalTables {

  private static final String SOURCE =
      "Gomez and Maravall 1996; ESS guidelines on seasonal adjustment, 2015; by JDemetra+ 3.5";

  private static final String NO_FIGURE =
      "the series is too short, a period within it is not known whole, or no model could be"
          + " estimated";

  private static final String STATUS =
      "of the whole series: OK, SA_NOT_SEASONAL (the raw values stand as adjusted ones), SA_POOR"
          + " (JDemetra+ calls its own result bad or severe), or without figures SA_TOO_SHORT,"
          + " INCOMPLETE or SA_FAILED";

  /** The indicators that stand in {@link #FIGURES} and not in the cube. */
  public static final List<IndicatorCard> CARDS =
      List.of(
          new IndicatorCard(
              "sa_value_eur",
              "Valore destagionalizzato",
              "Seasonally adjusted value",
              Unit.EUR,
              DataTypes.createDecimalType(18, 2),
              true,
              "value without seasonal and calendar effects, by TRAMO-SEATS (or X-13); parts and"
                  + " whole are adjusted each for themselves and need not add up",
              SOURCE,
              NO_FIGURE,
              List.of()),
          new IndicatorCard(
              "sa_trend_eur",
              "Trend-ciclo",
              "Trend-cycle",
              Unit.EUR,
              DataTypes.createDecimalType(18, 2),
              true,
              "adjusted value without what is irregular",
              SOURCE,
              NO_FIGURE,
              List.of()),
          new IndicatorCard(
              "qoq_sa_percent",
              "Variazione congiunturale",
              "Growth over the quarter before",
              Unit.PERCENT,
              DataTypes.DoubleType,
              true,
              "100 (sa(t) / sa(t - 1 quarter) - 1), sa being the adjusted value of the quarter that"
                  + " ends with the period",
              SOURCE,
              NO_FIGURE + "; or there is no quarter before, or it is not above zero",
              List.of()));

  private static final List<Field> SERIES =
      List.of(
          code("flow", "export or import"),
          code("territory", "who trades"),
          text("territory_label_it", "Italian name"),
          text("territory_label_en", "English name"),
          code("market", "the partner"),
          text("market_label_it", "Italian name"),
          text("market_label_en", "English name"),
          code("product", "ALL, or a sector (section where the sources are no finer)"),
          text("product_label_it", "Italian name"),
          text("product_label_en", "English name"));

  /** One row per adjusted series and period. */
  public static final Table FIGURES =
      new Table(
          "seasonal",
          "one row per flow, series (territory total, territory and market, territory and sector)"
              + " above the size threshold, and month or quarter",
          figures(),
          List.of("flow", "territory", "market", "product", "period"),
          List.of());

  /** One row per adjusted series: what a later release goes on with. */
  public static final Table MODELS =
      new Table(
          "seasonal_models",
          "one row per flow and series of seasonal: how it was adjusted, and the model that the next"
              + " release goes on with",
          models(),
          List.of("flow", "territory", "market", "product"),
          List.of());

  /** Rows of both tables. */
  public static final RowForm ROWS = RowForm.of(FIGURES, MODELS);

  private SeasonalTables() {}

  private static List<Field> figures() {
    List<Field> fields = new ArrayList<>(SERIES);
    fields.add(code("period", "month or quarter"));
    fields.add(
        Field.euros("value_eur", "the raw value, as in the cube").orNull("it is not known whole"));
    for (IndicatorCard card : CARDS) {
      fields.add(
          new Field(card.id(), card.type(), card.unit(), false, card.labelEn())
              .orNull(card.nullMeaning()));
      fields.add(
          new Field(
              card.statusColumn(),
              DataTypes.StringType,
              Unit.STATUS,
              false,
              "why " + card.id() + " is what it is"));
    }
    return fields;
  }

  private static List<Field> models() {
    List<Field> fields = new ArrayList<>(SERIES);
    fields.add(code("method", "TRAMO_SEATS or X13"));
    fields.add(code("policy", "what a later release may change of the model"));
    fields.add(new Field("status", DataTypes.StringType, Unit.STATUS, false, STATUS));
    fields.add(
        text(
            "quality",
            "JDemetra+'s summary of its diagnostics; empty: not seasonal, or no figure"));
    fields.add(text("reason", "what went wrong, in the library's words; empty unless SA_FAILED"));
    fields.add(code("first_period", "of the values adjusted").orNull("no figure"));
    fields.add(code("last_period", "of the values adjusted").orNull("no figure"));
    fields.add(
        code("estimated_until", "last period of the values on which the model was estimated")
            .orNull("no model"));
    fields.add(
        text("specification", "log or level, ARIMA orders, calendar effects, outliers")
            .orNull("no model"));
    fields.add(text("model", "the model in full, one line of JSON").orNull("no model"));
    return fields;
  }

  /** Whether a row is one of {@link #FIGURES}, else of {@link #MODELS}. */
  public static boolean isFigure(Row row) {
    return row.length() == FIGURES.fields().size();
  }
}
