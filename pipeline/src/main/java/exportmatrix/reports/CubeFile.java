package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Flow;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Table;
import exportmatrix.reports.TableChecks.RecordCheck;
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
  private final PartFiles file;
  private final List<RecordCheck> checks;
  private final Sums sums;
  private final Unpacker cells;
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
    this.file = new PartFiles(format.files(), root, part.in(root));
    this.checks = CubeChecks.of(format.cube(), format.cards());
    this.sums = new Sums(format.cube());
    this.cells = new Unpacker(format.cube(), format.names());
  }

  /** Writes the cells of a pack. */
  void add(Pack pack) {
    try {
      cells.open(pack);
      requireAscending(pack);
      found.add(pack.flow(), format.names().territories().number(pack.territory()));
      while (cells.next()) {
        requireAscending();
        requireSound();
        found.add(cells.market(), cells.product());
        file.write(cells);
        sums.add(cells);
        rows++;
      }
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

  private void requireAscending() {
    long place = (long) cells.market() << 32 | cells.product();
    if (place < last) {
      throw new IllegalStateException("cells out of order: " + key());
    }
    if (place == last) {
      throw broken(
          "no two rows have the same " + String.join(", ", format.cube().key()),
          "keys that occur twice");
    }
    last = place;
  }

  private void requireSound() {
    for (RecordCheck check : checks) {
      if (check.broken().test(cells)) {
        throw broken(check.meaning(), "a cell that is not so");
      }
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
      file.finish();
      return new Content(part, rows, sums.cents(), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
