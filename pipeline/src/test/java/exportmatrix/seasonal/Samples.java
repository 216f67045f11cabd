package exportmatrix.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Scanner;

/** Series to adjust: published ones, and invented ones of known make. */
final class Samples {

  /**
   * Passengers of international airlines, thousands, January 1949 to December 1960: series G of Box
   * and Jenkins, Time Series Analysis: Forecasting and Control (1976).
   */
  private static final String AIRLINE =
      """
      112 118 132 129 121 135 148 148 136 119 104 118 115 126 141 135 125 149 170 170 158 133 114 140
      145 150 178 163 172 178 199 199 184 162 146 166 171 180 193 181 183 218 230 242 209 191 172 194
      196 196 236 235 229 243 264 272 237 211 180 201 204 188 235 227 234 264 302 293 259 229 203 229
      242 233 267 269 270 315 364 347 312 274 237 278 284 277 317 313 318 374 413 405 355 306 271 306
      315 301 356 348 355 422 465 467 404 347 305 336 340 318 362 348 363 435 491 505 404 359 310 337
      360 342 406 396 420 472 548 559 463 407 362 405 417 391 419 461 472 535 622 606 508 461 390 432
      """;

  private Samples() {}

  static RawSeries airline() {
    long[] thousands = Arrays.stream(AIRLINE.split("\\s+")).mapToLong(Long::parseLong).toArray();
    return RawSeries.of(
        Period.of(Frequency.M, 1949, 1), Arrays.stream(thousands).map(v -> 100_000 * v).toArray());
  }

  /**
   * Retail turnover in Australia, series X0.2.09.10.M, April 1982 to August 2017, million dollars.
   * Source: Australian Bureau of Statistics, Retail Trade, cat. 8501.0, CC BY 4.0; as it is printed
   * in the documentation of JDemetra+'s R package rjd3workspace (add_sa_item).
   */
  static RawSeries retail() throws IOException {
    try (InputStream in =
            Samples.class.getResourceAsStream("/exportmatrix/seasonal/abs_retail.csv");
        Scanner lines = new Scanner(in, StandardCharsets.UTF_8)) {
      lines.nextLine();
      long[] cents =
          lines
              .tokens()
              .map(line -> line.substring(line.indexOf(',') + 1))
              .mapToLong(million -> Math.round(100 * Double.parseDouble(million)))
              .toArray();
      return RawSeries.of(Period.of(Frequency.M, 1982, 4), cents);
    }
  }

  /**
   * Quarters that grow and have a season that multiplies, with a little noise.
   *
   * @param swing of the season: 0 none, 0.2 a fifth up and down
   */
  static RawSeries quarterly(int length, double swing, double noise, long seed) {
    return invented(Period.of(Frequency.Q, 2013, 1), length, swing, noise, seed);
  }

  /** The same, by month. */
  static RawSeries monthly(int length, double swing, double noise, long seed) {
    return invented(Period.of(Frequency.M, 2013, 1), length, swing, noise, seed);
  }

  private static RawSeries invented(
      Period first, int length, double swing, double noise, long seed) {
    Random random = new Random(seed);
    int year = first.frequency().periodsPerYear();
    double level = Math.log(2e10);
    long[] cents = new long[length];
    for (int i = 0; i < length; i++) {
      level += 0.04 / year + 0.3 * noise * random.nextGaussian();
      double season = swing * Math.cos(2 * Math.PI * i / year);
      cents[i] = Math.round(Math.exp(level + season + noise * random.nextGaussian()));
    }
    return RawSeries.of(first, cents);
  }

  /** The first periods of a series. */
  static RawSeries head(RawSeries series, int length) {
    return new RawSeries(
        series.frequency(),
        series.firstOrdinal(),
        Arrays.copyOf(series.cents(), length),
        Arrays.copyOf(series.known(), length));
  }

  /** The series with one value unknown. */
  static RawSeries without(RawSeries series, int index) {
    boolean[] known = series.known().clone();
    known[index] = false;
    return new RawSeries(series.frequency(), series.firstOrdinal(), series.cents(), known);
  }
}
