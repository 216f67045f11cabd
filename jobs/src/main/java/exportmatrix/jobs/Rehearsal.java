package exportmatrix.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * the argument {@code run}, a run over a file of two rows. The launcher does so after a build, so
 * that the Java machine keeps the classes that each part needs in an archive and the next start
 * takes half the time.
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
    Path input = folder.resolve("in/one.csv");
    Files.createDirectories(input.getParent());
    Files.writeString(
        input,
        """
        FREQ,REF_AREA,DATA_TYPE,ADJUSTMENT,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE
        A,ITC4,EV,N,ALL,WORLD,2015,100
        A,ITC4,EV,N,ALL,WORLD,2016,110
        """);
    for (String runs : List.of("the first finds something new", "the second does not")) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      int code =
          ExportMatrix.commandLine(nowhere, nowhere)
              .execute("run", "--config", configuration.toString());
      if (code != 0) {
        throw new IllegalStateException("exit " + code + " where " + runs);
      }
    }
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
