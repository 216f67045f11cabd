package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.TextTable;
import exportmatrix.jobs.console.TextTable.Side;
import exportmatrix.model.Status;
import exportmatrix.model.Wording;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An answer as a table for a person: rounded numbers, ISTAT's symbols, and a legend of every symbol
 * and status that occurs.
 */
final class AnswerTable {

  private static final int WIDTH = 100;
  private static final int LEAST_LABEL = 12;
  private static final BigDecimal MOST_GROWTH = new BigDecimal("999.9");
  private static final List<String> COORDINATES = List.of("flow", "market", "product", "territory");

  private final Answer answer;
  private final Language language;
  private final Legend legend = new Legend();
  private final List<String> absent = new ArrayList<>();

  AnswerTable(Answer answer) {
    this.answer = answer;
    this.language = answer.language();
  }

  void print(PrintWriter out) {
    List<Map<String, Object>> figures = answer.figures();
    heading().forEach(out::println);
    if (!figures.isEmpty()) {
      out.println();
      table().forEach(out::println);
    }
    absent.forEach(out::println);
    legend.print(out);
    out.flush();
  }

  private List<String> heading() {
    List<String> lines = new ArrayList<>();
    String label =
        language == Language.it ? answer.collection().labelIt() : answer.collection().labelEn();
    lines.add(
        label
            + (label.equals(answer.collection().id())
                ? ""
                : " (" + answer.collection().id() + ")"));
    if (answer.collection().synthetic()) {
      lines.add(language.word("synthetic"));
    }
    if (answer.figures().isEmpty()) {
      return lines;
    }
    Map<String, Object> first = answer.figures().get(0);
    List<String> fixed = new ArrayList<>();
    fixed.add(language.word((String) first.get("span")) + " " + first.get("period"));
    for (String coordinate : COORDINATES) {
      if (!labelled().contains(coordinate)) {
        fixed.add(name(first, coordinate));
      }
    }
    lines.add(String.join(" | ", fixed));
    String edition =
        answer.figures().stream()
            .map(f -> Objects.toString(f.get("edition"), ""))
            .max(String::compareTo)
            .orElse("");
    lines.add(
        "%s %s | %s %s"
            .formatted(
                language.word("edition"), edition, language.word("release"), answer.release()));
    return lines;
  }

  private List<String> table() {
    List<String> labels = labelled();
    List<String> numbers = answer.columns().stream().filter(this::isShown).toList();
    TextTable table =
        new TextTable(
            Stream.concat(
                    labels.stream().map(l -> Side.LEFT), numbers.stream().map(n -> Side.RIGHT))
                .toList());
    table.row(Stream.concat(labels.stream(), numbers.stream()).map(language::word).toList());
    for (Map<String, Object> figure : answer.figures()) {
      table.row(
          Stream.concat(
                  labels.stream().map(label -> name(figure, label)),
                  numbers.stream().map(column -> shown(figure, column)))
              .toList());
    }
    List<String> lines = table.lines(WIDTH, LEAST_LABEL);
    return legend.isEmpty() && absent.isEmpty()
        ? lines
        : Stream.concat(lines.stream(), Stream.of("")).toList();
  }

  /** A usual column without any number leaves its place to the others, and says why. */
  private boolean isShown(String column) {
    if (!answer.usual() || answer.figures().stream().anyMatch(f -> f.get(column) != null)) {
      return true;
    }
    answer.figures().stream()
        .flatMap(figure -> Stream.ofNullable(status(figure, column)))
        .filter(status -> status != Status.NOT_APPLICABLE)
        .distinct()
        .forEach(
            status ->
                absent.add(
                    "%s: %s, %s"
                        .formatted(
                            language.word(column), status.name(), language.meaning(status))));
    return false;
  }

  /** The coordinates in which the lines differ; the territory where they do not. */
  private List<String> labelled() {
    List<String> differing =
        COORDINATES.stream()
            .filter(c -> answer.figures().stream().map(f -> f.get(c)).distinct().count() > 1)
            .toList();
    return differing.isEmpty() ? List.of("territory") : differing;
  }

  private String name(Map<String, Object> figure, String coordinate) {
    String code = (String) figure.get(coordinate);
    if (coordinate.equals("flow")) {
      return language.word(code);
    }
    String label = (String) figure.get(coordinate + "_label");
    boolean ours = !code.equals(code.toUpperCase(Locale.ROOT));
    if (ours || code.equals(Wording.UNALLOCATED)) {
      return label;
    }
    return label.isEmpty() || label.equals(code) ? code : code + " " + label;
  }

  private String shown(Map<String, Object> figure, String column) {
    Object value = figure.get(column);
    Status status = status(figure, column);
    if (value == null) {
      return status == null ? "" : missing(status);
    }
    String number = number(column, value);
    return status == null || status == Status.OK || status == Status.OVER_999
        ? number
        : number + " " + marked(status);
  }

  private static Status status(Map<String, Object> figure, String column) {
    String key =
        switch (column) {
          case "value_eur" -> "status";
          case "yoy_percent" -> "yoy_status";
          default -> column + "_status";
        };
    return figure.get(key) instanceof String name ? Status.valueOf(name) : null;
  }

  private String missing(Status status) {
    return switch (status) {
      case OK, NOT_APPLICABLE -> "";
      case NO_TRADE -> legend.sign("-", language.word("symbol.none"));
      case INCOMPLETE ->
          legend.sign("....", language.word("symbol.unknown") + ": " + language.meaning(status));
      default -> legend.sign(status.name(), language.meaning(status));
    };
  }

  /** A number that stands, with a remark: the remark's letter. */
  private String marked(Status status) {
    return legend.letter(status.name() + ": " + language.meaning(status));
  }

  private String number(String column, Object value) {
    if (value instanceof Boolean truth) {
      return language.word(truth.toString());
    }
    if (!(value instanceof Number number)) {
      return value.toString();
    }
    BigDecimal exact =
        number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    if (column.endsWith("_eur")) {
      return exact.signum() == 0
          ? legend.sign("-", language.word("symbol.none"))
          : rounded(exact, 0, "");
    }
    if (column.endsWith("_percent")) {
      boolean share = !column.equals("yoy_percent") && !column.startsWith("cagr");
      String percent = language.word("percent");
      if (column.equals("yoy_percent") && exact.compareTo(MOST_GROWTH) > 0) {
        return legend.sign("+++", language.word("symbol.over"));
      }
      return share ? rounded(exact, 1, percent) : language.number(exact, 1) + percent;
    }
    if (column.endsWith("_pp")) {
      return rounded(exact, 2, "");
    }
    boolean whole = number instanceof Integer || number instanceof Long;
    return language.number(exact, whole ? 0 : 3);
  }

  private String rounded(BigDecimal exact, int decimals, String unit) {
    boolean vanishes =
        exact.signum() != 0 && exact.setScale(decimals, RoundingMode.HALF_UP).signum() == 0;
    return vanishes
        ? legend.sign("..", language.word("symbol.small"))
        : language.number(exact, decimals) + unit;
  }
}
