package exportmatrix.model;

/**
 * What a run may change of the seasonal model that an earlier run kept. Whatever the policy,
 * adjusted values of the past move a little when a period is added, because the filters are
 * two-sided.
 *
 * <p>Source: the estimation policies of JDemetra+, which are those of the ESS guidelines on
 * seasonal adjustment (2015, chapter 4).
 */
public enum RevisionPolicy {
  /**
   * JDemetra+'s {@code FixedParameters}: transformation, ARIMA model with its parameters, calendar
   * effects and outliers stay as they were; only the coefficients of calendar effects and outliers
   * are estimated again. No new outlier is looked for.
   */
  KEEP_PARAMETERS,

  /**
   * JDemetra+'s {@code FreeParameters} (partial concurrent): the form of the model stays, all its
   * parameters are estimated again.
   */
  KEEP_MODEL,

  /** Concurrent: the kept model is not looked at, everything is identified and estimated again. */
  RE_ESTIMATE
}
