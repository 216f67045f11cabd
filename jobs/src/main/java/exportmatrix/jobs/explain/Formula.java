package exportmatrix.jobs.explain;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Products;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.model.Flow;
import exportmatrix.model.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An indicator as an expression over the values of cells.
 *
 * @param expression with the symbols of the terms; empty: the indicator is not made of few cells,
 *     and the terms are the cell's own value alone
 * @param terms the cells, by symbol, in the order in which they are read
 */
record Formula(String expression, Map<String, FigureId> terms) {

  private static final String FLOW_OF_BOTH = "interchange";

  static Formula of(FigureId id, Codes codes, Products products) {
    FigureId x = id.indicator(FigureId.VALUE);
    FigureId before = yearsBefore(x, 1);
    String indicator = id.indicator();
    if (indicator.startsWith("contribution_")) {
      return above(x, indicator.replace("contribution_", "").replace("_pp", ""), codes, products)
          .map(
              parent ->
                  new Formula(
                      "100 (x(t) - x(t-1y)) / X(t-1y)",
                      terms("x(t)", x, "x(t-1y)", before, "X(t-1y)", yearsBefore(parent, 1))))
          .orElseGet(() -> alone(x));
    }
    return switch (indicator) {
      case "value_eur" -> new Formula("x(t)", terms("x(t)", x));
      case "prior_value_eur" -> new Formula("x(t-1y)", terms("x(t-1y)", before));
      case "change_eur" -> new Formula("x(t) - x(t-1y)", terms("x(t)", x, "x(t-1y)", before));
      case "yoy_percent" ->
          new Formula("100 (x(t) / x(t-1y) - 1)", terms("x(t)", x, "x(t-1y)", before));
      case "cagr_3y_percent" ->
          new Formula(
              "100 ((x(t) / x(t-3y))^(1/3) - 1)", terms("x(t)", x, "x(t-3y)", yearsBefore(x, 3)));
      case "cagr_5y_percent" ->
          new Formula(
              "100 ((x(t) / x(t-5y))^(1/5) - 1)", terms("x(t)", x, "x(t-5y)", yearsBefore(x, 5)));
      case "share_of_italy_percent" -> share(x, x.territory(Wording.ITALY));
      case "share_of_parent_percent" ->
          above(x, "territory", codes, products)
              .map(parent -> share(x, parent))
              .orElseGet(() -> alone(x));
      case "market_share_of_territory_percent" -> share(x, x.market(Wording.WORLD));
      case "sector_share_of_territory_percent" -> share(x, x.product(Wording.ALL_PRODUCTS));
      case "share_of_parent_change_pp" ->
          above(x, "territory", codes, products)
              .map(parent -> shareChange(x, parent))
              .orElseGet(() -> alone(x));
      case "share_of_italy_change_pp" -> shareChange(x, x.territory(Wording.ITALY));
      case "market_share_of_territory_change_pp" -> shareChange(x, x.market(Wording.WORLD));
      case "sector_share_of_territory_change_pp" -> shareChange(x, x.product(Wording.ALL_PRODUCTS));
      case "location_quotient" -> againstItaly("(x_ijk / x_i) / (X_jk / X)", x);
      case "symmetric_specialisation" ->
          againstItaly("((x_ijk / x_i) / (X_jk / X) - 1) / ((x_ijk / x_i) / (X_jk / X) + 1)", x);
      case "normalised_specialisation" -> againstItaly("x_ijk / X - x_i * X_jk / X^2", x);
      case "normalised_balance" ->
          new Formula(
              "(exports - imports) / (exports + imports)",
              terms("exports", x.flow(Flow.EXPORT.code()), "imports", x.flow(Flow.IMPORT.code())));
      case "balance_eur" ->
          new Formula(
              "exports - imports",
              terms("exports", x.flow(Flow.EXPORT.code()), "imports", x.flow(Flow.IMPORT.code())));
      case "interchange_eur" ->
          new Formula(
              "exports + imports",
              terms("exports", x.flow(Flow.EXPORT.code()), "imports", x.flow(Flow.IMPORT.code())));
      case "acceleration_pp" -> {
        FigureId y = x.at(x.period().plus(-1));
        yield new Formula(
            "100 (x(t) / x(t-1y) - 1) - 100 (y(t) / y(t-1y) - 1), y = the period before",
            terms("x(t)", x, "x(t-1y)", before, "y(t)", y, "y(t-1y)", yearsBefore(y, 1)));
      }
      default -> alone(x);
    };
  }

  /** Not made of few cells. */
  private static Formula alone(FigureId x) {
    return new Formula("", terms("x(t)", x));
  }

  private static Formula share(FigureId x, FigureId whole) {
    return new Formula("100 x(t) / X(t)", terms("x(t)", x, "X(t)", whole));
  }

  private static Formula shareChange(FigureId x, FigureId whole) {
    return new Formula(
        "100 x(t) / X(t) - 100 x(t-1y) / X(t-1y)",
        terms(
            "x(t)",
            x,
            "X(t)",
            whole,
            "x(t-1y)",
            yearsBefore(x, 1),
            "X(t-1y)",
            yearsBefore(whole, 1)));
  }

  /** Cell and territory against the same of Italy. */
  private static Formula againstItaly(String expression, FigureId x) {
    FigureId all = x.market(Wording.WORLD).product(Wording.ALL_PRODUCTS);
    return new Formula(
        expression,
        terms(
            "x_ijk",
            x,
            "x_i",
            all,
            "X_jk",
            x.territory(Wording.ITALY),
            "X",
            all.territory(Wording.ITALY)));
  }

  private static Map<String, FigureId> terms(Object... symbolsAndCells) {
    Map<String, FigureId> terms = new LinkedHashMap<>();
    for (int i = 0; i < symbolsAndCells.length; i += 2) {
      terms.put((String) symbolsAndCells[i], (FigureId) symbolsAndCells[i + 1]);
    }
    return terms;
  }

  /** The cell that its contribution is a contribution to; empty where there is none. */
  private static Optional<FigureId> above(
      FigureId x, String dimension, Codes codes, Products products) {
    return switch (dimension) {
      case "territory" ->
          codes.territories().parentForShares(x.territory()).map(of -> x.territory(of));
      case "market" -> Optional.of(x.market(Wording.WORLD));
      default ->
          Optional.of(x.product(products.parentOf(x.product()).orElse(Wording.ALL_PRODUCTS)));
    };
  }

  /** The single cells that are added up in one: a sum over codes or flows has several. */
  static List<FigureId> parts(FigureId cell) {
    List<FigureId> parts = new ArrayList<>();
    for (String flow :
        cell.flow().equals(FLOW_OF_BOTH)
            ? List.of(Flow.EXPORT.code(), Flow.IMPORT.code())
            : List.of(cell.flow())) {
      for (String territory : cell.territory().split("\\+")) {
        for (String market : cell.market().split("\\+")) {
          for (String product : cell.product().split("\\+")) {
            parts.add(cell.flow(flow).territory(territory).market(market).product(product));
          }
        }
      }
    }
    return parts;
  }

  private static FigureId yearsBefore(FigureId x, int years) {
    return x.at(x.period().plus(-years * x.period().frequency().periodsPerYear()));
  }
}
