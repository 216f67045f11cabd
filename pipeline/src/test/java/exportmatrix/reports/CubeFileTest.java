package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.Basis;
import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Flow;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Cell;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Packer;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.testing.Cells;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cells of packs are the rows of files, wherever row groups and files end within a pack. */
class CubeFileTest {

  private static final Table CUBE = SampleRelease.CUBE;
  private static final Kept.Part PART = new Kept.Part("quarter", "2020-Q1");
  private static final Limits LIMITS = new Limits(130, 50, 1, 1);

  private static final Nomenclature NAMES =
      new Nomenclature(members("T", 4), members("M", 30), members("P", 30));

  @TempDir Path root;

  private static List<Nomenclature.Member> members(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Nomenclature.Member(
                    kind + (100 + i), "level " + i % 3, "it " + i / 2, "en " + i))
        .toList();
  }

  @Test
  void packsAreRowsOfFiles() throws IOException {
    List<Pack> packs =
        List.of(pack("T100", 0, 0, 1), pack("T100", 1, 1, 300), pack("T103", 0, 5, 105));
    CubeFile.Content content = write(packs);

    Path folder = PART.in(root);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()).sorted())
          .containsExactly("part-0.parquet", "part-1.parquet", "part-2.parquet", "part-3.parquet");
    }
    List<Row> expected = Cells.of(packs, CUBE, NAMES).stream().map(CubeFileTest::inFile).toList();
    List<Row> read = new ArrayList<>();
    StoredColumns.rows(folder, inFile(CUBE)).forEachRemaining(read::add);
    assertThat(read).isEqualTo(expected);
    assertThat(content.rows()).isEqualTo(400);
    assertThat(content.cents().get(0))
        .isEqualTo(
            BigInteger.valueOf(IntStream.range(0, 300).sum() + IntStream.range(5, 105).sum()));
    assertThat(content.found().territories().stream()).containsExactly(0, 3);
    assertThat(content.found().markets().cardinality()).isEqualTo(10);
    assertThat(content.found().products().cardinality()).isEqualTo(30);
  }

  @Test
  void theFirstCellThatBreaksACheckIsNamed() {
    Packer packer = new Packer(CUBE);
    packer.add(cell(0));
    Cell first = cell(2);
    first.set(field("share_of_italy_percent"), Double.NaN);
    packer.add(cell(1));
    packer.add(first);
    Cell later = cell(3);
    later.set(field("value_eur"), -1L);
    packer.add(later);

    assertThatThrownBy(() -> write(List.of(packed("T100", 0, packer))))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("no NaN and no infinite number")
        .hasMessageContaining("export quarter 2020-Q1 T100 M100 P102");
  }

  @Test
  void aKeyThatOccursTwiceComesBeforeABrokenCheckOfALaterCell() {
    Packer packer = new Packer(CUBE);
    packer.add(cell(4));
    packer.add(cell(4));
    Cell broken = cell(5);
    broken.set(field("value_eur"), -1L);
    packer.add(broken);

    assertThatThrownBy(() -> write(List.of(packed("T100", 0, packer))))
        .isInstanceOf(CheckFailedException.class)
        .hasMessageContaining("keys that occur twice")
        .hasMessageContaining("M100 P104");
  }

  private CubeFile.Content write(List<Pack> packs) {
    CubeFile.Format format =
        new CubeFile.Format(
            new PartFiles.Format(CUBE, ReleaseWriter.PARTITIONS, LIMITS),
            SampleRelease.CARDS,
            NAMES);
    try (CubeFile file = new CubeFile(format, root, PART)) {
      packs.forEach(file::add);
      return file.finish();
    }
  }

  private static Pack pack(String territory, int part, int from, int to) {
    Packer packer = new Packer(CUBE);
    IntStream.range(from, to).forEach(i -> packer.add(cell(i)));
    return packed(territory, part, packer);
  }

  private static Pack packed(String territory, int part, Packer packer) {
    return new Pack("quarter", "2020-Q1", Flow.EXPORT, territory, part, packer.pack());
  }

  /** Every third cell has nothing but a value. */
  private static Cell cell(int i) {
    Cell cell = new Cell(CUBE);
    cell.begin(i / 30, i % 30, i % 4, i % 2 == 0 ? Basis.REPORTED : Basis.SUMMED, 18_000 + i % 5);
    cell.set(field("value_eur"), (long) i);
    boolean whole = i % 3 != 0;
    for (String column : List.of("prior_value_eur", "yoy_percent", "contribution_market_pp")) {
      cell.set(field(column + "_status"), whole ? Status.OK : Status.NO_PRIOR);
    }
    for (String column : List.of("share_of_italy_percent", "rank_in_territory", "record_high")) {
      cell.set(field(column + "_status"), whole ? Status.OK : Status.TOO_FEW_YEARS);
    }
    cell.set(field("yoy_flags"), whole ? 0L : (long) (Status.NO_PRIOR.bit() | Status.ENTRY.bit()));
    cell.set(field("years_compared"), (long) i);
    if (whole) {
      cell.set(field("prior_value_eur"), 2L * i);
      cell.set(field("yoy_percent"), i / 7.0);
      cell.set(field("contribution_market_pp"), i / 3.0);
      cell.set(field("share_of_italy_percent"), i / 9.0);
      cell.set(field("rank_in_territory"), (long) (i + 1));
      cell.set(field("record_high"), (long) (i % 2));
    }
    return cell;
  }

  private static int field(String column) {
    return CUBE.columns().indexOf(column);
  }

  /** The cube without what its folders say. */
  private static Table inFile(Table cube) {
    return new Table(
        cube.name(),
        cube.grain(),
        cube.fields().stream()
            .filter(field -> !ReleaseWriter.PARTITIONS.contains(field.name()))
            .toList(),
        List.of("market"),
        List.of());
  }

  private static Row inFile(Row cell) {
    return RowFactory.create(
        IntStream.range(0, cell.size())
            .filter(f -> !ReleaseWriter.PARTITIONS.contains(CUBE.columns().get(f)))
            .mapToObj(cell::get)
            .toArray());
  }
}
