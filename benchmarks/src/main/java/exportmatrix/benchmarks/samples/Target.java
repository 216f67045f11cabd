package exportmatrix.benchmarks.samples;

import exportmatrix.benchmarks.samples.Setting.Territory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/**
 * A published figure that the synthetic values must reproduce.
 *
 * @param flow the flow
 * @param territory a province or a region
 * @param market a country, or {@code WORLD}
 * @param span what the figure covers
 * @param measure what is published
 * @param value euros for {@code VALUE}, a fraction for {@code YOY} (0.286) and {@code SHARE}
 *     (0.301)
 * @param serves the published figures, ids of {@code press_figures.csv}
 */
record Target(
    Flow flow,
    String territory,
    String market,
    Span span,
    Measure measure,
    double value,
    String serves) {

  /** The market code of all markets together. */
  static final String WORLD = "WORLD";

  /** What a target says of the sum of its cells. */
  enum Measure {
    /** The sum itself; the cells of the span are scaled. */
    VALUE,
    /** Growth on the year before, whose cells are scaled. */
    YOY,
    /** Share of Italy; the cells of all other territories are scaled. */
    SHARE
  }

  /** The targets in the order in which they are to be met. */
  static List<Target> load() throws IOException {
    List<Target> targets = new ArrayList<>();
    for (CSVRecord row : CsvTable.resource("targets.csv")) {
      targets.add(
          new Target(
              Flow.named(row.get("flow")),
              row.get("territory"),
              row.get("market"),
              Span.parse(row.get("span")),
              Measure.valueOf(row.get("measure").toUpperCase(Locale.ROOT)),
              Double.parseDouble(row.get("value")) * unit(row.get("unit")),
              row.get("serves")));
    }
    return List.copyOf(targets);
  }

  /** Whether the leaf is part of the figure. */
  boolean covers(LeafSeries leaf) {
    return concerns(leaf) && within(leaf.territory());
  }

  /** Whether the leaf is scaled to meet the target. */
  boolean scales(LeafSeries leaf) {
    return concerns(leaf) && within(leaf.territory()) != (measure == Measure.SHARE);
  }

  /** The quarters whose values are scaled. */
  Span scaledSpan() {
    return measure == Measure.YOY ? span.yearBefore() : span;
  }

  private boolean concerns(LeafSeries leaf) {
    return leaf.flow() == flow && (market.equals(WORLD) || market.equals(leaf.market().code()));
  }

  private boolean within(Territory other) {
    return territory.equals(other.code()) || territory.equals(other.region());
  }

  private static double unit(String name) {
    return switch (name) {
      case "MEUR" -> 1e6;
      case "percent" -> 0.01;
      default ->
          throw new IllegalArgumentException(
              "targets.csv unit: expected MEUR or percent, found '" + name + "'");
    };
  }
}
