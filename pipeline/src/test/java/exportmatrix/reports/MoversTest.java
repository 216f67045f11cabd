package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What moved a figure most is told by contribution, and a tiny base makes no headline. */
class MoversTest {

  private static final List<IndicatorCard> CARDS =
      List.of(
          card("value_eur", Unit.EUR, DataTypes.createDecimalType(18, 2), List.of()),
          card(
              "yoy_percent",
              Unit.PERCENT,
              DataTypes.DoubleType,
              List.of(Field.statuses("yoy_flags", "all that applies"))),
          card("contribution_market_pp", Unit.PERCENTAGE_POINT, DataTypes.DoubleType, List.of()));

  private static final StructType ROW =
      new StructType()
          .add("code", DataTypes.StringType)
          .add("level", DataTypes.StringType)
          .add("label_it", DataTypes.StringType)
          .add("label_en", DataTypes.StringType)
          .add("value_eur", DataTypes.createDecimalType(18, 2))
          .add("yoy_percent", DataTypes.DoubleType)
          .add("yoy_percent_status", DataTypes.StringType)
          .add("yoy_flags", DataTypes.StringType)
          .add("contribution_market_pp", DataTypes.DoubleType);

  private static IndicatorCard card(String id, Unit unit, DataType type, List<Field> companions) {
    return new IndicatorCard(id, id, id, unit, type, true, "x", "", "none", companions);
  }

  private static Row row(
      String code, String level, Double growth, String flags, Double contribution) {
    return new GenericRowWithSchema(
        new Object[] {
          code,
          level,
          code,
          code,
          new BigDecimal("1.00"),
          growth,
          flags.split(" ")[0],
          flags,
          contribution
        },
        ROW);
  }

  private static JsonNode movers(List<IndicatorCard> cards, Row... rows) throws IOException {
    return Json.parse(
        Json.compact(json -> new Movers(Breakdown.BY_MARKET, cards).write(json, List.of(rows))));
  }

  private static List<String> codes(JsonNode movers, String kind) {
    List<String> codes = new ArrayList<>();
    movers.get(kind).forEach(mover -> codes.add(mover.get("code").textValue()));
    return codes;
  }

  @Test
  void contributionDecidesAndNotThePercentage() throws IOException {
    JsonNode movers =
        movers(
            CARDS,
            row("DE", "country", 1.5, "OK", 2.0),
            row("KE", "country", 80.0, "OK", 0.4),
            row("TV", "country", 17193.0, "TINY_BASE OVER_999", 0.01),
            row("EU27_2020", "group", 3.0, "OK", 9.0),
            row("NEW", "country", null, "ENTRY", 0.5),
            row("FR", "country", -2.0, "OK", -1.1),
            row("GONE", "country", -100.0, "EXIT TINY_BASE", -0.02),
            row("SS", "country", 12.0, "BREAK", 3.0),
            row("SAME", "country", 0.0, "OK", 0.0),
            row("DARK", "country", null, "INCOMPLETE", null));
    assertThat(codes(movers, "up")).containsExactly("DE", "NEW", "KE");
    assertThat(codes(movers, "down")).containsExactly("FR");
    assertThat(codes(movers, "set_apart")).containsExactly("SS", "GONE", "TV");
    assertThat(movers.at("/up/0/contribution_market_pp").doubleValue()).isEqualTo(2.0);
  }

  @Test
  void fiveOfAKindAreNamedAndTheCodeDecidesWhereAllElseIsEqual() throws IOException {
    Row[] rows = new Row[8];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("M" + (7 - i), "country", 1.0, "OK", 1.0);
    }
    assertThat(codes(movers(CARDS, rows), "up")).containsExactly("M0", "M1", "M2", "M3", "M4");
  }

  @Test
  void withoutContributionsNothingMoves() throws IOException {
    JsonNode movers = movers(CARDS.subList(0, 2), row("DE", "country", 1.5, "OK", 2.0));
    assertThat(codes(movers, "up")).isEmpty();
    assertThat(codes(movers, "set_apart")).isEmpty();
  }
}
