package exportmatrix.jobs.explain;

import exportmatrix.Trace;
import exportmatrix.jobs.explain.Explanation.Part;
import exportmatrix.jobs.explain.Explanation.Term;
import exportmatrix.jobs.figures.Language;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.Origin;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An explanation as a person reads it, and its lines as a table. */
public final class ExplanationText {

  private final Explanation of;
  private final CollectionSpec collection;
  private final String release;
  private final Language language;

  public ExplanationText(
      Explanation of, CollectionSpec collection, String release, Language language) {
    this.of = of;
    this.collection = collection;
    this.release = release;
    this.language = language;
  }

  /**
   * @param most lines that are shown of each cell
   */
  public void print(PrintWriter out, int most) {
    out.println(of.id());
    if (collection.synthetic()) {
      out.println(language.word("synthetic"));
    }
    out.println();
    of.card()
        .ifPresent(
            card -> {
              out.println(language == Language.it ? card.labelIt() : card.labelEn());
              out.println("  " + card.formula());
            });
    if (!of.filled().isEmpty()) {
      out.println("  = " + of.filled());
    }
    out.println("  = " + (of.value() == null ? "(none)" : plain(of.value())) + unit());
    out.println();
    out.println(
        "status %s, basis %s, edition %s, release %s"
            .formatted(status(), of.figure().get("basis"), of.figure().get("edition"), release));
    of.compared()
        .forEach(
            one ->
                out.println(
                    "  %s: %s"
                        .formatted(one.label(), one.value().isEmpty() ? "(none)" : one.value())));
    for (Term term : of.terms()) {
      out.println();
      out.println("%s = %s EUR  %s".formatted(term.symbol(), euros(term.value()), term.cell()));
      term.parts().forEach(part -> print(part, most, out));
      Optional<BigDecimal> value = term.value();
      if (value.isPresent() && value.get().compareTo(term.sumOfLines()) != 0) {
        out.println(
            "  the lines add up to %s, not to the published figure: the warehouse holds newer files than the release, or lines of it were withdrawn; 'export-matrix run' publishes"
                .formatted(term.sumOfLines().toPlainString()));
      }
    }
  }

  private String unit() {
    return of.card().map(card -> " " + card.unit().symbol()).orElse("");
  }

  private String status() {
    Object status =
        switch (of.id().indicator()) {
          case "value_eur" -> of.figure().get("status");
          case "yoy_percent" -> of.figure().get("yoy_status");
          default -> of.figure().get(of.id().indicator() + "_status");
        };
    return status == null ? "OK" : status.toString();
  }

  /** A number without an exponent. */
  static String plain(Object value) {
    return value instanceof Number ? new BigDecimal(value.toString()).toPlainString() : value + "";
  }

  private static String euros(Optional<BigDecimal> value) {
    return value.map(BigDecimal::toPlainString).orElse("(none)");
  }

  private static void print(Part part, int most, PrintWriter out) {
    List<Trace.Version> versions = part.trace().versions();
    if (versions.isEmpty()) {
      out.println("  nothing was ever said of it");
      return;
    }
    List<Origin.Line> lines = versions.get(0).origin().lines();
    out.println(
        "  %s: %d lines, together %s EUR"
            .formatted(
                part.cell().cell(),
                lines.size(),
                BigDecimal.valueOf(versions.get(0).origin().sum(), 2).toPlainString()));
    Map<String, FileRecord> files = files(part.trace());
    lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.observation().file(), LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (hash, ofFile) -> {
              FileRecord file = files.get(hash);
              out.println(
                  "  %s, edition %s, SHA-256 %s: %d lines"
                      .formatted(
                          file == null ? "(a file that was withdrawn)" : file.name(),
                          ofFile.get(0).observation().edition(),
                          hash,
                          ofFile.size()));
              ofFile.stream().limit(most).forEach(line -> out.println("    " + text(line)));
              if (ofFile.size() > most) {
                out.println(
                    "    ... and %d more: --lines %d, or --format csv"
                        .formatted(ofFile.size() - most, ofFile.size()));
              }
            });
    if (versions.size() > 1) {
      out.println("  what it was, edition by edition:");
      for (Trace.Version version : versions) {
        out.println(
            "    since %s: %s EUR"
                .formatted(
                    version.edition(),
                    version
                        .origin()
                        .cents()
                        .map(cents -> BigDecimal.valueOf(cents, 2).toPlainString())
                        .orElse("(none)")));
      }
    }
  }

  private static Map<String, FileRecord> files(Trace trace) {
    return trace.files().stream()
        .collect(Collectors.toMap(FileRecord::file, file -> file, (one, other) -> one));
  }

  private static String text(Origin.Line line) {
    return "line %d: %s %s %s %s: %s%s"
        .formatted(
            line.observation().line(),
            line.observation().period(),
            line.observation().territory(),
            line.observation().market(),
            line.observation().product(),
            line.sign() < 0 ? "less " : "",
            line.cents().isEmpty()
                ? line.observation().status().name()
                : BigDecimal.valueOf(line.observation().cents(), 2).toPlainString());
  }

  /** Every line of every cell: one map each, all with the same keys. */
  public List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Term term : of.terms()) {
      for (Part part : term.parts()) {
        Map<String, FileRecord> files = files(part.trace());
        part.trace().versions().stream()
            .limit(1)
            .flatMap(version -> version.origin().lines().stream())
            .forEach(line -> rows.add(row(term, part, line, files)));
      }
    }
    return rows;
  }

  private static Map<String, Object> row(
      Term term, Part part, Origin.Line line, Map<String, FileRecord> files) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("term", term.symbol());
    row.put("cell", part.cell().cell());
    FileRecord file = files.get(line.observation().file());
    row.put("file", file == null ? "" : file.name());
    row.put("sha256", line.observation().file());
    row.put("line", line.observation().line());
    row.put("edition", line.observation().edition());
    row.put("flow", line.observation().flow().code());
    row.put("period", line.observation().period().text());
    row.put("territory", line.observation().territory());
    row.put("market", line.observation().market());
    row.put("product", line.observation().product());
    row.put("status", line.observation().status().name());
    row.put(
        "value_eur", line.cents().map(cents -> (Object) BigDecimal.valueOf(cents, 2)).orElse(null));
    return row;
  }
}
