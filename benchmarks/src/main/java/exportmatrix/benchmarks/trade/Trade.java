package exportmatrix.benchmarks.trade;

import exportmatrix.benchmarks.samples.Flow;
import java.util.Arrays;

/**
 * How much each cell (flow x territory x market x product group) trades in each quarter.
 *
 * <p>A cell's size is Zipf-like along every dimension, times luck. Large cells trade always; a
 * small one trades in stretches of two years, the rarer the smaller, and pauses now and then: that
 * gives entries, exits and bases of zero. A trading cell's value follows its size, a season, a
 * growth of its market and noise.
 *
 * <p>Only sums, products, quotients and {@link StrictMath}: the same figures on every machine.
 */
final class Trade {
  /** No cell. */
  static final int NONE = -1;

  /** So many quarters at most, as a cell's stretches are the bits of a byte. */
  static final int MOST_QUARTERS = 56;

  private static final double TERRITORY_EXPONENT = 0.9;
  private static final double MARKET_EXPONENT = 1.1;
  private static final double PRODUCT_EXPONENT = 0.8;
  private static final int STRETCH = 8;
  private static final double PAUSES = 0.03;
  private static final double LARGEST_EUR = 4e8;
  private static final int CALIBRATION_STEPS = 40;

  private static final int STREAM_LUCK = 1;
  private static final int STREAM_NOISE = 2;
  private static final int STREAM_STRETCH = 3;
  private static final int STREAM_PAUSE = 4;
  private static final int STREAM_MARKET = 5;
  private static final int STREAM_PRODUCT = 6;

  private final long seed;
  private final int territories;
  private final int markets;
  private final int products;
  private final float[] sizes;
  private final int[] anchors;
  private final byte[] stretches;
  private double perSize;

  private Trade(Setting setting, long seed) {
    this.seed = seed;
    this.territories = setting.territories().size();
    this.markets = setting.markets().size();
    this.products = setting.products().size();
    this.sizes = new float[Flow.values().length * territories * markets * products];
    this.stretches = new byte[sizes.length];
    this.anchors = new int[Flow.values().length * territories];
  }

  /**
   * @param rowsPerQuarter how many cells trade in a quarter, on average
   */
  static Trade of(Setting setting, long seed, long rowsPerQuarter) {
    Trade trade = new Trade(setting, seed);
    if (rowsPerQuarter < trade.anchors.length || rowsPerQuarter > trade.sizes.length * 0.8) {
      throw new IllegalArgumentException(
          "rows per quarter: expected %,d to %,.0f, found %,d"
              .formatted(trade.anchors.length, trade.sizes.length * 0.8, rowsPerQuarter));
    }
    trade.drawSizes();
    trade.calibrate(rowsPerQuarter);
    trade.drawStretches();
    return trade;
  }

  private void drawSizes() {
    double[] ofProducts = new double[products];
    Arrays.setAll(ofProducts, p -> zipf(p, PRODUCT_EXPONENT));
    int cell = 0;
    for (int ft = 0; ft < anchors.length; ft++) {
      double ofTerritory = zipf(ft % territories, TERRITORY_EXPONENT);
      anchors[ft] = cell;
      for (int m = 0; m < markets; m++) {
        double ofMarket = ofTerritory * zipf(m, MARKET_EXPONENT);
        for (int p = 0; p < products; p++) {
          double luck = (0.05 + draw(STREAM_LUCK, cell, 0)) / (0.05 + draw(STREAM_LUCK, cell, 1));
          sizes[cell] = (float) (ofMarket * ofProducts[p] * luck);
          anchors[ft] = sizes[cell] > sizes[anchors[ft]] ? cell : anchors[ft];
          cell++;
        }
      }
    }
  }

  private static double zipf(int place, double exponent) {
    return 1 / StrictMath.pow(place + 1, exponent);
  }

  /** Finds, by halving, the weight of a cell's size at which so many cells trade. */
  private void calibrate(long rowsPerQuarter) {
    double low = 1e-9;
    double high = 1e9;
    for (int step = 0; step < CALIBRATION_STEPS; step++) {
      perSize = StrictMath.sqrt(low * high);
      double rows = 0;
      for (int cell = 0; cell < sizes.length; cell++) {
        rows += habit(cell) * (1 - PAUSES);
      }
      if (rows < rowsPerQuarter) {
        low = perSize;
      } else {
        high = perSize;
      }
    }
  }

  /** Draws once in which stretches a cell trades, a bit for each. */
  private void drawStretches() {
    for (int cell = 0; cell < sizes.length; cell++) {
      double habit = habit(cell);
      for (int stretch = 0; stretch < Byte.SIZE; stretch++) {
        if (draw(STREAM_STRETCH, cell, stretch) < habit) {
          stretches[cell] |= (byte) (1 << stretch);
        }
      }
    }
    for (int anchor : anchors) {
      stretches[anchor] = -1;
    }
  }

  /** How likely the cell trades in a stretch. */
  private double habit(int cell) {
    double weight = perSize * sizes[cell];
    return weight / (1 + weight);
  }

  /**
   * The first cell, from the given one on, that trades in the quarter so many after the first.
   *
   * @return {@link #NONE} after the last
   */
  int trading(int from, int quarter) {
    for (int cell = from; cell < sizes.length; cell++) {
      int stretch = (quarter + (cell & STRETCH - 1)) / STRETCH;
      if ((stretches[cell] >> stretch & 1) == 1
          && (draw(STREAM_PAUSE, cell, quarter) >= PAUSES
              || cell == anchors[flowAndTerritory(cell)])) {
        return cell;
      }
    }
    return NONE;
  }

  /** Whole euros of a cell that trades in the quarter. */
  long valueEur(int cell, int quarter) {
    double season = 1 + 0.25 * (draw(STREAM_PRODUCT, product(cell), quarter % 4) - 0.5);
    double growth = 1 + quarter * (0.03 * draw(STREAM_MARKET, market(cell), 0) - 0.008);
    double noise = 0.6 + 0.8 * draw(STREAM_NOISE, cell, quarter);
    return 1 + (long) (LARGEST_EUR * sizes[cell] * season * growth * noise);
  }

  private int flowAndTerritory(int cell) {
    return cell / (markets * products);
  }

  Flow flow(int cell) {
    return flowAndTerritory(cell) < territories ? Flow.EXPORT : Flow.IMPORT;
  }

  int territory(int cell) {
    return flowAndTerritory(cell) % territories;
  }

  int market(int cell) {
    return cell / products % markets;
  }

  int product(int cell) {
    return cell % products;
  }

  private double draw(int stream, int item, int time) {
    return Dice.uniform(seed * 31 + stream, ((long) item << 16) + time);
  }
}
