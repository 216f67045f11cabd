package exportmatrix.model;

import java.util.Optional;

/**
 * Which series are seasonally adjusted, and how.
 *
 * @param method empty: none is
 * @param policy what becomes of the models that the last release kept
 * @param thresholdEurPerQuarter a series is adjusted where its newest year comes to this much a
 *     quarter on average
 */
public record SeasonalRules(
    Optional<SaMethod> method, RevisionPolicy policy, long thresholdEurPerQuarter) {

  public static final SeasonalRules DEFAULT =
      new SeasonalRules(
          Optional.of(SaMethod.TRAMO_SEATS), RevisionPolicy.KEEP_PARAMETERS, 50_000_000);

  /** The threshold for one period, cents. */
  public long thresholdCents(Frequency frequency) {
    return Math.multiplyExact(thresholdEurPerQuarter, 100L) * frequency.months() / 3;
  }
}
