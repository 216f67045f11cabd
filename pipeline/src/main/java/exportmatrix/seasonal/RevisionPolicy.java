package exportmatrix.seasonal;

import java.util.Optional;
import jdplus.sa.base.api.EstimationPolicyType;

/**
 * What a run may change of the model that an earlier run kept. Whatever the policy, adjusted values
 * of the past move a little when a period is added, because the filters are two-sided.
 *
 * <p>Source: the estimation policies of JDemetra+ ({@link EstimationPolicyType}), which are those
 * of the ESS guidelines on seasonal adjustment (2015, chapter 4).
 */
public enum RevisionPolicy {
  /**
   * JDemetra+'s {@code FixedParameters}: transformation, ARIMA model with its parameters, calendar
   * effects and outliers stay as they were; only the coefficients of calendar effects and outliers
   * are estimated again. No new outlier is looked for.
   */
  KEEP_PARAMETERS(EstimationPolicyType.FixedParameters),

  /**
   * JDemetra+'s {@code FreeParameters} (partial concurrent): the form of the model stays, all its
   * parameters are estimated again.
   */
  KEEP_MODEL(EstimationPolicyType.FreeParameters),

  /** Concurrent: the kept model is not looked at, everything is identified and estimated again. */
  RE_ESTIMATE(EstimationPolicyType.Complete);

  private final EstimationPolicyType type;

  RevisionPolicy(EstimationPolicyType type) {
    this.type = type;
  }

  /** JDemetra+'s name of it; empty: nothing of the kept model is used. */
  Optional<EstimationPolicyType> keeps() {
    return this == RE_ESTIMATE ? Optional.empty() : Optional.of(type);
  }
}
