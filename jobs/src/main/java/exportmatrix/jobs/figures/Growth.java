package exportmatrix.jobs.figures;

import exportmatrix.model.Rules;
import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Growth of a sum that the cube does not hold, by the rule of the cube's {@code yoy_percent}: 100
 * (x(t) / x(t-1y) - 1), and the first status that applies.
 */
record Growth(Optional<Double> percent, Status status) {

  private static final List<Status> NO_NUMBER =
      List.of(Status.CONFIDENTIAL, Status.PARTIAL, Status.INCOMPLETE, Status.NO_PRIOR);

  /**
   * @param months that the figure covers
   * @param said what is said of the parts
   */
  static Growth of(
      Optional<BigDecimal> value,
      Optional<BigDecimal> prior,
      int months,
      Set<Status> said,
      Rules rules) {
    for (Status status : NO_NUMBER) {
      if (said.contains(status)) {
        return new Growth(Optional.empty(), status);
      }
    }
    if (value.isEmpty() || prior.isEmpty()) {
      return new Growth(Optional.empty(), value.isEmpty() ? Status.INCOMPLETE : Status.NO_PRIOR);
    }
    BigDecimal now = value.get();
    BigDecimal then = prior.get();
    Status broken = said.contains(Status.BREAK) ? Status.BREAK : null;
    if (then.signum() == 0) {
      Status status = now.signum() == 0 ? Status.NO_TRADE : Status.ENTRY;
      return new Growth(Optional.empty(), broken == null ? status : broken);
    }
    long cents = now.movePointRight(2).longValueExact();
    long before = then.movePointRight(2).longValueExact();
    double percent = 100.0 * (cents - before) / before;
    return new Growth(
        Optional.of(percent), broken == null ? numeric(now, then, months, percent, rules) : broken);
  }

  private static Status numeric(
      BigDecimal now, BigDecimal then, int months, double percent, Rules rules) {
    if (now.signum() == 0) {
      return Status.EXIT;
    }
    if (then.compareTo(BigDecimal.valueOf(rules.materialityCents(months), 2)) < 0) {
      return Status.TINY_BASE;
    }
    return percent > 999.9 ? Status.OVER_999 : Status.OK;
  }
}
