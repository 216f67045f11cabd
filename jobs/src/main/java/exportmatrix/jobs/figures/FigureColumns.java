package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.Nearest;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.Period;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of the cube are read for a question, and how a line becomes a figure.
 *
 * @param read columns of the cube
 * @param extra columns that the user asks for beyond the usual ones
 * @param shown keys of a figure that a table shows
 */
record FigureColumns(Set<String> read, List<String> extra, List<String> shown) {

  private static final List<String> USUAL =
      List.of(
          "rank",
          "value_eur",
          "prior_value_eur",
          "yoy_percent",
          "contribution_pp",
          "share_of_parent_percent",
          "share_of_italy_percent");
  private static final List<String> NEEDED =
      List.of(
          "flow",
          "months_observed",
          "basis",
          "edition",
          "value_eur",
          "value_eur_status",
          "prior_value_eur",
          "change_eur",
          "yoy_percent",
          "yoy_percent_status",
          "yoy_flags",
          "share_of_parent_percent",
          "share_of_parent_percent_status",
          "share_of_italy_percent",
          "share_of_italy_percent_status");

  /** Keys of a figure that are no columns of the cube. */
  private static final Set<String> OWN =
      Set.of("rank", "contribution_pp", "contribution_pp_status", "yoy_status", "status");

  /**
   * @param cube columns that the release has
   * @throws UsageException where one that is asked for is not among them
   */
  static FigureColumns of(Question question, Set<String> cube) {
    Set<String> read = new LinkedHashSet<>(NEEDED);
    for (Dimension dimension : Dimension.values()) {
      read.addAll(
          List.of(
              dimension.column(),
              dimension.level(),
              dimension.label(Language.it),
              dimension.label(Language.en),
              dimension.contribution(),
              dimension.contribution() + "_status",
              dimension.rank(),
              dimension.rank() + "_status"));
    }
    List<String> extra = new ArrayList<>();
    for (String column : question.columns()) {
      if (!cube.contains(column)
          && SeasonalTables.CARDS.stream().anyMatch(card -> card.id().equals(column))) {
        throw new UsageException(
            "--columns: expected '%s' with a single month or quarter that the release adjusts, such as --period 2016-Q2; found another span"
                .formatted(column));
      }
      if (!cube.contains(column) && !OWN.contains(column)) {
        Set<String> known = new LinkedHashSet<>(cube);
        known.addAll(OWN);
        throw new UsageException(
            "--columns: the release has no column '%s'%s; 'export-matrix list indicators' shows all"
                .formatted(column, Nearest.hint(column, known)));
      }
      extra.add(column);
      if (cube.contains(column + "_status")) {
        extra.add(column + "_status");
      }
    }
    read.addAll(extra);
    read.retainAll(cube);
    return new FigureColumns(
        read, extra, question.columns().isEmpty() ? USUAL : List.copyOf(question.columns()));
  }

  Map<String, Object> figure(
      Line line, String collection, Span span, Period end, Language language) {
    Cell cell = line.cell();
    Map<String, Object> figure = new LinkedHashMap<>();
    figure.put("collection", collection);
    figure.put("flow", cell.text("flow"));
    figure.put("span", span.code());
    figure.put("period", end.text());
    for (Dimension dimension : Dimension.values()) {
      figure.put(dimension.column(), cell.text(dimension.column()));
      figure.put(dimension.column() + "_label", cell.text(dimension.label(language)));
    }
    figure.put("value_eur", cell.values().get("value_eur"));
    figure.put("status", cell.values().get("value_eur_status"));
    figure.put("prior_value_eur", cell.values().get("prior_value_eur"));
    figure.put("yoy_percent", cell.values().get("yoy_percent"));
    figure.put("yoy_status", cell.values().get("yoy_percent_status"));
    figure.put("contribution_pp", line.contribution().orElse(null));
    figure.put("contribution_pp_status", line.reason().map(Status::name).orElse(null));
    for (String share : List.of("share_of_parent_percent", "share_of_italy_percent")) {
      figure.put(share, cell.values().get(share));
      figure.put(share + "_status", cell.values().get(share + "_status"));
    }
    figure.put("rank", line.rank().orElse(null));
    figure.put("basis", cell.values().get("basis"));
    figure.put("edition", cell.values().get("edition"));
    for (String column : extra) {
      figure.putIfAbsent(column, cell.values().get(column));
    }
    return figure;
  }
}
