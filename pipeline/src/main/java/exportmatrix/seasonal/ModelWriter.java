package exportmatrix.seasonal;

import exportmatrix.model.Period;
import java.time.LocalDateTime;
import java.util.List;
import jdplus.toolkit.base.api.arima.SarimaSpec;
import jdplus.toolkit.base.api.data.Parameter;
import jdplus.toolkit.base.api.modelling.TransformationType;
import jdplus.toolkit.base.api.timeseries.calendars.LengthOfPeriodType;
import jdplus.toolkit.base.api.timeseries.calendars.TradingDaysType;
import jdplus.toolkit.base.api.timeseries.regression.AdditiveOutlier;
import jdplus.toolkit.base.api.timeseries.regression.IOutlier;
import jdplus.toolkit.base.api.timeseries.regression.LevelShift;
import jdplus.toolkit.base.api.timeseries.regression.TransitoryChange;
import jdplus.toolkit.base.api.timeseries.regression.Variable;

/**
 * From a {@link KeptModel} to the parts of a JDemetra+ specification that both methods have. The
 * parts are those that JDemetra+'s own {@code generateSpec} makes of an estimated model.
 */
final class ModelWriter {

  private final KeptModel model;

  /**
   * @throws NotEstimatedException for a model that JDemetra+ cannot be given: a leap year effect
   *     without one of trading days is silently dropped by its specifications
   */
  ModelWriter(KeptModel model) throws NotEstimatedException {
    if (model.leapYear() != null && model.tradingDays() == null) {
      throw new NotEstimatedException("leap year effect without trading days");
    }
    this.model = model;
  }

  SarimaSpec arima() {
    return SarimaSpec.builder()
        .period(model.frequency().periodsPerYear())
        .d(model.arima().d())
        .bd(model.arima().bd())
        .phi(parameters(model.arima().phi()))
        .theta(parameters(model.arima().theta()))
        .bphi(parameters(model.arima().bphi()))
        .btheta(parameters(model.arima().btheta()))
        .build();
  }

  TransformationType function() {
    return model.log() ? TransformationType.Log : TransformationType.None;
  }

  LengthOfPeriodType adjust() {
    return LengthOfPeriodType.valueOf(model.adjust());
  }

  boolean hasTradingDays() {
    return model.tradingDays() != null;
  }

  TradingDaysType tradingDays() {
    return TradingDaysType.valueOf(model.tradingDays().type());
  }

  Parameter[] tradingDaysCoefficients() {
    return parameters(model.tradingDays().coefficients());
  }

  boolean hasLeapYear() {
    return model.leapYear() != null;
  }

  /** Null where the model has no leap year effect. */
  Parameter leapYearCoefficient() {
    return hasLeapYear() ? Parameter.estimated(model.leapYear()) : null;
  }

  /**
   * @throws NotEstimatedException for a kind of outlier that neither method looks for
   */
  Variable<IOutlier> outlier(KeptModel.Outlier outlier) throws NotEstimatedException {
    Period period =
        Period.parse(outlier.period())
            .filter(p -> p.frequency() == model.frequency())
            .orElseThrow(() -> new NotEstimatedException("outlier at " + outlier.period()));
    LocalDateTime start = period.firstDay().atStartOfDay();
    IOutlier core =
        switch (outlier.code()) {
          case AdditiveOutlier.CODE -> new AdditiveOutlier(start);
          case LevelShift.CODE -> new LevelShift(start, true);
          // the rate is set by the method's own specification
          case TransitoryChange.CODE -> new TransitoryChange(start, 0);
          default -> throw new NotEstimatedException("outlier " + outlier.code());
        };
    return Variable.<IOutlier>builder()
        .name("%s (%s)".formatted(outlier.code(), outlier.period()))
        .core(core)
        .coefficients(new Parameter[] {Parameter.estimated(outlier.coefficient())})
        .build();
  }

  private static Parameter[] parameters(List<Double> values) {
    return values.stream().map(Parameter::estimated).toArray(Parameter[]::new);
  }
}
