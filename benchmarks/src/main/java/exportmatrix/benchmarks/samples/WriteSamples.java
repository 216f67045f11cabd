package exportmatrix.benchmarks.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the files of {@code data-samples/}.
 *
 * <p>{@code WriteSamples --to DIR --codes DIR [--from DIR]}: {@code --to} is the folder of the
 * collections, {@code --codes} the folder of the code lists ({@code territories.csv}, {@code
 * markets.csv}), {@code --from} the folder of the downloaded files. Without {@code --from} only the
 * synthetic collection is written. The same input gives the same bytes.
 */
public final class WriteSamples {
  private static final String USAGE = "usage: WriteSamples --to DIR --codes DIR [--from DIR]";
  private static final List<String> OPTIONS = List.of("--to", "--codes", "--from");
  private static final List<String> CN8_PRODUCTS = List.of("48064010", "85235910");

  private final Path to;
  private final PrintStream log;

  private WriteSamples(Path to, PrintStream log) {
    this.to = to;
    this.log = log;
  }

  /**
   * Writes the collections; exits 2 when called wrongly.
   *
   * @param args see the class
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Map<String, Path> options = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
        System.err.println(USAGE + "; found " + args[i]);
        System.exit(2);
      }
      options.put(args[i], Path.of(args[i + 1]));
    }
    Path to = options.get("--to");
    Path codes = options.get("--codes");
    if (to == null || codes == null) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    WriteSamples samples = new WriteSamples(to, System.out);
    Path from = options.get("--from");
    if (from != null) {
      samples.writePublished(from);
    }
    samples.writeSynthetic(codes);
  }

  private void writePublished(Path from) throws IOException {
    Path lombardy = folder("istat-lombardia").resolve("istat-lombardia_2026-03-11.csv");
    report(
        lombardy,
        LombardySample.write(from.resolve("istat/commercio_estero_lombardia.csv"), lombardy));

    Path regions = folder("istat-regions").resolve("istat-regions_2025-03-11.csv");
    report(
        regions,
        RegionsSample.write(from.resolve("istat/observed_imports_IT_sectionC_2023.csv"), regions));

    for (String product : CN8_PRODUCTS) {
      Path target = folder("comext-cn8").resolve("comext-cn8_" + product + "_2026-02-13.csv");
      report(
          target,
          ComextProductSample.write(from.resolve("eurostat/CN_" + product + ".csv"), target));
    }

    Path total = folder("comext-total").resolve("comext-total_2026-07-16.json");
    report(
        total,
        ComextTotalSample.write(
            from.resolve("eurostat/eurostat_comext_total_exports_2026_07_16.json"), total));
  }

  private void writeSynthetic(Path codes) throws IOException {
    Path target = folder("synthetic-provinces");
    report(target, new SyntheticProvinces(Setting.load(codes), log).write(target));
  }

  private Path folder(String collection) throws IOException {
    return Files.createDirectories(to.resolve(collection));
  }

  private void report(Path written, long figures) {
    log.println(written + ": " + figures + " figures");
  }
}
