package exportmatrix.seasonal;

import exportmatrix.model.SaMethod;
import java.util.ArrayList;
import java.util.List;
import jdplus.sa.base.api.EstimationPolicyType;
import jdplus.toolkit.base.api.data.Parameter;
import jdplus.toolkit.base.api.processing.DefaultProcessingLog;
import jdplus.toolkit.base.api.processing.ProcDiagnostic;
import jdplus.toolkit.base.api.processing.ProcQuality;
import jdplus.toolkit.base.api.processing.ProcessingLog;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.calendars.LengthOfPeriodType;
import jdplus.x13.base.api.regarima.EasterSpec;
import jdplus.x13.base.api.regarima.MeanSpec;
import jdplus.x13.base.api.regarima.RegArimaSpec;
import jdplus.x13.base.api.regarima.RegressionSpec;
import jdplus.x13.base.api.regarima.RegressionTestSpec;
import jdplus.x13.base.api.regarima.TradingDaysSpec;
import jdplus.x13.base.api.x13.X13Spec;
import jdplus.x13.base.core.x13.X13Factory;
import jdplus.x13.base.core.x13.X13Kernel;
import jdplus.x13.base.core.x13.X13Results;

/**
 * X-13ARIMA (Findley and others 1998) with JDemetra+'s specification {@code RSA5c}. Under any
 * policy the lengths of X-11's moving averages are chosen anew, as JDemetra+ itself does.
 */
final class X13 implements Engine {

  static final X13 ENGINE = new X13();

  private static final X13Spec START = X13Spec.RSA5;
  private static final X13Factory FACTORY = new X13Factory();

  private X13() {}

  @Override
  public KeptModel model(TsData series) throws NotEstimatedException {
    X13Results results = results(series, START);
    return model(series, results, isSeasonal(results));
  }

  @Override
  public Estimate estimate(TsData series) throws NotEstimatedException {
    return process(series, START, null);
  }

  @Override
  public Estimate refresh(TsData series, KeptModel kept, EstimationPolicyType policy)
      throws NotEstimatedException {
    return process(series, FACTORY.refreshSpec(point(kept), START, policy, null), kept);
  }

  private static Estimate process(TsData series, X13Spec spec, KeptModel kept)
      throws NotEstimatedException {
    X13Results results = results(series, spec);
    boolean seasonal = kept == null ? isSeasonal(results) : kept.seasonal();
    return new Estimate(
        Estimate.cents(results.getFinals().getD11final()),
        Estimate.cents(results.getFinals().getD12final()),
        seasonal ? quality(results) : ProcQuality.Undefined,
        model(series, results, seasonal));
  }

  private static X13Results results(TsData series, X13Spec spec) throws NotEstimatedException {
    ProcessingLog log = new DefaultProcessingLog();
    X13Results results = X13Kernel.of(spec, null).process(series, log);
    if (!results.isValid()) {
      throw Estimate.failure(log);
    }
    return results;
  }

  private static boolean isSeasonal(X13Results results) {
    return Estimate.identifiable(results.getDiagnostics().getGenericDiagnostics());
  }

  private static KeptModel model(TsData series, X13Results results, boolean seasonal)
      throws NotEstimatedException {
    return new ModelReader(
            SaMethod.X13, Estimate.frequency(series), results.getPreprocessing().getDescription())
        .read(seasonal);
  }

  private static ProcQuality quality(X13Results results) throws NotEstimatedException {
    List<ProcDiagnostic> diagnostics = new ArrayList<>();
    FACTORY.fillDiagnostics(diagnostics, null, results);
    return Estimate.summary(diagnostics);
  }

  /** The specification that says all of a kept model. */
  private static X13Spec point(KeptModel kept) throws NotEstimatedException {
    ModelWriter model = new ModelWriter(kept);
    RegArimaSpec regArima = START.getRegArima();
    RegressionSpec.Builder regression =
        regArima.getRegression().toBuilder()
            .mean(
                kept.mean() == null
                    ? MeanSpec.DEFAULT_UNUSED
                    : MeanSpec.mean(Parameter.estimated(kept.mean())))
            .tradingDays(tradingDays(model))
            .easter(easter(kept));
    for (KeptModel.Outlier outlier : kept.outliers()) {
      regression.outlier(model.outlier(outlier));
    }
    return START.toBuilder()
        .regArima(
            regArima.toBuilder()
                .transform(
                    regArima.getTransform().toBuilder()
                        .function(model.function())
                        .adjust(model.adjust())
                        .build())
                .arima(model.arima())
                .autoModel(regArima.getAutoModel().toBuilder().enabled(false).build())
                .outliers(regArima.getOutliers().toBuilder().clearTypes().build())
                .regression(regression.build())
                .build())
        .build();
  }

  private static TradingDaysSpec tradingDays(ModelWriter model) {
    if (!model.hasTradingDays()) {
      return TradingDaysSpec.none();
    }
    LengthOfPeriodType leapYear =
        START.getRegArima().getRegression().getTradingDays().getLengthOfPeriodType();
    return TradingDaysSpec.td(
        model.tradingDays(),
        model.hasLeapYear() ? leapYear : LengthOfPeriodType.None,
        model.tradingDaysCoefficients(),
        model.leapYearCoefficient());
  }

  private static EasterSpec easter(KeptModel kept) {
    if (kept.easter() == null) {
      return EasterSpec.none();
    }
    return START.getRegArima().getRegression().getEaster().toBuilder()
        .type(EasterSpec.Type.Easter)
        .test(RegressionTestSpec.None)
        .duration(kept.easter().duration())
        .coefficient(Parameter.estimated(kept.easter().coefficient()))
        .build();
  }
}
