package exportmatrix.jobs;

import exportmatrix.CheckReport;
import exportmatrix.CheckReport.FileReport;
import exportmatrix.jobs.figures.AnswerFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what files are understood to be and what of them would be rejected. */
@Command(
    name = "check",
    description =
        "Says what files are understood to be and what would be rejected; writes nothing.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  export-matrix check exports-2024.csv --dataset istat-regions"})
final class CheckCommand implements Callable<Integer> {

  /** How the report is written. */
  enum Format {
    TABLE,
    JSON
  }

  @Mixin Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files as a run would read them.")
  List<Path> files;

  @Option(
      names = "--dataset",
      paramLabel = "ID",
      description = "The dataset that they belong to (default: the one whose input names them).")
  String dataset;

  @Option(names = "--edition", paramLabel = "DATE", description = "Their edition.")
  LocalDate edition;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json (default: table).")
  Format format;

  @Override
  public Integer call() {
    CheckReport report =
        session.quietPipeline(
            pipeline ->
                pipeline.check(files, Optional.ofNullable(dataset), Optional.ofNullable(edition)));
    PrintWriter out = session.out();
    if (format == Format.JSON) {
      AnswerFormat.writeJson(report.files().stream().map(CheckCommand::fields).toList(), out);
    } else {
      report.files().forEach(file -> print(file, out));
    }
    out.flush();
    for (FileReport file : report.files()) {
      file.refused().ifPresent(line -> session.err().println("export-matrix: " + line));
    }
    session.err().flush();
    boolean refused = report.files().stream().anyMatch(file -> file.refused().isPresent());
    return (refused ? ExitCode.INPUT : ExitCode.DONE).code;
  }

  private static void print(FileReport file, PrintWriter out) {
    out.println(file.file());
    fields(file)
        .forEach(
            (name, value) -> {
              if (!name.equals("file") && !name.equals("examples")) {
                out.println("  %-18s %s".formatted(name, shown(value)));
              }
            });
    file.examples().forEach(example -> out.println("    " + example));
  }

  private static String shown(Object value) {
    if (value instanceof List<?> list) {
      String all = String.join(" ", list.stream().map(String::valueOf).toList());
      return list.size() <= 12
          ? all
          : "%s ... %s (%d)".formatted(list.get(0), list.get(list.size() - 1), list.size());
    }
    return value instanceof Long number ? "%,d".formatted(number) : String.valueOf(value);
  }

  private static Map<String, Object> fields(FileReport file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file.file());
    fields.put("dataset", file.dataset());
    fields.put("layout", file.layout().name());
    fields.put("edition", file.edition().orElse("none, say --edition"));
    fields.put("flows", file.flows());
    fields.put("periods", file.periods());
    fields.put("territories", file.territories());
    fields.put("rows_read", file.rows().read());
    fields.put("rows_accepted", file.rows().accepted());
    fields.put("rows_duplicate", file.rows().duplicate());
    fields.put("rows_filtered", file.rows().filtered());
    fields.put("rows_rejected", file.rows().rejected());
    fields.put("cents_read", file.cents().read());
    fields.put("cents_rejected", file.cents().rejected());
    fields.put("rejected", file.rejected());
    fields.put("examples", file.examples());
    fields.put("would_be", file.refused().isPresent() ? "refused" : "taken in");
    return fields;
  }
}
