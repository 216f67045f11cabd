package exportmatrix.reports;

import exportmatrix.model.Basis;
import exportmatrix.model.Field;
import exportmatrix.model.Flow;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Cell;
import exportmatrix.model.PackedCells.Kind;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Packer;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnReader;

/** The cells of one span and period that a release takes over as files. */
final class KeptCells {

  private final CubeFile.Format format;
  private final Kept.Part part;
  private final List<Path> files;

  /**
   * @param cube the folder of the earlier release's cube
   */
  KeptCells(CubeFile.Format format, Path cube, Kept.Part part) {
    this.format = format;
    this.part = part;
    this.files = new ReleaseStore(cube.toString()).list(part.in(cube));
  }

  private interface Reading {
    void of(StoredColumns group) throws IOException;
  }

  private void read(Reading reading) {
    for (Path path : files) {
      try (StoredColumns file = new StoredColumns(path)) {
        while (file.next()) {
          reading.of(file);
        }
      } catch (IOException e) {
        throw ReleaseStore.explained(new UncheckedIOException(e), path);
      }
    }
  }

  /** What is told of cells that are written, told of these. */
  CubeFile.Content content() {
    List<String> money = Sums.columns(format.cube()).stream().map(Field::name).toList();
    BigInteger[] cents = new BigInteger[money.size()];
    Arrays.fill(cents, BigInteger.ZERO);
    Members.Numbers found = new Members.Numbers();
    long[] rows = new long[1];
    Nomenclature names = format.names();
    read(
        group -> {
          int[] all = group.all();
          rows[0] += all.length;
          String[] flows = group.texts("flow", all);
          String[] territories = group.texts("territory", all);
          String[] markets = group.texts("market", all);
          String[] products = group.texts("product", all);
          for (int i = 0; i < all.length; i++) {
            if (i == 0
                || !flows[i].equals(flows[i - 1])
                || !territories[i].equals(territories[i - 1])) {
              found.add(Flow.ofCode(flows[i]), names.territories().number(territories[i]));
            }
            found.add(names.markets().number(markets[i]), names.products().number(products[i]));
          }
          for (int m = 0; m < cents.length; m++) {
            BigInteger[] sum = {BigInteger.ZERO};
            long[] part = new long[1];
            group.walk(
                money.get(m),
                all,
                (row, value) -> {
                  part[0] += value.getLong();
                  if (Math.abs(part[0]) > Long.MAX_VALUE / 4) {
                    sum[0] = sum[0].add(BigInteger.valueOf(part[0]));
                    part[0] = 0;
                  }
                });
            cents[m] = cents[m].add(sum[0]).add(BigInteger.valueOf(part[0]));
          }
        });
    return new CubeFile.Content(rows[0], List.of(cents), found);
  }

  /** Says which cells are wanted. */
  interface Choice {
    boolean of(String territory, String market, String product);
  }

  /** Some of the cells, packed as they were before they were written. */
  List<Pack> cells(Choice choice) {
    List<Pack> packs = new ArrayList<>();
    read(group -> packs.addAll(cells(group, choice, packs.size())));
    return packs;
  }

  private List<Pack> cells(StoredColumns group, Choice choice, int before) {
    int[] all = group.all();
    String[] territories = group.texts("territory", all);
    String[] markets = group.texts("market", all);
    String[] products = group.texts("product", all);
    int[] chosen =
        IntStream.of(all)
            .filter(row -> choice.of(territories[row], markets[row], products[row]))
            .toArray();
    List<Pack> packs = new ArrayList<>();
    if (chosen.length == 0) {
      return packs;
    }
    Table cube = format.cube();
    int head = Tables.cellFields().size();
    long[][] bits = new long[cube.fields().size()][chosen.length];
    boolean[][] known = new boolean[cube.fields().size()][chosen.length];
    for (int f = head; f < cube.fields().size(); f++) {
      Field field = cube.fields().get(f);
      Kind kind = Kind.of(field);
      long[] ofField = bits[f];
      boolean[] there = known[f];
      group.walk(
          field.name(),
          chosen,
          (row, value) -> {
            ofField[row] = bits(kind, value);
            there[row] = true;
          });
    }
    String[] flows = group.texts("flow", chosen);
    String[] bases = group.texts("basis", chosen);
    String[] editions = group.texts("edition", chosen);
    int[] months = new int[chosen.length];
    group.walk("months_observed", chosen, (row, value) -> months[row] = value.getInteger());
    Cell cell = new Cell(cube);
    Packer packer = new Packer(cube);
    for (int i = 0; i < chosen.length; i++) {
      cell.begin(
          format.names().markets().number(markets[chosen[i]]),
          format.names().products().number(products[chosen[i]]),
          months[i],
          Basis.valueOf(bases[i].toUpperCase(Locale.ROOT)),
          (int) LocalDate.parse(editions[i]).toEpochDay());
      for (int f = head; f < bits.length; f++) {
        if (known[f][i]) {
          cell.set(f, bits[f][i]);
        }
      }
      packer.add(cell);
      String territory = territories[chosen[i]];
      boolean last =
          i + 1 == chosen.length
              || !flows[i + 1].equals(flows[i])
              || !territories[chosen[i + 1]].equals(territory);
      if (last) {
        packs.add(
            new Pack(
                part.span(),
                part.period(),
                Flow.ofCode(flows[i]),
                territory,
                before + packs.size(),
                packer.pack()));
        packer = packer.another();
      }
    }
    return packs;
  }

  @SuppressWarnings("EnumOrdinal") // as a cell has it
  private static long bits(Kind kind, ColumnReader value) {
    return switch (kind) {
      case STATUS -> Status.valueOf(value.getBinary().toStringUsingUTF8()).ordinal();
      case STATUSES ->
          Stream.of(value.getBinary().toStringUsingUTF8().split(" "))
              .mapToLong(one -> Status.valueOf(one).bit())
              .sum();
      case NUMBER -> Double.doubleToRawLongBits(value.getDouble());
      case INTEGER -> value.getInteger();
      case TRUTH -> value.getBoolean() ? 1 : 0;
      default -> value.getLong();
    };
  }
}
