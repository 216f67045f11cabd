package exportmatrix.ingest;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.Flow;
import exportmatrix.model.ValueStatus;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Statements drawn by lot, of so few codes that keys come again. */
final class Data {

  private Data() {}

  /** Most of them plain; flow and period are known, other coordinates now and then are not. */
  static Arbitrary<Datum> placed() {
    return drawn(Arbitraries.of(Flow.class), Arbitraries.integers().between(8095, 8106));
  }

  /** Also such without flow or period. */
  static Arbitrary<Datum> any() {
    return drawn(
        Arbitraries.of(Flow.class).injectNull(0.1),
        Arbitraries.integers().between(0, 24_000).injectNull(0.1));
  }

  private static Arbitrary<Datum> drawn(Arbitrary<Flow> flows, Arbitrary<Integer> periods) {
    return Combinators.combine(
            Combinators.combine(
                    Arbitraries.integers().between(0, 300),
                    Arbitraries.of("2025-01-01", "2024-12-31"),
                    Arbitraries.longs().between(2, 5_000_000_000L),
                    Arbitraries.of(0, 0, 0, 1, 7))
                .as(Where::new),
            flows,
            periods,
            Arbitraries.of("ITC4", "IT108", "ITC1").injectNull(0.05),
            Arbitraries.of("DE", "WORLD", "MA").injectNull(0.05),
            Arbitraries.of("ALL", "C", "CL291").injectNull(0.05),
            said())
        .as(
            (where, flow, period, territory, market, product, said) ->
                new Datum(
                    where.file(),
                    where.edition(),
                    where.line(),
                    where.cell(),
                    flow,
                    period,
                    territory,
                    market,
                    product,
                    said.measure(),
                    said.cents(),
                    said.grams(),
                    said.status(),
                    said.reasons(),
                    said.reasons() == 0 ? null : "x",
                    said.reasons() == 0 ? null : "a,\"raw\",row"));
  }

  private record Where(int file, String edition, long line, int cell) {}

  private record Said(Quality measure, Long cents, Long grams, ValueStatus status, int reasons) {}

  private static Arbitrary<Said> said() {
    Arbitrary<Said> values =
        Arbitraries.longs()
            .between(0, Long.MAX_VALUE)
            .map(number -> new Said(Quality.VALUE, number, null, ValueStatus.NORMAL, 0));
    Arbitrary<Said> quantities =
        Arbitraries.longs()
            .between(0, 1L << 40)
            .map(number -> new Said(Quality.QUANTITY, null, number, ValueStatus.PROVISIONAL, 0));
    Arbitrary<Said> without =
        Arbitraries.of(ValueStatus.UNKNOWN, ValueStatus.CONFIDENTIAL)
            .map(status -> new Said(Quality.VALUE, null, null, status, 0));
    Arbitrary<Said> rejected =
        Arbitraries.integers()
            .between(1, 4095)
            .map(
                reasons ->
                    new Said(
                        reasons % 2 == 0 ? null : Quality.VALUE,
                        -1L * reasons,
                        null,
                        ValueStatus.REJECTED,
                        reasons));
    return Arbitraries.oneOf(values, values, quantities, without, rejected);
  }
}
