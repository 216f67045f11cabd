package exportmatrix.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.SaMethod;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The model that a run found for one series, to be kept as text and handed to the next run. It is
 * complete: with the same values it gives the same adjusted series.
 *
 * @param seasonal whether the series was found to be seasonal; kept with the model, so that a
 *     series does not change sides from run to run
 * @param log whether the logarithm was modelled; then effects multiply, otherwise they add up
 * @param adjust correction for the length of the period before modelling, JDemetra+'s {@code
 *     LengthOfPeriodType}: {@code None}, {@code LeapYear} or {@code LengthOfPeriod}
 * @param mean coefficient of the mean of the differenced series; null: the model has none
 * @param tradingDays null: no such effect
 * @param leapYear coefficient of the leap year effect; null: the model has none
 * @param easter null: no such effect
 */
public record KeptModel(
    SaMethod method,
    Frequency frequency,
    boolean seasonal,
    boolean log,
    String adjust,
    Arima arima,
    Double mean,
    TradingDays tradingDays,
    Double leapYear,
    Easter easter,
    List<Outlier> outliers)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public KeptModel {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(frequency, "frequency");
    Objects.requireNonNull(adjust, "adjust");
    Objects.requireNonNull(arima, "arima");
    outliers = List.copyOf(outliers);
  }

  /**
   * A seasonal ARIMA model, with the signs of JDemetra+: (1 + phi B + ...) on the left, (1 + theta
   * B + ...) on the right.
   *
   * @param d regular differences
   * @param bd seasonal differences
   * @param phi regular autoregressive parameters
   * @param theta regular moving average parameters
   * @param bphi seasonal autoregressive parameters
   * @param btheta seasonal moving average parameters
   */
  public record Arima(
      int d, int bd, List<Double> phi, List<Double> theta, List<Double> bphi, List<Double> btheta)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    public Arima {
      phi = List.copyOf(phi);
      theta = List.copyOf(theta);
      bphi = List.copyOf(bphi);
      btheta = List.copyOf(btheta);
    }

    /** As it is always written: {@code (0,1,1)(0,1,1)}. */
    public String orders() {
      return "(%d,%d,%d)(%d,%d,%d)"
          .formatted(phi.size(), d, theta.size(), bphi.size(), bd, btheta.size());
    }
  }

  /**
   * Effect of the days of the week.
   *
   * @param type JDemetra+'s {@code TradingDaysType}: {@code TD2} working days against weekends, up
   *     to {@code TD7} every day for itself
   * @param coefficients one fewer than groups of days
   */
  public record TradingDays(String type, List<Double> coefficients) implements Serializable {

    private static final long serialVersionUID = 1L;

    public TradingDays {
      Objects.requireNonNull(type, "type");
      coefficients = List.copyOf(coefficients);
    }
  }

  /**
   * Effect of Easter.
   *
   * @param duration days before Easter that are affected
   */
  public record Easter(int duration, double coefficient) implements Serializable {

    private static final long serialVersionUID = 1L;
  }

  /**
   * A value out of line.
   *
   * @param code {@code AO} additive, {@code LS} level shift, {@code TC} transitory change
   * @param period as {@link exportmatrix.model.Period#text} writes it
   */
  public record Outlier(String code, String period, double coefficient) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Outlier {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(period, "period");
    }
  }

  /** The model as one line of JSON; {@link #parse} reads it back, equal to the last bit. */
  public String text() {
    return ModelText.write(this);
  }

  /**
   * @param text what {@link #text} wrote
   * @return empty for anything that this version cannot read; the series is then estimated anew
   */
  public static Optional<KeptModel> parse(String text) {
    return ModelText.read(text);
  }

  /** For a reader: {@code log (0,1,1)(0,1,1) TD7 leap-year Easter[6] AO 2000-06}. */
  public String summary() {
    List<String> words = new ArrayList<>();
    words.add(log ? "log" : "level");
    words.add(arima.orders());
    if (mean != null) {
      words.add("mean");
    }
    if (tradingDays != null) {
      words.add(tradingDays.type());
    }
    if (leapYear != null || !adjust.equals("None")) {
      words.add("leap-year");
    }
    if (easter != null) {
      words.add("Easter[%d]".formatted(easter.duration()));
    }
    for (Outlier outlier : outliers) {
      words.add(outlier.code() + " " + outlier.period());
    }
    return String.join(" ", words);
  }
}
