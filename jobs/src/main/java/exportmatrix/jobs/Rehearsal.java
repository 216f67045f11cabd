package exportmatrix.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Plays the program's two parts on made-up figures: a question of a release of one cell, or, with
 * the argument {@code run}, runs over a few years and then a further quarter, with all that a
 * release has. The launcher does so after a build, so that the Java machine keeps the classes that
 * each part needs in an archive and the next start takes half the time.
 */
final class Rehearsal {

  private static final MessageType CUBE =
      MessageTypeParser.parseMessageType(
          """
          message cube {
            optional binary flow (STRING);
            optional binary territory (STRING);
            optional binary territory_level (STRING);
            optional binary market (STRING);
            optional binary market_level (STRING);
            optional binary product (STRING);
            optional binary product_level (STRING);
            optional int64 value_eur (DECIMAL(18,2));
            optional double yoy_percent;
            optional int32 rank_in_territory;
          }
          """);
  private static final List<String> CODES =
      List.of("export", "ITC4", "region", "WORLD", "world", "ALL", "total");

  /** So many that texts are written by a dictionary, as those of a release are. */
  private static final int CELLS = 1000;

  /** So many that a series can be adjusted. */
  private static final int QUARTERS = 24;

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("export-matrix-rehearsal");
    try {
      Path file = folder.resolve("rehearsal.yaml");
      Files.writeString(
          file,
          """
          # As configurations have comments, so has this one.
          reports: {location: reports}
          warehouse: {location: warehouse}
          datasets:
            - id: one
              layout: sdmx-csv
              input: in/*.csv
              frequency: annual
              unit: euro
              edition: 2017-03-11
              complete: {territory: [region], market: [world], product: [total]}
          collections: [{id: one, datasets: one}]
          """);
      if (args.length > 0) {
        run(folder, file);
        return;
      }
      publish(folder.resolve("reports/one"));
      for (String format : List.of("table", "json", "csv")) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        ExportMatrix.commandLine(nowhere, nowhere)
            .execute(
                "figures",
                "--config",
                file.toString(),
                "--territory",
                "ITC4",
                "--period",
                "2016",
                "--by",
                "region",
                "--flow",
                "both",
                "--format",
                format);
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void run(Path folder, Path configuration) throws IOException {
    Files.writeString(
        configuration,
        """
        reports: {location: reports}
        warehouse: {location: warehouse}
        seasonal: {threshold_eur_per_quarter: 1}
        datasets:
          - id: all
            layout: sdmx-csv
            input: in/*.csv
            frequency: quarterly
            period_type: single
            unit: euro
            edition: 2017-03-11
            replaces: [flow, period]
            complete: {territory: [province], market: [country], product: [group]}
        collections:
          - id: all
            datasets: all
            home_region: ITC1
            products: [total, sector]
            world_products: [section, division, group]
        """);
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(input.resolve("years.csv"), rows(0, QUARTERS));
    run(configuration, "all is new");
    run(configuration, "nothing is");
    Files.writeString(input.resolve("quarter.csv"), rows(QUARTERS, QUARTERS + 1));
    run(configuration, "a quarter is");
  }

  private static void run(Path configuration, String where) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code =
        ExportMatrix.commandLine(nowhere, nowhere)
            .execute("run", "--config", configuration.toString());
    if (code != 0) {
      throw new IllegalStateException("exit " + code + " where " + where);
    }
  }

  /**
   * A file's header and rows, in which all grows and every series has a season.
   *
   * @param from the first quarter, counted from 2010-Q1; {@code to}: the one after the last
   */
  private static String rows(int from, int to) {
    StringBuilder rows =
        new StringBuilder(
            "FREQ,REF_AREA,DATA_TYPE,ADJUSTMENT,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE\n");
    Random luck = new Random(from);
    for (int quarter = from; quarter < to; quarter++) {
      for (String territory : List.of("ITC11", "ITC12")) {
        for (String product : List.of("CM310", "CJ274", "CK281")) {
          for (String country : List.of("US", "DE", "FR", "CN")) {
            for (String flow : List.of("EV", "IV")) {
              double value =
                  1e6 * (1 + quarter / 40.0) * (1 + quarter % 4 / 10.0) * (1 + luck.nextDouble());
              rows.append(
                  "Q,%s,%s,N,%s,%s,%d-Q%d,%d\n"
                      .formatted(
                          territory,
                          flow,
                          product,
                          country,
                          2010 + quarter / 4,
                          1 + quarter % 4,
                          Math.round(value)));
            }
          }
        }
      }
    }
    return rows.toString();
  }

  private static void publish(Path collection) throws IOException {
    Path part = collection.resolve("release=one/indicators/span=year/period=2016/part-0.parquet");
    Files.createDirectories(part.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(part))
            .withConf(new PlainParquetConfiguration())
            .withType(CUBE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      Group cell = new SimpleGroup(CUBE);
      for (int column = 0; column < CODES.size(); column++) {
        cell.add(column, CODES.get(column));
      }
      cell.add("value_eur", BigDecimal.TEN.unscaledValue().longValueExact());
      cell.add("yoy_percent", 1.0);
      cell.add("rank_in_territory", 1);
      for (int line = 0; line < CELLS; line++) {
        writer.write(cell);
      }
    }
    Files.writeString(collection.resolve("latest.json"), "{\"release\": \"one\"}");
  }

  private Rehearsal() {}
}
