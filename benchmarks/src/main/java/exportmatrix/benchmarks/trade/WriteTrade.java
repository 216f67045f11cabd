package exportmatrix.benchmarks.trade;

import exportmatrix.benchmarks.samples.IstatDataFile;
import exportmatrix.benchmarks.samples.IstatDataRow;
import exportmatrix.benchmarks.samples.Quarter;
import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes synthetic trade: one file per quarter, from 2016-Q1 on, and the code lists.
 *
 * <p>{@code WriteTrade --rows N --seed S --out DIR [--quarters 40]}: about N rows in 40 quarters,
 * and so many per quarter however many quarters are written. A row depends on the seed, N, its cell
 * and its quarter: a 41st quarter leaves the first 40 as they are, to the byte.
 *
 * <p>{@code DIR/data/synthetic-trade_<quarter>_<edition>.csv}: provinces and one residual x
 * countries and special markets x product groups, both flows. {@code DIR/codes}: see {@link
 * PlainCodes}.
 */
public final class WriteTrade {
  private static final String USAGE =
      "usage: WriteTrade --rows N --seed S --out DIR [--quarters 40]";
  private static final String DATAFLOW = "SYNTHETIC:TRADE(1.0)";
  private static final String QUARTERLY = "Q: quarterly";
  private static final Quarter FIRST = new Quarter(2016, 1);
  private static final int QUARTERS_OF_N = 40;

  private final Setting setting;
  private final Trade trade;

  private WriteTrade(Setting setting, Trade trade) {
    this.setting = setting;
    this.trade = trade;
  }

  /**
   * Writes the files; exits 2 when called wrongly.
   *
   * @param args see the class
   * @throws IOException when a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> options = new HashMap<>(Map.of("--quarters", "40"));
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (!options.keySet().containsAll(Set.of("--rows", "--seed", "--out"))) {
      System.err.println(USAGE);
      System.exit(2);
    }
    long rows = Long.parseLong(options.get("--rows"));
    long seed = Long.parseLong(options.get("--seed"));
    int quarters = Integer.parseInt(options.get("--quarters"));
    if (quarters < 1 || quarters > Trade.MOST_QUARTERS) {
      System.err.printf("--quarters: expected 1 to %d, found %d%n", Trade.MOST_QUARTERS, quarters);
      System.exit(2);
    }
    Path out = Path.of(options.get("--out"));
    Codes codes = Codes.load(CodeFiles.BUNDLED);
    Setting setting = Setting.of(codes, seed);
    PlainCodes.write(codes, FIRST, quarters, out.resolve("codes"));
    new WriteTrade(setting, Trade.of(setting, seed, rows / QUARTERS_OF_N))
        .writeQuarters(quarters, out.resolve("data"));
  }

  private void writeQuarters(int quarters, Path folder) throws IOException {
    Files.createDirectories(folder);
    long started = System.nanoTime();
    long rows =
        IntStream.range(0, quarters).parallel().mapToLong(q -> writeQuarter(q, folder)).sum();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "%s: %,d rows in %d files, %,.0f rows/s%n", folder, rows, quarters, rows / seconds);
  }

  private long writeQuarter(int q, Path folder) {
    Quarter quarter = FIRST.plus(q);
    String name = "synthetic-trade_%s_%s.csv".formatted(quarter.label(), edition(quarter));
    try (IstatDataFile file = IstatDataFile.create(folder.resolve(name), DATAFLOW)) {
      for (int cell = trade.trading(0, q); cell != Trade.NONE; cell = trade.trading(cell + 1, q)) {
        file.write(
            new IstatDataRow(
                QUARTERLY,
                setting.territories().get(trade.territory(cell)),
                trade.flow(cell).cell(),
                setting.products().get(trade.product(cell)),
                setting.markets().get(trade.market(cell)),
                quarter.label(),
                trade.valueEur(cell, q)));
      }
      return file.rows();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The day of publication, ten weeks after the quarter's end. */
  private static LocalDate edition(Quarter quarter) {
    return LocalDate.of(quarter.year(), quarter.number() * 3, 11).plusMonths(3);
  }
}
