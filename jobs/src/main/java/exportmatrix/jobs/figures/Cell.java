package exportmatrix.jobs.figures;

import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of a published table.
 *
 * @param values by column; a null or a column that was not read is absent
 */
record Cell(Map<String, Object> values) {

  String text(String column) {
    return (String) values.getOrDefault(column, "");
  }

  Optional<BigDecimal> euros(String column) {
    return Optional.ofNullable((BigDecimal) values.get(column));
  }

  Optional<Double> number(String column) {
    return Optional.ofNullable((Number) values.get(column)).map(Number::doubleValue);
  }

  Optional<Long> count(String column) {
    return Optional.ofNullable((Number) values.get(column)).map(Number::longValue);
  }

  Optional<Status> status(String column) {
    return Optional.ofNullable((String) values.get(column)).map(Status::valueOf);
  }

  /** The statuses of a column that holds several, separated by a blank. */
  List<Status> statuses(String column) {
    return Stream.of(text(column).split(" "))
        .filter(name -> !name.isEmpty())
        .map(Status::valueOf)
        .toList();
  }
}
