package exportmatrix.benchmarks.samples;

import exportmatrix.benchmarks.samples.Setting.Market;
import exportmatrix.benchmarks.samples.Setting.ProductGroup;
import exportmatrix.benchmarks.samples.Setting.Territory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code synthetic-provinces}: quarterly exports and imports of all provinces and residuals
 * by market and product group, in whole euros, with the national line. The values are INVENTED;
 * only the targets of {@code targets.csv} are published figures.
 *
 * <p>Grain: flow x quarter x territory x market x group, leaves only, and one national line (world,
 * all products) per flow and quarter, the exact sum of the leaves. No row means no trade.
 */
final class SyntheticProvinces {
  private static final String DATAFLOW = "SYNTHETIC:PROVINCES(1.0)";
  private static final long SEED = 20_250_911L;
  private static final Map<Flow, Integer> LEAVES = Map.of(Flow.EXPORT, 1300, Flow.IMPORT, 1050);
  private static final String FIRST_EDITION = "2025-09-11";
  private static final String SECOND_EDITION = "2025-12-11";
  private static final Quarter REVISED_QUARTER = new Quarter(2018, 3);
  private static final double CHANGED_SHARE = 0.35;
  private static final double CHANGE_SIGMA = 0.03;
  private static final int ADDED_ROWS = 25;
  private static final int DELETED_ROWS = 15;

  private final Setting setting;
  private final PrintStream log;

  SyntheticProvinces(Setting setting, PrintStream log) {
    this.setting = setting;
    this.log = log;
  }

  /**
   * Draws, calibrates and writes both editions.
   *
   * @param folder the folder to write to
   * @return the number of rows of all files
   */
  long write(Path folder) throws IOException {
    long rows = 0;
    List<Target> targets = Target.load();
    for (Flow flow : Flow.values()) {
      List<LeafSeries> leaves = draw(flow);
      Calibration calibration = new Calibration(leaves, log);
      for (Target target : targets) {
        if (target.flow() == flow) {
          calibration.meet(target);
        }
      }
      round(leaves);
      rows +=
          writeQuarters(
              folder.resolve(fileName(flow, FIRST_EDITION)), flow, leaves, 0, Setting.QUARTERS - 1);
      if (flow == Flow.EXPORT) {
        int revised = REVISED_QUARTER.minus(Setting.FIRST_QUARTER);
        revise(leaves, revised);
        String name = fileName(flow, REVISED_QUARTER.label() + "_" + SECOND_EDITION);
        rows += writeQuarters(folder.resolve(name), flow, leaves, revised, revised);
      }
    }
    return rows;
  }

  private static String fileName(Flow flow, String rest) {
    return "synthetic-provinces_" + flow.word() + "_" + rest + ".csv.gz";
  }

  private List<LeafSeries> draw(Flow flow) {
    List<LeafSeries> leaves = new LeafChoice(setting, SEED).choose(flow, LEAVES.get(flow));
    MarginFit.fit(leaves, flow);
    LeafPaths paths = new LeafPaths(setting, SEED);
    for (LeafSeries leaf : leaves) {
      paths.draw(leaf);
    }
    List<Territory> territories = setting.territories();
    List<ProductGroup> products = setting.products();
    List<Market> markets = setting.markets();
    leaves.sort(
        Comparator.<LeafSeries>comparingInt(leaf -> territories.indexOf(leaf.territory()))
            .thenComparingInt(leaf -> products.indexOf(leaf.product()))
            .thenComparingInt(leaf -> markets.indexOf(leaf.market())));
    return leaves;
  }

  /** Rounds to whole euros so that every territory x market keeps its sum in every quarter. */
  private static void round(List<LeafSeries> leaves) {
    Map<String, List<LeafSeries>> blocks = new TreeMap<>();
    for (LeafSeries leaf : leaves) {
      String block = leaf.territory().code() + " " + leaf.market().code();
      blocks.computeIfAbsent(block, anyBlock -> new ArrayList<>()).add(leaf);
    }
    for (List<LeafSeries> block : blocks.values()) {
      for (int i = 0; i < Setting.QUARTERS; i++) {
        int quarter = i;
        long[] rounded =
            LargestRemainder.round(
                block.stream().mapToDouble(leaf -> leaf.valueEur(quarter)).toArray());
        for (int j = 0; j < rounded.length; j++) {
          block.get(j).setWholeEur(quarter, rounded[j]);
        }
      }
    }
  }

  /** Makes the second edition of a quarter: some values change, some rows come, some go. */
  private static void revise(List<LeafSeries> leaves, int quarter) {
    Draws draws = Draws.of(SEED, "revision");
    int added = 0;
    int deleted = 0;
    for (LeafSeries leaf : leaves) {
      long before = leaf.wholeEur(quarter);
      boolean mayGo = !leaf.assured() && leaf.strength() < 0.3;
      double dice = draws.uniform();
      if (before == 0) {
        if (added < ADDED_ROWS && dice < 0.25) {
          leaf.setWholeEur(quarter, draws.between(5_000, 900_000));
          added++;
        }
      } else if (mayGo && deleted < DELETED_ROWS && dice < 0.08) {
        leaf.setWholeEur(quarter, 0);
        deleted++;
      } else if (dice > 1 - CHANGED_SHARE) {
        leaf.setWholeEur(
            quarter, Math.max(1, StrictMath.round(before * draws.around1(CHANGE_SIGMA))));
      }
    }
  }

  private static long writeQuarters(
      Path path, Flow flow, List<LeafSeries> leaves, int first, int last) throws IOException {
    try (IstatDataFile file = IstatDataFile.create(path, DATAFLOW)) {
      for (int i = first; i <= last; i++) {
        int quarter = i;
        long total = leaves.stream().mapToLong(leaf -> leaf.wholeEur(quarter)).sum();
        file.write(
            row(
                flow,
                "ITTOT: Italia",
                "ALL: all items",
                "WORLD: All countries of the world",
                quarter,
                total));
      }
      for (LeafSeries leaf : leaves) {
        for (int quarter = first; quarter <= last; quarter++) {
          if (leaf.wholeEur(quarter) != 0) {
            file.write(
                row(
                    flow,
                    leaf.territory().cell(),
                    leaf.product().cell(),
                    leaf.market().cell(),
                    quarter,
                    leaf.wholeEur(quarter)));
          }
        }
      }
      return file.rows();
    }
  }

  private static IstatDataRow row(
      Flow flow, String territory, String product, String market, int quarter, long valueEur) {
    return new IstatDataRow(
        "Q: quarterly",
        territory,
        flow.cell(),
        product,
        market,
        Setting.FIRST_QUARTER.plus(quarter).label(),
        valueEur);
  }
}
