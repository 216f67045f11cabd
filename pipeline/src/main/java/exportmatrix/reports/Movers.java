package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Status;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What moved a territory's figure most: the parts of a table by what they add to its growth, never
 * by a percentage. Parts of which the base is tiny, or that are defined differently a year before,
 * make no headline and are set apart.
 */
final class Movers {

  /** How many of each kind are named. */
  private static final int MOST = 5;

  private static final Set<String> APART = Set.of(Status.TINY_BASE.name(), Status.BREAK.name());

  private final Columns columns;
  private final String contribution;

  /**
   * @param cards the release's indicators; without growth and contribution nothing moves
   */
  Movers(Breakdown breakdown, List<IndicatorCard> cards) {
    this.contribution = "contribution_" + breakdown.dimension() + "_pp";
    List<String> wanted =
        List.of(
            "code",
            "label_it",
            "label_en",
            "value_eur",
            "yoy_percent",
            "yoy_percent_status",
            contribution);
    List<Field> fields = Columns.of(breakdown, cards).fields();
    this.columns =
        new Columns(fields.stream().filter(field -> wanted.contains(field.name())).toList());
  }

  Columns columns() {
    return columns;
  }

  /**
   * Writes {@code up}, {@code down} and {@code set_apart}.
   *
   * @param rows of one table of one period
   */
  void write(JsonGenerator json, List<Row> rows) throws IOException {
    boolean known =
        columns.names().contains(contribution) && columns.names().contains("yoy_percent");
    List<Row> parts =
        known
            ? rows.stream()
                .filter(row -> row.getAs(contribution) != null)
                .filter(row -> !MarketLevel.GROUP.code().equals(row.<String>getAs("level")))
                .toList()
            : List.of();
    Comparator<Row> byContribution =
        Comparator.comparing((Row row) -> row.<Double>getAs(contribution));
    Comparator<Row> byCode = Comparator.comparing(row -> row.<String>getAs("code"));
    json.writeStartObject();
    write(
        json,
        "up",
        parts.stream()
            .filter(row -> !apart(row) && row.<Double>getAs(contribution) > 0)
            .sorted(byContribution.reversed().thenComparing(byCode)));
    write(
        json,
        "down",
        parts.stream()
            .filter(row -> !apart(row) && row.<Double>getAs(contribution) < 0)
            .sorted(byContribution.thenComparing(byCode)));
    write(
        json,
        "set_apart",
        parts.stream()
            .filter(Movers::apart)
            .sorted(
                Comparator.comparing((Row row) -> -Math.abs(row.<Double>getAs(contribution)))
                    .thenComparing(byCode)));
    json.writeEndObject();
  }

  private void write(JsonGenerator json, String name, Stream<Row> rows) throws IOException {
    json.writeArrayFieldStart(name);
    for (Row row : rows.limit(MOST).toList()) {
      columns.write(json, row);
    }
    json.writeEndArray();
  }

  private static boolean apart(Row row) {
    String flags = row.getAs("yoy_flags");
    return flags != null && Stream.of(flags.split(" ")).anyMatch(APART::contains);
  }
}
