package exportmatrix.seasonal;

import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.Status;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A seasonally adjusted series: figures period by period, and one status, quality and model for the
 * whole. Indexes are those of the {@link RawSeries}.
 */
public final class Adjustment implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Status status;
  private final String quality;
  private final String reason;
  private final RevisionPolicy applied;
  private final KeptModel model;
  private final KeptModel fitted;
  private final int from;
  private final long[] adjusted;
  private final long[] trend;
  private final double[] growth;

  private Adjustment(
      Status status,
      String quality,
      String reason,
      RevisionPolicy applied,
      KeptModel model,
      KeptModel fitted,
      int from,
      long[] adjusted,
      long[] trend,
      double[] growth) {
    this.status = status;
    this.quality = quality;
    this.reason = reason;
    this.applied = applied;
    this.model = model;
    this.fitted = fitted;
    this.from = from;
    this.adjusted = adjusted;
    this.trend = trend;
    this.growth = growth;
  }

  /** No figures, and why. */
  static Adjustment none(Status status, String reason) {
    return new Adjustment(
        status,
        "",
        reason,
        RevisionPolicy.RE_ESTIMATE,
        null,
        null,
        0,
        new long[0],
        new long[0],
        new double[0]);
  }

  /** A series that never changes is its own trend; there is nothing to estimate. */
  static Adjustment constant(int from, long[] raw) {
    return new Adjustment(
        Status.SA_NOT_SEASONAL,
        "",
        "",
        RevisionPolicy.RE_ESTIMATE,
        null,
        null,
        from,
        raw,
        raw,
        growth(doubles(raw)));
  }

  /**
   * @param raw the values that were adjusted, EUR cents; they stand where there is no season
   * @param model to hand on
   */
  static Adjustment of(
      int from, long[] raw, Estimate estimate, KeptModel model, RevisionPolicy applied) {
    boolean seasonal = estimate.model().seasonal();
    return new Adjustment(
        seasonal ? estimate.status() : Status.SA_NOT_SEASONAL,
        seasonal ? estimate.quality().name() : "",
        "",
        applied,
        model,
        estimate.model(),
        from,
        seasonal ? rounded(estimate.adjusted()) : raw,
        rounded(estimate.trend()),
        growth(seasonal ? estimate.adjusted() : doubles(raw)));
  }

  private static long[] rounded(double[] cents) {
    return Arrays.stream(cents).mapToLong(Math::round).toArray();
  }

  private static double[] doubles(long[] cents) {
    return Arrays.stream(cents).asDoubleStream().toArray();
  }

  private static double[] growth(double[] adjusted) {
    double[] growth = new double[adjusted.length];
    Arrays.fill(growth, Double.NaN);
    for (int i = 1; i < adjusted.length; i++) {
      if (adjusted[i - 1] > 0) {
        growth[i] = 100.0 * (adjusted[i] / adjusted[i - 1] - 1);
      }
    }
    return growth;
  }

  /**
   * OK; or SA_NOT_SEASONAL (the raw values stand as the adjusted ones), SA_POOR (figures, but
   * JDemetra+ calls them bad or severe); or, without any figure: SA_TOO_SHORT, SA_FAILED (reason
   * tells why), INCOMPLETE (a value between the first and the last known one is not known).
   */
  public Status status() {
    return status;
  }

  /**
   * JDemetra+'s summary of its diagnostics: {@code Good}, {@code Uncertain}, {@code Bad}, {@code
   * Severe} or {@code Undefined}; empty where no decomposition is used: without figures, and for a
   * series that is not seasonal.
   */
  public String quality() {
    return quality;
  }

  /** What went wrong, in the library's words or ours, on one line; empty unless SA_FAILED. */
  public String reason() {
    return reason;
  }

  /**
   * The policy that was followed: RE_ESTIMATE where there was no kept model, or none that fits the
   * series (other method or frequency; the estimation with it failed).
   */
  public RevisionPolicy applied() {
    return applied;
  }

  /**
   * The model to hand to the next run, as it was estimated once: what a policy estimates again is
   * not written back, so that the same values and the same model always give the same figures. Null
   * where nothing was estimated: whoever keeps models goes on with the one before.
   */
  public KeptModel model() {
    return model;
  }

  /** The model with the parameters that gave these figures; null where nothing was estimated. */
  KeptModel fitted() {
    return fitted;
  }

  /** Whether there are figures at this index: from the first to the last known raw value. */
  public boolean has(int index) {
    return index >= from && index < from + adjusted.length;
  }

  /**
   * Value without seasonal and calendar effects, EUR cents, rounded half up.
   *
   * @throws IndexOutOfBoundsException unless {@link #has}
   */
  public long adjustedCents(int index) {
    return adjusted[index - from];
  }

  /**
   * Trend-cycle, EUR cents, rounded half up; with the level shifts.
   *
   * @throws IndexOutOfBoundsException unless {@link #has}
   */
  public long trendCents(int index) {
    return trend[index - from];
  }

  /**
   * 100 (sa(t) / sa(t-1) - 1), from values before rounding; NaN at the first period, and where
   * sa(t-1) is zero or below.
   *
   * @throws IndexOutOfBoundsException unless {@link #has}
   */
  public double growthPercent(int index) {
    return growth[index - from];
  }
}
