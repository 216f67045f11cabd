package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.FigureId;
import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** One line of an answer: a cell with its figures. */
record Fact(Map<String, Object> figure) {

  Optional<BigDecimal> value() {
    return Optional.ofNullable((BigDecimal) figure.get("value_eur"));
  }

  Optional<Double> number(String column) {
    return Optional.ofNullable((Number) figure.get(column)).map(Number::doubleValue);
  }

  Optional<Boolean> truth(String column) {
    return Optional.ofNullable((Boolean) figure.get(column));
  }

  String text(String column) {
    return figure.get(column) instanceof String text ? text : "";
  }

  /** Why a column is what it is; OK where it has no status. */
  Status status(String column) {
    String key =
        switch (column) {
          case "value_eur" -> "status";
          case "yoy_percent" -> "yoy_status";
          default -> column + "_status";
        };
    return figure.get(key) instanceof String name ? Status.valueOf(name) : Status.OK;
  }

  /**
   * The figure of a column as a sentence states it.
   *
   * @param column a key of the figure
   * @param indicator the column of the cube that it is
   */
  Stated stated(String column, String indicator, String text) {
    return new Stated(
        text,
        FigureId.of(figure, indicator),
        figure.get(column),
        status(column),
        text("basis"),
        text("edition"));
  }

  Stated stated(String column, String text) {
    return stated(column, column, text);
  }
}
