package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Flow;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Table;
import exportmatrix.reports.CubeChecks.CellCheck;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cells of one span and period on their way into {@code part-0.parquet}, and {@code part-1} and
 * so on where they are many. Keys must ascend, so that no cell occurs twice, and every cell must
 * pass {@link CubeChecks}.
 */
final class CubeFile implements Closeable {

  /** What the files of one cube have in common. */
  record Format(PartFiles.Format files, List<IndicatorCard> cards, Nomenclature names)
      implements Serializable {

    Table cube() {
      return files.table();
    }
  }

  private final Format format;
  private final Kept.Part part;
  private final PartFiles files;
  private final List<CellCheck> checks;
  private final Sums sums;
  private final Unpacker cells;
  private final CubeColumns columns;
  private final Members.Numbers found = new Members.Numbers();
  private Flow flow;
  private String territory = "";
  private long last = -1;
  private long rows;

  /**
   * @param root of the cube, there already
   * @param part the span and period
   */
  CubeFile(Format format, Path root, Kept.Part part) {
    this.format = format;
    this.part = part;
    this.files = new PartFiles(format.files(), root, part.in(root));
    this.checks = CubeChecks.of(format.cube(), format.cards());
    this.sums = new Sums(format.cube());
    this.cells = new Unpacker(format.cube(), format.names());
    this.columns =
        new CubeColumns(
            format.cube(), format.names(), cells, format.files().places(), files.columns());
  }

  /** Writes the cells of a pack. */
  void add(Pack pack) {
    try {
      cells.open(pack);
      requireAscending(pack);
      found.add(pack.flow(), format.names().territories().number(pack.territory()));
      requireSound();
      found.add(cells.columns());
      files.write(cells.columns().cells(), columns);
      sums.add(cells.columns());
      rows += cells.columns().cells();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireAscending(Pack pack) {
    boolean same = pack.flow() == flow && pack.territory().equals(territory);
    if (same) {
      return;
    }
    int order = flow == null ? 1 : pack.flow().compareTo(flow);
    if (order < 0 || (order == 0 && pack.territory().compareTo(territory) < 0)) {
      throw new IllegalStateException(
          "packs out of order: %s %s after %s %s"
              .formatted(pack.flow(), pack.territory(), flow, territory));
    }
    flow = pack.flow();
    territory = pack.territory();
    last = -1;
  }

  /** The first cell that breaks something is told of. */
  private void requireSound() {
    int first = cells.columns().cells();
    CellCheck broken = null;
    for (CellCheck check : checks) {
      int cell = check.broken().first(cells.columns());
      if (cell < first) {
        first = cell;
        broken = check;
      }
    }
    requireAscending(broken == null ? first : first + 1);
    if (broken != null) {
      cells.at(first);
      throw broken(broken.expectation().meaning(), "a cell that is not so");
    }
  }

  private void requireAscending(int count) {
    long[] markets = cells.columns().markets();
    long[] products = cells.columns().products();
    for (int cell = 0; cell < count; cell++) {
      long place = markets[cell] << 32 | products[cell];
      if (place <= last) {
        cells.at(cell);
        throw place < last
            ? new IllegalStateException("cells out of order: " + key())
            : broken(
                "no two rows have the same " + String.join(", ", format.cube().key()),
                "keys that occur twice");
      }
      last = place;
    }
  }

  private CheckFailedException broken(String expected, String found) {
    return Summary.broken(format.cube().name(), expected, found, key());
  }

  private String key() {
    return format.cube().key().stream()
        .map(column -> cells.string(format.cube().columns().indexOf(column)))
        .collect(Collectors.joining(" "));
  }

  /**
   * What was written.
   *
   * @param cents sums of the columns in euros, in their order
   * @param found the codes that occur
   */
  record Content(Kept.Part part, long rows, List<BigInteger> cents, Members.Numbers found)
      implements Serializable {}

  /** Gives the files their names. */
  Content finish() {
    try {
      files.finish();
      return new Content(part, rows, sums.cents(), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
