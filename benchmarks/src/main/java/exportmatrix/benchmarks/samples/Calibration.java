package exportmatrix.benchmarks.samples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Scales the leaves until every target holds, one target after the other.
 *
 * <p>A target multiplies the values of its quarters that no earlier target has settled by one
 * factor, and settles them. In the other quarters the same leaves follow: by the factor of the
 * nearest settled quarter, and between two settled quarters by an even transition from one factor
 * to the other, so that no series jumps where a published figure happens to stand.
 */
final class Calibration {
  private final List<LeafSeries> leaves;
  private final PrintStream log;

  Calibration(List<LeafSeries> leaves, PrintStream log) {
    this.leaves = leaves;
    this.log = log;
  }

  /** Meets the target, leaving all settled values as they are. */
  void meet(Target target) {
    List<Integer> quarters = indexes(target.scaledSpan());
    List<LeafSeries> scaled = new ArrayList<>();
    double settled = 0;
    double open = 0;
    for (LeafSeries leaf : leaves) {
      if (!target.scales(leaf)) {
        continue;
      }
      boolean hasOpenQuarter = false;
      for (int quarter : quarters) {
        if (leaf.fixed(quarter)) {
          settled += leaf.valueEur(quarter);
        } else {
          open += leaf.valueEur(quarter);
          hasOpenQuarter = true;
        }
      }
      if (hasOpenQuarter) {
        scaled.add(leaf);
      }
    }
    double factor = (goalEur(target) - settled) / open;
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalStateException(
          "target " + target.serves() + ": expected a positive factor, found " + factor);
    }
    log.printf(
        Locale.ROOT,
        "  %-28s %s %s %s: x %.4f%n",
        target.serves(),
        target.flow().word(),
        target.territory(),
        target.market(),
        factor);
    double[] factors = transition(anchors(scaled, quarters, factor));
    for (LeafSeries leaf : scaled) {
      for (int quarter = 0; quarter < Setting.QUARTERS; quarter++) {
        if (!leaf.fixed(quarter)) {
          leaf.setValueEur(quarter, leaf.valueEur(quarter) * factors[quarter]);
        }
      }
      for (int quarter : quarters) {
        leaf.fix(quarter);
      }
    }
  }

  private double goalEur(Target target) {
    return switch (target.measure()) {
      case VALUE -> target.value();
      case YOY -> publishedEur(target) / (1 + target.value());
      case SHARE -> publishedEur(target) / target.value() - publishedEur(target);
    };
  }

  private double publishedEur(Target target) {
    double sum = 0;
    for (LeafSeries leaf : leaves) {
      if (target.covers(leaf)) {
        for (int quarter : indexes(target.span())) {
          sum += leaf.valueEur(quarter);
        }
      }
    }
    return sum;
  }

  /** The logarithm of the factor in the quarters where it is known: this target's and settled. */
  private static NavigableMap<Integer, Double> anchors(
      List<LeafSeries> scaled, List<Integer> quarters, double factor) {
    NavigableMap<Integer, Double> anchors = new TreeMap<>();
    for (int quarter = 0; quarter < Setting.QUARTERS; quarter++) {
      int index = quarter;
      if (scaled.stream().allMatch(leaf -> leaf.fixed(index))) {
        anchors.put(quarter, 0.0);
      } else if (quarters.contains(quarter)) {
        anchors.put(quarter, StrictMath.log(factor));
      }
    }
    return anchors;
  }

  private static double[] transition(NavigableMap<Integer, Double> anchors) {
    double[] factors = new double[Setting.QUARTERS];
    for (int quarter = 0; quarter < Setting.QUARTERS; quarter++) {
      Map.Entry<Integer, Double> before = anchors.floorEntry(quarter);
      Map.Entry<Integer, Double> after = anchors.ceilingEntry(quarter);
      double log;
      if (before == null) {
        log = after.getValue();
      } else if (after == null || after.getKey().equals(before.getKey())) {
        log = before.getValue();
      } else {
        double way = (double) (quarter - before.getKey()) / (after.getKey() - before.getKey());
        log = before.getValue() + (after.getValue() - before.getValue()) * way;
      }
      factors[quarter] = StrictMath.exp(log);
    }
    return factors;
  }

  private static List<Integer> indexes(Span span) {
    return span.quarters().stream().map(quarter -> quarter.minus(Setting.FIRST_QUARTER)).toList();
  }
}
