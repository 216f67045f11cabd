package exportmatrix.seasonal;

import exportmatrix.model.Frequency;
import exportmatrix.model.Period;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.Status;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import jdplus.sa.base.api.EstimationPolicyType;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.TsPeriod;

/**
 * Takes the season out of one series at a time, by JDemetra+. Front door of the room; it holds no
 * state, any thread may use it, and the same input gives the same output on every machine.
 *
 * <p>A series that cannot be adjusted is a status, never an exception.
 */
public final class SeasonalAdjustment implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int YEARS = 3;
  private static final int PERIODS = 8;

  private final SaMethod method;
  private final RevisionPolicy policy;

  /**
   * @param policy what becomes of models that earlier runs kept
   */
  public SeasonalAdjustment(SaMethod method, RevisionPolicy policy) {
    this.method = Objects.requireNonNull(method, "method");
    this.policy = Objects.requireNonNull(policy, "policy");
  }

  /**
   * The shortest series that is adjusted: three years (36 months, 12 quarters), and eight periods
   * at least. It is the rule of JDemetra+ ({@code PreliminaryChecks.testSeries}) for both methods.
   */
  public static int minimumPeriods(Frequency frequency) {
    return Math.max(PERIODS, YEARS * frequency.periodsPerYear());
  }

  /** Adjusts a series of which nothing is kept. */
  public Adjustment adjust(RawSeries raw) {
    return adjust(raw, null);
  }

  /**
   * Adjusts a series. Periods that are not known before its first and after its last known value
   * are left out; one that is not known between them makes it INCOMPLETE.
   *
   * @param kept the model of an earlier run; null: none. One that does not fit is left aside
   * @return never null; {@link Adjustment#status} says whether there are figures
   */
  public Adjustment adjust(RawSeries raw, KeptModel kept) {
    int from = raw.from();
    int to = raw.to();
    if (from == to) {
      return Adjustment.none(raw.length() == 0 ? Status.SA_TOO_SHORT : Status.INCOMPLETE, "");
    }
    if (!IntStream.range(from, to).allMatch(i -> raw.known()[i])) {
      return Adjustment.none(Status.INCOMPLETE, "");
    }
    if (to - from < minimumPeriods(raw.frequency())) {
      return Adjustment.none(Status.SA_TOO_SHORT, "");
    }
    long[] cents = Arrays.copyOfRange(raw.cents(), from, to);
    if (Arrays.stream(cents).allMatch(v -> v == cents[0])) {
      return Adjustment.constant(from, cents);
    }
    TsData series = series(raw.period(from), cents);
    Optional<Estimate> refreshed = kept == null ? Optional.empty() : refreshed(series, kept);
    if (refreshed.isPresent()) {
      return Adjustment.of(from, cents, refreshed.get(), kept, policy);
    }
    try {
      return estimated(series, from, cents);
    } catch (NotEstimatedException | RuntimeException e) { // the library throws what it likes
      return Adjustment.none(Status.SA_FAILED, reason(e));
    }
  }

  private Adjustment estimated(TsData series, int from, long[] cents) throws NotEstimatedException {
    Engine engine = Engine.of(method);
    if (policy != RevisionPolicy.RE_ESTIMATE) {
      // Figures are those of the model as it is kept, so that the next run finds the same.
      KeptModel model = engine.model(series);
      Optional<Estimate> refreshed = refreshed(series, model);
      if (refreshed.isPresent()) {
        return Adjustment.of(from, cents, refreshed.get(), model, RevisionPolicy.RE_ESTIMATE);
      }
    }
    Estimate found = engine.estimate(series);
    return Adjustment.of(from, cents, found, found.model(), RevisionPolicy.RE_ESTIMATE);
  }

  /** Empty: the policy keeps nothing, or the model does not fit. */
  private Optional<Estimate> refreshed(TsData series, KeptModel kept) {
    Optional<EstimationPolicyType> type =
        switch (policy) {
          case KEEP_PARAMETERS -> Optional.of(EstimationPolicyType.FixedParameters);
          case KEEP_MODEL -> Optional.of(EstimationPolicyType.FreeParameters);
          case RE_ESTIMATE -> Optional.empty();
        };
    if (type.isEmpty()
        || kept.method() != method
        || kept.frequency() != Estimate.frequency(series)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Engine.of(method).refresh(series, kept, type.get()));
    } catch (NotEstimatedException | RuntimeException e) { // the library throws what it likes
      return Optional.empty();
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return e instanceof NotEstimatedException
        ? message
        : "%s %s".formatted(e.getClass().getSimpleName(), message).strip();
  }

  private static TsData series(Period first, long[] cents) {
    TsPeriod start =
        first.frequency() == Frequency.M
            ? TsPeriod.monthly(first.year(), first.place())
            : TsPeriod.quarterly(first.year(), first.place());
    return TsData.ofInternal(start, Arrays.stream(cents).mapToDouble(v -> v / 100.0).toArray());
  }
}
