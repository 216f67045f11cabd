package exportmatrix.seasonal;

import exportmatrix.model.SaMethod;
import jdplus.sa.base.api.EstimationPolicyType;
import jdplus.toolkit.base.api.timeseries.TsData;

/** One method of JDemetra+. Stateless; any thread may call it. */
interface Engine {

  static Engine of(SaMethod method) {
    return switch (method) {
      case TRAMO_SEATS -> TramoSeats.ENGINE;
      case X13 -> X13.ENGINE;
    };
  }

  /**
   * Identifies and estimates everything, for the model's sake alone.
   *
   * @param series without missing values
   */
  KeptModel model(TsData series) throws NotEstimatedException;

  /**
   * Identifies and estimates everything.
   *
   * @param series without missing values
   */
  Estimate estimate(TsData series) throws NotEstimatedException;

  /**
   * Estimates what the policy leaves open of a kept model. Whether there is a season stays as it
   * was kept.
   *
   * @throws NotEstimatedException also where the model does not fit the series
   */
  Estimate refresh(TsData series, KeptModel kept, EstimationPolicyType policy)
      throws NotEstimatedException;
}
