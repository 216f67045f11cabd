package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.tables.Column;
import exportmatrix.jobs.tables.Column.Kind;
import exportmatrix.jobs.tables.DataTable;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/** The tables that go with a note: everything that it was made of, unrounded. */
public final class NoteTables {

  private static final List<String> KEY =
      List.of("collection", "flow", "span", "period", "territory", "market", "product");

  /** Name of each table by the dimension along which its questions list parts. */
  private static final Map<String, String> NAMES = names();

  private final List<IndicatorCard> cards;
  private final Language language;
  private final Templates templates;

  public NoteTables(List<IndicatorCard> cards, Language language) {
    this.cards = List.copyOf(cards);
    this.language = language;
    this.templates = new Templates(language);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("", "figures");
    names.put("territory", "provinces");
    names.put("market", "markets");
    names.put("product", "sectors");
    return names;
  }

  /**
   * The figures themselves, those of provinces (or regions), markets and sectors; none is empty.
   */
  public List<DataTable> figures(List<Asked> asked) {
    List<DataTable> tables = new ArrayList<>();
    NAMES.forEach(
        (dimension, name) -> {
          Map<List<Object>, Map<String, Object>> rows = new LinkedHashMap<>();
          for (Asked one : asked) {
            if (one.question().listed().orElse("").equals(dimension)) {
              one.answer()
                  .figures()
                  .forEach(row -> rows.putIfAbsent(KEY.stream().map(row::get).toList(), row));
            }
          }
          if (!rows.isEmpty()) {
            tables.add(
                table(
                    name,
                    dimension.isEmpty() ? "territory" : dimension,
                    List.copyOf(rows.values())));
          }
        });
    return tables;
  }

  /**
   * @param dimension along which ranks and contributions are
   */
  private DataTable table(String name, String dimension, List<Map<String, Object>> figures) {
    Set<String> names = new LinkedHashSet<>();
    figures.forEach(figure -> names.addAll(figure.keySet()));
    List<Column> columns =
        new ArrayList<>(names.stream().map(key -> column(key, dimension)).toList());
    columns.add(new Column("id", templates.words("figures.id"), Kind.TEXT, ""));
    List<List<Object>> rows = new ArrayList<>();
    for (Map<String, Object> figure : figures) {
      List<Object> row = new ArrayList<>();
      names.forEach(column -> row.add(figure.get(column)));
      row.add(FigureId.of(figure, FigureId.VALUE).cell());
      rows.add(row);
    }
    return new DataTable(name, templates.words("table." + name), columns, KEY, rows);
  }

  /**
   * @param key of an answer's line, whose rank and contribution are those of the listed dimension
   */
  private Column column(String key, String dimension) {
    String name =
        key.startsWith("contribution_pp")
            ? key.replace("contribution_", "contribution_" + dimension + "_")
            : key.equals("rank") ? "rank_in_" + dimension : key;
    for (IndicatorCard card : cards) {
      if (card.id().equals(name)) {
        return new Column(
            name,
            "%s (%s)".formatted(label(card), card.unit().symbol()).replace(" ()", ""),
            card.type().equals(DataTypes.BooleanType) ? Kind.TRUTH : Kind.of(card.unit()),
            card.formula());
      }
    }
    return new Column(name, plainLabel(key, dimension), Kind.of(name), "");
  }

  private String plainLabel(String key, String dimension) {
    if (!key.endsWith("_status")) {
      return templates.words("column." + key);
    }
    String of = key.equals("yoy_status") ? "yoy_percent" : key.replaceAll("_status$", "");
    Phrase column = Phrase.of(column(of, dimension).label().replaceAll(" \\([^()]*\\)$", ""));
    return templates.fill("column.of_status", Map.of("column", column)).text();
  }

  private String label(IndicatorCard card) {
    return language == Language.it ? card.labelIt() : card.labelEn();
  }

  /**
   * The cells of a matrix.
   *
   * @param cells as {@link exportmatrix.jobs.figures.MatrixAnswer#rows} gives them, at least one
   */
  public DataTable matrix(List<Map<String, Object>> cells) {
    List<Column> columns = new ArrayList<>();
    for (String name : cells.get(0).keySet()) {
      columns.add(
          MatrixTables.CELLS.fields().stream()
              .filter(field -> field.name().equals(name))
              .findFirst()
              .map(field -> new Column(name, name, kind(field), field.meaning()))
              .orElseGet(() -> new Column(name, plainLabel(name, ""), Kind.TEXT, "")));
    }
    return new DataTable(
        "matrix",
        templates.words("table.matrix"),
        columns,
        List.of("collection", "span", "period", "territory", "product", "market"),
        cells.stream().map(cell -> (List<Object>) new ArrayList<>(cell.values())).toList());
  }

  private static Kind kind(Field field) {
    return field.type().equals(DataTypes.BooleanType) ? Kind.TRUTH : Kind.of(field.unit());
  }

  /** What the indicators and statuses of some tables mean. */
  public DataTable definitions(List<DataTable> tables) {
    Set<String> used = new LinkedHashSet<>();
    Set<String> statuses = new LinkedHashSet<>();
    for (DataTable table : tables) {
      table.columns().forEach(column -> used.add(column.name()));
      table.rows().forEach(row -> row.forEach(cell -> statuses.add(String.valueOf(cell))));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (IndicatorCard card : cards) {
      if (used.contains(card.id())) {
        rows.add(
            row(card.id(), label(card), card.unit().symbol(), card.formula(), card.nullMeaning()));
      }
    }
    for (Status status : Status.values()) {
      if (statuses.contains(status.name())) {
        rows.add(row(status.name(), language.meaning(status), "", "", ""));
      }
    }
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("code", "label", "unit", "formula", "null_meaning")) {
      columns.add(new Column(name, templates.words("definitions." + name), Kind.TEXT, ""));
    }
    return new DataTable(
        "definitions", templates.words("table.definitions"), columns, List.of("code"), rows);
  }

  private static List<Object> row(Object... cells) {
    return new ArrayList<>(List.of(cells));
  }
}
