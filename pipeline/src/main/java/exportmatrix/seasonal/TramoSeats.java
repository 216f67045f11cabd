package exportmatrix.seasonal;

import exportmatrix.model.SaMethod;
import java.util.ArrayList;
import java.util.List;
import jdplus.sa.base.api.ComponentType;
import jdplus.sa.base.api.EstimationPolicyType;
import jdplus.toolkit.base.api.data.Parameter;
import jdplus.toolkit.base.api.modelling.ComponentInformation;
import jdplus.toolkit.base.api.processing.DefaultProcessingLog;
import jdplus.toolkit.base.api.processing.ProcDiagnostic;
import jdplus.toolkit.base.api.processing.ProcQuality;
import jdplus.toolkit.base.api.processing.ProcessingLog;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.calendars.LengthOfPeriodType;
import jdplus.tramoseats.base.api.tramo.CalendarSpec;
import jdplus.tramoseats.base.api.tramo.EasterSpec;
import jdplus.tramoseats.base.api.tramo.MeanSpec;
import jdplus.tramoseats.base.api.tramo.RegressionSpec;
import jdplus.tramoseats.base.api.tramo.TradingDaysSpec;
import jdplus.tramoseats.base.api.tramo.TramoSpec;
import jdplus.tramoseats.base.api.tramoseats.TramoSeatsSpec;
import jdplus.tramoseats.base.core.tramoseats.TramoSeatsFactory;
import jdplus.tramoseats.base.core.tramoseats.TramoSeatsKernel;
import jdplus.tramoseats.base.core.tramoseats.TramoSeatsResults;

/** TRAMO-SEATS (Gomez and Maravall 1996) with JDemetra+'s specification {@code RSAfull}. */
final class TramoSeats implements Engine {

  static final TramoSeats ENGINE = new TramoSeats();

  private static final TramoSeatsSpec START = TramoSeatsSpec.RSAfull;
  private static final TramoSeatsFactory FACTORY = new TramoSeatsFactory();
  private static final int SEASONAL = 1;

  private TramoSeats() {}

  @Override
  public KeptModel model(TsData series) throws NotEstimatedException {
    TramoSeatsResults results = results(series, START);
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

  private static Estimate process(TsData series, TramoSeatsSpec spec, KeptModel kept)
      throws NotEstimatedException {
    TramoSeatsResults results = results(series, spec);
    boolean seasonal = kept == null ? isSeasonal(results) : kept.seasonal();
    return new Estimate(
        Estimate.cents(component(results, ComponentType.SeasonallyAdjusted)),
        Estimate.cents(component(results, ComponentType.Trend)),
        seasonal ? quality(results) : ProcQuality.Undefined,
        model(series, results, seasonal));
  }

  private static TramoSeatsResults results(TsData series, TramoSeatsSpec spec)
      throws NotEstimatedException {
    ProcessingLog log = new DefaultProcessingLog();
    TramoSeatsResults results = TramoSeatsKernel.of(spec, null).process(series, log);
    if (!results.isValid()) {
      throw Estimate.failure(log);
    }
    return results;
  }

  private static KeptModel model(TsData series, TramoSeatsResults results, boolean seasonal)
      throws NotEstimatedException {
    return new ModelReader(
            SaMethod.TRAMO_SEATS,
            Estimate.frequency(series),
            results.getPreprocessing().getDescription())
        .read(seasonal);
  }

  private static boolean isSeasonal(TramoSeatsResults results) {
    return !results.getDecomposition().getUcarimaModel().getComponent(SEASONAL).isNull()
        && Estimate.identifiable(results.getDiagnostics().getGenericDiagnostics());
  }

  private static ProcQuality quality(TramoSeatsResults results) throws NotEstimatedException {
    List<ProcDiagnostic> diagnostics = new ArrayList<>();
    FACTORY.fillDiagnostics(diagnostics, null, results);
    return Estimate.summary(diagnostics);
  }

  private static TsData component(TramoSeatsResults results, ComponentType type) {
    return results.getFinals().getSeries(type, ComponentInformation.Value);
  }

  /** The specification that says all of a kept model. */
  private static TramoSeatsSpec point(KeptModel kept) throws NotEstimatedException {
    ModelWriter model = new ModelWriter(kept);
    TramoSpec tramo = START.getTramo();
    RegressionSpec.Builder regression =
        tramo.getRegression().toBuilder()
            .mean(
                kept.mean() == null
                    ? MeanSpec.DEFAULT_UNUSED
                    : MeanSpec.mean(Parameter.estimated(kept.mean())))
            .calendar(
                CalendarSpec.builder()
                    .tradingDays(tradingDays(model))
                    .easter(easter(kept))
                    .build());
    for (KeptModel.Outlier outlier : kept.outliers()) {
      regression.outlier(model.outlier(outlier));
    }
    return START.toBuilder()
        .tramo(
            tramo.toBuilder()
                .transform(
                    tramo.getTransform().toBuilder()
                        .function(model.function())
                        .adjust(model.adjust())
                        .build())
                .arima(model.arima())
                .autoModel(tramo.getAutoModel().toBuilder().enabled(false).build())
                .outliers(
                    tramo.getOutliers().toBuilder().ao(false).ls(false).tc(false).so(false).build())
                .regression(regression.build())
                .build())
        .build();
  }

  private static TradingDaysSpec tradingDays(ModelWriter model) {
    if (!model.hasTradingDays()) {
      return TradingDaysSpec.none();
    }
    LengthOfPeriodType leapYear =
        START.getTramo().getRegression().getCalendar().getTradingDays().getLengthOfPeriodType();
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
    return START.getTramo().getRegression().getCalendar().getEaster().toBuilder()
        .test(false)
        .duration(kept.easter().duration())
        .coefficient(Parameter.estimated(kept.easter().coefficient()))
        .build();
  }
}
