package exportmatrix.ingest;

import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.model.Aside;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Observation;
import exportmatrix.model.Tables;
import exportmatrix.testing.Rows;
import exportmatrix.testing.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the files of a test and reads them as a run would. */
final class Readings {

  static final String ISTAT_HEADER =
      "DATAFLOW,FREQ,REF_AREA,DATA_TYPE,ADJUSTMENT,CPA_ATECO2007_COE,PARTNER_COUNTRY,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT";

  private static final Codes CODES = Codes.load(CodeFiles.BUNDLED);

  private Readings() {}

  static Ingest ingest() {
    return new Ingest(SparkTest.session(), CODES);
  }

  static Reading<Boolean> read(DatasetSpec spec, Path... files) {
    Ingest.Found found = Ingest.find(List.of(files), KnownFiles.none());
    Reading<Boolean> reading =
        ingest().read(spec, found.files(), Optional.empty(), Aside.nowhere());
    List<Ingest.Refusal> refused = new ArrayList<>(found.refused());
    refused.addAll(reading.refused());
    return new Reading<>(
        reading.observations(), reading.aside(), reading.rejected(), reading.files(), refused);
  }

  static Path write(Path folder, String name, String... lines) {
    return bytes(folder, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Path bytes(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** An IstatData row: annual, raw data. */
  static String istat(
      String territory, String type, String product, String market, String year, String value) {
    return "X,A,%s,%s,N,%s,%s,%s,%s,,".formatted(territory, type, product, market, year, value);
  }

  /** {@code flow period territory market product value status}, by line of text. */
  static List<String> observations(Reading<?> reading) {
    return texts(
        observationTable(reading)
            .selectExpr(
                "concat_ws(' ', flow, period, territory, market, product,"
                    + " coalesce(cast(value_cents as string), 'none'), status)"));
  }

  /** Reasons by line. */
  static Map<Long, String> reasons(Reading<?> reading) {
    Map<Long, String> reasons = new TreeMap<>();
    for (Row row : rejectedTable(reading).select("line", "reasons").collectAsList()) {
      reasons.put(row.getLong(0), row.getString(1));
    }
    return reasons;
  }

  static Dataset<Row> observationTable(Reading<?> reading) {
    return Rows.table(reading.observations().map(Observation::row), Tables.OBSERVATIONS);
  }

  static Dataset<Row> rejectedTable(Reading<?> reading) {
    return Rows.table(reading.rejected(), Tables.REJECTED);
  }

  static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).sorted().toList();
  }
}
