package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.TextTable;
import exportmatrix.jobs.console.TextTable.Side;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Status;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A matrix as a table for a person: a line of figures per cell, and below it what lifts and what
 * lowers its score most.
 */
public final class MatrixTable {

  private static final int WIDTH = 100;
  private static final int LEAST_LABEL = 10;

  private static final String INDENT = " ".repeat(6);

  /** Points that a component is worth naming for. */
  private static final double LEAST_POINTS = 0.05;

  private static final BigDecimal MOST_GROWTH = new BigDecimal("999.9");
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  private static final List<String> COLUMNS =
      List.of(
          "rank",
          "interval",
          "market",
          "product",
          "millions",
          "yoy_percent",
          "share",
          "lq",
          "quadrant");

  private final MatrixAnswer answer;
  private final Language language;
  private final Legend legend = new Legend();

  public MatrixTable(MatrixAnswer answer, Language language) {
    this.answer = answer;
    this.language = language;
  }

  public void print(PrintWriter out) {
    heading().forEach(out::println);
    out.println();
    List<Side> sides =
        COLUMNS.stream()
            .map(
                column ->
                    List.of("market", "product", "quadrant").contains(column)
                        ? Side.LEFT
                        : Side.RIGHT)
            .toList();
    TextTable table = new TextTable(sides);
    table.row(COLUMNS.stream().map(column -> language.word("matrix." + column)).toList());
    answer.cells().forEach(cell -> table.row(line(cell)));
    List<String> lines = table.lines(WIDTH, LEAST_LABEL);
    out.println(lines.get(0));
    for (int i = 0; i < answer.cells().size(); i++) {
      out.println(lines.get(i + 1));
      reason(answer.cells().get(i)).ifPresent(why -> out.println(INDENT + why));
    }
    out.println();
    legend.print(out);
    out.println(language.word("matrix.note"));
    out.flush();
  }

  private List<String> heading() {
    Cell first = answer.cells().get(0);
    String label =
        language == Language.it ? answer.collection().labelIt() : answer.collection().labelEn();
    List<String> lines = new ArrayList<>();
    lines.add(label + " (" + answer.collection().id() + ")");
    if (answer.collection().synthetic()) {
      lines.add(language.word("synthetic"));
    }
    lines.add(
        Stream.of(
                language.word("matrix.title"),
                first.text("territory") + " " + text(first, "territory"),
                language.word(first.text("span")) + " " + first.text("period"),
                language.word("matrix.ranked")
                    + " "
                    + first.count("ranked_cells").map(String::valueOf).orElse("0"))
            .collect(Collectors.joining(" | ")));
    lines.add(language.word("release") + " " + answer.release().id());
    return lines;
  }

  private String text(Cell cell, String dimension) {
    return cell.text(dimension + "_label_" + language);
  }

  private List<String> line(Cell cell) {
    boolean ranked = cell.count("rank").isPresent();
    return List.of(
        ranked ? String.valueOf(cell.count("rank").get()) : "",
        ranked ? cell.count("rank_low").get() + "-" + cell.count("rank_high").get() : "",
        text(cell, "market"),
        text(cell, "product"),
        millions(cell),
        growth(cell),
        cell.number("share_of_territory_percent").map(this::percent).orElse(""),
        cell.number("location_quotient").map(lq -> decimal(lq, 2)).orElse(""),
        cell.text("quadrant").isEmpty() ? "" : language.word("quadrant." + cell.text("quadrant")));
  }

  private String millions(Cell cell) {
    return cell.euros("value_eur")
        .map(euros -> language.number(euros.divide(MILLION), 1))
        .orElse("");
  }

  private String growth(Cell cell) {
    Optional<Status> status = cell.status("yoy_percent_status");
    Optional<Double> percent = cell.number("yoy_percent");
    if (percent.isEmpty()) {
      return status.map(this::explained).orElse("");
    }
    if (new BigDecimal(percent.get()).compareTo(MOST_GROWTH) > 0) {
      return legend.sign("+++", language.word("symbol.over"));
    }
    String sign = status.filter(of -> of != Status.OK).map(of -> " " + explained(of)).orElse("");
    return percent(percent.get()) + sign;
  }

  private String explained(Status status) {
    return legend.letter(language.meaning(status));
  }

  private String percent(double value) {
    return decimal(value, 1) + language.word("percent");
  }

  private String decimal(double value, int decimals) {
    return language.number(BigDecimal.valueOf(value), decimals);
  }

  /** The two components that lift the score most, and the one that lowers it most. */
  private Optional<String> reason(Cell cell) {
    Map<MatrixComponent, Double> points = new LinkedHashMap<>();
    for (MatrixComponent component : MatrixComponent.values()) {
      cell.number(MatrixTables.points(component)).ifPresent(p -> points.put(component, p));
    }
    if (points.isEmpty()) {
      return cell.values().get("eligible") == Boolean.TRUE
          ? Optional.empty()
          : Optional.of(language.word("matrix.not_eligible"));
    }
    List<Map.Entry<MatrixComponent, Double>> sorted =
        points.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    Map.Entry<MatrixComponent, Double> best = sorted.get(0);
    Map.Entry<MatrixComponent, Double> second = sorted.get(1);
    Map.Entry<MatrixComponent, Double> worst = sorted.get(sorted.size() - 1);
    String years = cell.text("programme_years");
    String targeted = years.isEmpty() ? "" : "; " + language.word("matrix.programme") + " " + years;
    String why = words(List.of(best, second, worst)) + targeted;
    return Optional.of(
        INDENT.length() + why.length() <= WIDTH ? why : words(List.of(best, worst)) + targeted);
  }

  private String words(List<Map.Entry<MatrixComponent, Double>> points) {
    return points.stream()
        .filter(one -> Math.abs(one.getValue()) >= LEAST_POINTS)
        .map(
            one ->
                (one.getValue() < 0 ? "" : "+")
                    + decimal(one.getValue(), 1)
                    + " "
                    + (language == Language.it ? one.getKey().labelIt() : one.getKey().labelEn()))
        .collect(Collectors.joining(", "));
  }
}
