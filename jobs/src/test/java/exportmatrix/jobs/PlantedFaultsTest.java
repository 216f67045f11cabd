package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.jobs.PlantedTable.End;
import exportmatrix.jobs.PlantedTable.Planted;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost: generated rows with planted faults, each of which must be found as it is. */
class PlantedFaultsTest {

  @TempDir Path folder;

  @Test
  void everyPlantedRowIsRejectedForItsReasonsAndNoOther() throws IOException {
    PlantedTable table = new PlantedTable(200_000, 7);
    Office office = office(folder, 4);
    write(folder.resolve("in/planted.csv"), table.rows());

    office.run();

    Map<Long, String> expected = new TreeMap<>();
    for (int i = 0; i < table.rows().size(); i++) {
      if (table.rows().get(i).end() == End.REJECTED) {
        expected.put(i + 2L, table.rows().get(i).reasons());
      }
    }
    Map<Long, String> found = new TreeMap<>();
    Office.withSpark(
        spark -> {
          for (Row row : office.table(spark, "planted", "rejected").collectAsList()) {
            found.put(row.getAs("line"), row.getAs("reasons"));
          }
          return null;
        });
    assertThat(found).isEqualTo(expected);
    assertThat(expected.values().stream().distinct().count()).isEqualTo(15);
    JsonNode input = office.manifest("planted").at("/inputs/0");
    long read = 0;
    long readCents = 0;
    for (End end : End.values()) {
      List<Planted> ended = table.rows().stream().filter(row -> row.end() == end).toList();
      String name = end.name().toLowerCase(Locale.ROOT);
      long cents = ended.stream().mapToLong(Planted::cents).sum();
      assertThat(ended).isNotEmpty();
      assertThat(input.at("/rows/" + name).asLong()).as(name).isEqualTo(ended.size());
      assertThat(input.at("/cents/" + name).asLong()).as(name).isEqualTo(cents);
      read += ended.size();
      readCents += cents;
    }
    assertThat(input.at("/rows/read").asLong()).isEqualTo(read);
    assertThat(input.at("/cents/read").asLong()).isEqualTo(readCents);
  }

  @Test
  void filesOrderAndPartitionsChangeNoByte() throws IOException {
    List<Planted> rows = new PlantedTable(6_000, 11).rows();
    Office one = office(folder.resolve("one"), 1);
    write(one.folder.resolve("in/all.csv"), rows);
    Office many = office(folder.resolve("many"), 8);
    List<Planted> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(3));
    for (int part = 0; part < 37; part++) {
      int from = part * shuffled.size() / 37;
      int to = (part + 1) * shuffled.size() / 37;
      write(many.folder.resolve("in/part-%02d.csv".formatted(part)), shuffled.subList(from, to));
    }

    one.run();
    many.run();

    Map<String, String> expected = Office.figuresIn(one.release("planted"));
    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(Office.figuresIn(many.release("planted"))).isEqualTo(expected);
    assertThat(rejected(many)).isEqualTo(rejected(one)).isNotEmpty();
  }

  /** The rejected rows but for where they stood. */
  private static List<String> rejected(Office office) {
    return Office.withSpark(
        spark ->
            office
                .table(spark, "planted", "rejected")
                .selectExpr("concat_ws('|', dataset, edition, reasons, raw, value_cents)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList());
  }

  static Office office(Path folder, int shufflePartitions) {
    return new Office(
        folder,
        shufflePartitions,
        """
        datasets:
          - id: planted
            layout: delimited
            input: in/*.csv
            frequency: annual
            unit: euro
            edition: 2026-01-11
            max_rejected_share: 0.3
            complete: {territory: [region]}
        %s
        collections:
          - {id: planted, label_en: Planted faults, synthetic: true, datasets: planted}
        """
            .formatted(PlantedTable.COLUMNS.indent(4)));
  }

  static void write(Path file, List<Planted> rows) throws IOException {
    Files.createDirectories(file.getParent());
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
      out.write(PlantedTable.HEADER);
      for (Planted row : rows) {
        out.write(row.text());
      }
    }
  }
}
