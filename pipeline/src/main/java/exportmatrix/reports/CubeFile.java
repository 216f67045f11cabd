package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Table;
import exportmatrix.reports.Members.Found;
import exportmatrix.reports.Members.Member;
import exportmatrix.reports.TableChecks.RecordCheck;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The cells of one span and period on their way into {@code part-0.parquet}, and {@code part-1} and
 * so on where they are many. Keys must ascend, so that no cell occurs twice, and every cell must
 * pass {@link CubeChecks}.
 */
final class CubeFile implements Closeable {

  /** What the files of one cube have in common. */
  record Format(ParquetFile.Format files, List<IndicatorCard> cards) implements Serializable {

    Table cube() {
      return files.table();
    }

    /** Places of the columns by which the cells of one file are sorted. */
    int[] order() {
      return cube().key().stream()
          .filter(column -> !files.partitions().contains(column))
          .mapToInt(cube().columns()::indexOf)
          .toArray();
    }
  }

  private static final List<String> DIMENSIONS = List.of("territory", "market", "product");

  private final Format format;
  private final ParquetFile file;
  private final int[] order;
  private final int[] dimensions;
  private final int flow;
  private final List<RecordCheck> checks;
  private final Sums sums;
  private final Unpacker cells;
  private final byte[][] last;
  private final Set<Found> found = new LinkedHashSet<>();
  private long rows;

  /**
   * @param root of the cube, there already
   * @param folder of the span and period
   */
  CubeFile(Format format, Path root, Path folder) {
    this.format = format;
    this.file = new ParquetFile(format.files(), root, folder);
    this.order = format.order();
    this.dimensions = DIMENSIONS.stream().mapToInt(format.cube().columns()::indexOf).toArray();
    this.flow = format.cube().columns().indexOf("flow");
    this.checks = CubeChecks.of(format.cube(), format.cards());
    this.sums = new Sums(format.cube());
    this.cells = new Unpacker(format.cube());
    this.last = new byte[order.length][];
  }

  /** Writes the cells of a pack. */
  void add(byte[] pack) {
    try {
      cells.open(pack);
      boolean[] seen = new boolean[cells.texts()];
      while (cells.next()) {
        requireAscending();
        requireSound();
        note(seen);
        file.write(cells);
        sums.add(cells);
        rows++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireAscending() {
    boolean above = last[0] == null;
    for (int i = 0; i < order.length && !above; i++) {
      int compared = Arrays.compareUnsigned(cells.text(order[i]), last[i]);
      if (compared < 0) {
        throw new IllegalStateException("cells out of order: " + key());
      }
      above = compared > 0;
    }
    if (!above) {
      throw broken(
          "no two rows have the same " + String.join(", ", format.cube().key()),
          "keys that occur twice");
    }
    for (int i = 0; i < order.length; i++) {
      last[i] = cells.text(order[i]);
    }
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

  private void note(boolean[] seen) {
    note(seen, flow, "flow", false);
    for (int d = 0; d < dimensions.length; d++) {
      note(seen, dimensions[d], DIMENSIONS.get(d), true);
    }
  }

  private void note(boolean[] seen, int field, String dimension, boolean labelled) {
    int text = (int) cells.whole(field);
    if (!seen[text]) {
      seen[text] = true;
      String[] of = new String[3];
      for (int i = 0; i < of.length && labelled; i++) {
        of[i] = cells.string(field + 1 + i);
      }
      found.add(new Found(dimension, new Member(cells.string(field), of[0], of[1], of[2])));
    }
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
  record Content(long rows, List<BigInteger> cents, Set<Found> found) {}

  /** Gives the files their names. */
  Content finish() {
    try {
      file.finish();
      return new Content(rows, sums.cents(), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
