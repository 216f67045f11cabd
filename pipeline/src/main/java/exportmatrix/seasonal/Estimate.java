package exportmatrix.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.Status;
import java.util.Arrays;
import java.util.List;
import jdplus.sa.base.api.diagnostics.CombinedSeasonalityTest.IdentifiableSeasonality;
import jdplus.sa.base.core.diagnostics.CombinedSeasonalityTests;
import jdplus.sa.base.core.diagnostics.GenericSaTests;
import jdplus.sa.base.core.tests.CombinedSeasonality;
import jdplus.toolkit.base.api.processing.ProcDiagnostic;
import jdplus.toolkit.base.api.processing.ProcQuality;
import jdplus.toolkit.base.api.processing.ProcessingLog;
import jdplus.toolkit.base.api.timeseries.TsData;

/**
 * What a method of JDemetra+ made of a series.
 *
 * @param adjusted EUR cents, finite
 * @param trend EUR cents, finite
 * @param quality JDemetra+'s summary of its diagnostics; Undefined, unasked, where not seasonal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Estimate(double[] adjusted, double[] trend, ProcQuality quality, KeptModel model) {

  /** Beyond this, a number of cents is no long any more. */
  private static final double MOST = 9e18;

  /** What JDemetra+'s summary of its diagnostics means for the reader of a seasonal series. */
  Status status() {
    return switch (quality) {
      case Accepted, Good, Uncertain -> Status.OK;
      case Undefined, Error, Severe, Bad -> Status.SA_POOR;
    };
  }

  /**
   * @throws NotEstimatedException where JDemetra+ calls its own result an error, to be rejected
   */
  static ProcQuality summary(List<ProcDiagnostic> diagnostics) throws NotEstimatedException {
    ProcQuality quality = ProcDiagnostic.summary(diagnostics);
    if (quality == ProcQuality.Error) {
      throw new NotEstimatedException("the diagnostics say that the decomposition is in error");
    }
    return quality;
  }

  /** The values of a component, EUR cents. */
  static double[] cents(TsData euros) throws NotEstimatedException {
    double[] cents = euros.getValues().map(v -> 100 * v).toArray();
    if (!Arrays.stream(cents).allMatch(v -> Math.abs(v) < MOST)) {
      throw new NotEstimatedException("the estimated component is not finite");
    }
    return cents;
  }

  /**
   * Whether the combined test of X-11 (Lothian and Morry 1978) identifies a season in the series
   * without trend, calendar effects and outliers. Below four years too little is left of it, and
   * the test is made on the seasonal and irregular component instead.
   */
  static boolean identifiable(GenericSaTests tests) {
    CombinedSeasonalityTests combined = tests.combinedSeasonalityTests();
    CombinedSeasonality test = combined.linearizedTest();
    if (test == null) {
      test = combined.siTest(false);
    }
    return test == null || test.getSummary() != IdentifiableSeasonality.None;
  }

  static NotEstimatedException failure(ProcessingLog log) {
    return new NotEstimatedException(
        log.all().stream()
            .filter(entry -> entry.getType() == ProcessingLog.InformationType.Error)
            .map(entry -> String.valueOf(entry.getMsg()).lines().findFirst().orElse(""))
            .findFirst()
            .orElse("no result"));
  }

  static Frequency frequency(TsData series) {
    return series.getAnnualFrequency() == 12 ? Frequency.M : Frequency.Q;
  }
}
