package exportmatrix.jobs.figures;

import exportmatrix.model.Basis;
import exportmatrix.model.Rules;
import exportmatrix.model.Status;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sum of cells that the cube holds one by one: values are summed, growth is computed again,
 * what adds up along the dimension is added up. No percentage of another kind is made of the
 * parts': such a column is null and says NOT_APPLICABLE.
 */
final class Together {

  private static final List<String> COORDINATES = List.of("territory", "market", "product");

  /** Columns that are parts of one whole along a dimension, and so add up along it. */
  private static final Map<String, List<String>> ADDITIVE =
      Map.of(
          "territory", List.of("contribution_territory_pp", "share_of_italy_percent"),
          "market", List.of("contribution_market_pp", "market_share_of_territory_percent"),
          "product", List.of("contribution_product_pp", "sector_share_of_territory_percent"));

  private final int months;
  private final Rules rules;

  /**
   * @param months that the figures cover
   */
  Together(int months, Rules rules) {
    this.months = months;
    this.rules = rules;
  }

  /**
   * @param parts two or more, which differ in that column alone
   * @param along {@code territory}, {@code market}, {@code product} or {@code flow}
   * @param missing what is known of further parts that are not there: PARTIAL, or nothing
   */
  Cell of(List<Cell> parts, String along, Set<Status> missing) {
    Cell first = parts.get(0);
    Map<String, Object> values = new HashMap<>();
    for (String column : COORDINATES) {
      for (String suffix : List.of("", "_level", "_label_it", "_label_en")) {
        String separator = suffix.isEmpty() ? "+" : " + ";
        values.put(
            column + suffix,
            column.equals(along) && !suffix.equals("_level")
                ? join(parts, column + suffix, separator)
                : first.text(column + suffix));
      }
    }
    values.put("flow", along.equals("flow") ? "interchange" : first.text("flow"));
    values.put("edition", parts.stream().map(p -> p.text("edition")).max(String::compareTo).get());
    values.put(
        "basis",
        parts.stream().allMatch(p -> p.text("basis").equals(first.text("basis")))
            ? first.text("basis")
            : Basis.SUMMED.code());
    parts.stream()
        .flatMap(p -> p.count("months_observed").stream())
        .min(Long::compare)
        .ifPresent(observed -> values.put("months_observed", observed.intValue()));

    Optional<BigDecimal> value = sum(parts, "value_eur");
    Optional<BigDecimal> prior = sum(parts, "prior_value_eur");
    Growth growth = Growth.of(value, prior, months, saidOfGrowth(parts, missing), rules);
    value.ifPresent(v -> values.put("value_eur", v));
    values.put("value_eur_status", valueStatus(value, saidOfValue(parts, missing)).name());
    prior.ifPresent(p -> values.put("prior_value_eur", p));
    if (value.isPresent() && prior.isPresent()) {
      values.put("change_eur", value.get().subtract(prior.get()));
    }
    growth.percent().ifPresent(percent -> values.put("yoy_percent", percent));
    values.put("yoy_percent_status", growth.status().name());
    for (String column : ADDITIVE.getOrDefault(along, List.of())) {
      if (missing.isEmpty() && parts.stream().allMatch(p -> p.number(column).isPresent())) {
        values.put(column, parts.stream().mapToDouble(p -> p.number(column).get()).sum());
        values.put(column + "_status", Status.OK.name());
      }
    }
    return new Cell(values);
  }

  private static Status valueStatus(Optional<BigDecimal> value, Set<Status> said) {
    for (Status status : List.of(Status.CONFIDENTIAL, Status.PARTIAL, Status.INCOMPLETE)) {
      if (said.contains(status)) {
        return status;
      }
    }
    return value.isPresent() ? Status.OK : Status.INCOMPLETE;
  }

  private static Set<Status> saidOfValue(List<Cell> parts, Set<Status> missing) {
    Set<Status> said = EnumSet.noneOf(Status.class);
    said.addAll(missing);
    parts.forEach(part -> part.status("value_eur_status").ifPresent(said::add));
    return said;
  }

  private static Set<Status> saidOfGrowth(List<Cell> parts, Set<Status> missing) {
    Set<Status> said = saidOfValue(parts, missing);
    for (Cell part : parts) {
      part.status("yoy_percent_status").ifPresent(said::add);
      said.addAll(part.statuses("yoy_flags"));
    }
    return said;
  }

  private static Optional<BigDecimal> sum(List<Cell> parts, String column) {
    return parts.stream().allMatch(p -> p.euros(column).isPresent())
        ? parts.stream().map(p -> p.euros(column).get()).reduce(BigDecimal::add)
        : Optional.empty();
  }

  private static String join(List<Cell> parts, String column, String separator) {
    return parts.stream().map(p -> p.text(column)).collect(Collectors.joining(separator));
  }
}
