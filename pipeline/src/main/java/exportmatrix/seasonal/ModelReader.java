package exportmatrix.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.SaMethod;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdplus.toolkit.base.api.arima.SarimaSpec;
import jdplus.toolkit.base.api.data.Parameter;
import jdplus.toolkit.base.api.timeseries.regression.EasterVariable;
import jdplus.toolkit.base.api.timeseries.regression.IOutlier;
import jdplus.toolkit.base.api.timeseries.regression.ITradingDaysVariable;
import jdplus.toolkit.base.api.timeseries.regression.ModellingUtility;
import jdplus.toolkit.base.api.timeseries.regression.TrendConstant;
import jdplus.toolkit.base.api.timeseries.regression.Variable;
import jdplus.toolkit.base.core.modelling.GeneralLinearModel.Description;

/** From an estimated RegARIMA model, which both methods begin with, to a {@link KeptModel}. */
final class ModelReader {

  private final SaMethod method;
  private final Frequency frequency;
  private final Description<SarimaSpec> description;

  ModelReader(SaMethod method, Frequency frequency, Description<SarimaSpec> description) {
    this.method = method;
    this.frequency = frequency;
    this.description = description;
  }

  KeptModel read(boolean seasonal) {
    SarimaSpec arima = description.getStochasticComponent();
    Double mean = null;
    KeptModel.TradingDays tradingDays = null;
    Double leapYear = null;
    KeptModel.Easter easter = null;
    List<KeptModel.Outlier> outliers = new ArrayList<>();
    for (Variable<?> variable : description.getVariables()) {
      double coefficient = variable.getCoefficient(0).getValue();
      if (variable.getName().equals(TrendConstant.NAME)) {
        mean = coefficient;
      } else if (variable.getCore() instanceof ITradingDaysVariable days) {
        tradingDays =
            new KeptModel.TradingDays(
                days.getTradingDaysType().name(), values(variable.getCoefficients()));
      } else if (ModellingUtility.isLengthOfPeriod(variable)) {
        leapYear = coefficient;
      } else if (variable.getCore() instanceof EasterVariable days) {
        easter = new KeptModel.Easter(days.getDuration(), coefficient);
      } else if (variable.getCore() instanceof IOutlier outlier) {
        outliers.add(
            new KeptModel.Outlier(outlier.getCode(), period(outlier.getPosition()), coefficient));
      }
    }
    return new KeptModel(
        method,
        frequency,
        seasonal,
        description.isLogTransformation(),
        description.getLengthOfPeriodTransformation().name(),
        new KeptModel.Arima(
            arima.getD(),
            arima.getBd(),
            values(arima.getPhi()),
            values(arima.getTheta()),
            values(arima.getBphi()),
            values(arima.getBtheta())),
        mean,
        tradingDays,
        leapYear,
        easter,
        outliers);
  }

  private String period(LocalDateTime position) {
    int place = (position.getMonthValue() - 1) / frequency.months() + 1;
    return Period.of(frequency, position.getYear(), place).text();
  }

  private static List<Double> values(Parameter[] parameters) {
    return Arrays.stream(parameters).map(Parameter::getValue).toList();
  }
}
