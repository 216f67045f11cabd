package exportmatrix.reports;

import exportmatrix.model.Basis;
import exportmatrix.model.CellColumns;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells.Unpacker;
import exportmatrix.model.Status;
import exportmatrix.model.Table;
import exportmatrix.parquet.Column;
import exportmatrix.parquet.NumberColumn;
import exportmatrix.parquet.TextColumn;
import exportmatrix.parquet.TruthColumn;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hands the columns of packs over to those of a file: numbers as they lie, texts by their numbers,
 * so that neither is looked at cell by cell more than it must be.
 */
final class CubeColumns implements PartFiles.Bulk {

  private static final byte[][] STATUSES = utf8(Stream.of(Status.values()).map(Status::name));
  private static final byte[][] BASES = utf8(Stream.of(Basis.values()).map(Basis::code));

  private final Table cube;
  private final Nomenclature names;
  private final byte[][] labels;
  private final Unpacker cells;
  private final List<PartFiles.Bulk> columns = new ArrayList<>();
  private int[] places = new int[0];

  /**
   * @param cells the pack at hand when records are added
   * @param places of the columns in the cube
   */
  CubeColumns(Table cube, Nomenclature names, Unpacker cells, int[] places, List<Column> columns) {
    this.cube = cube;
    this.names = names;
    this.labels = utf8(names.texts().stream());
    this.cells = cells;
    for (int i = 0; i < places.length; i++) {
      this.columns.add(column(places[i], columns.get(i)));
    }
  }

  private static byte[][] utf8(Stream<String> texts) {
    return texts.map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  @Override
  public void add(int from, int to) {
    columns.forEach(column -> column.add(from, to));
  }

  private PartFiles.Bulk column(int field, Column to) {
    PartFiles.Bulk values = values(field, to);
    return to.optional()
        ? (from, end) -> {
          to.rows(cells.columns().nulls(field), from, end);
          values.add(from, end);
        }
        : values;
  }

  private PartFiles.Bulk values(int field, Column to) {
    CellColumns from = cells.columns();
    return switch (cells.kind(field)) {
      case EUROS, NUMBER, LONG, INTEGER -> {
        NumberColumn plain = (NumberColumn) to;
        yield (first, end) ->
            plain.addPlain(from.bytes(), from.start(field, first), from.start(field, end));
      }
      case TRUTH -> {
        TruthColumn truths = (TruthColumn) to;
        yield (first, end) ->
            truths.add(from.bytes(), from.start(field, first), from.start(field, end));
      }
      case STATUS -> listed(field, (TextColumn) to, STATUSES);
      case STATUSES -> few(field, (TextColumn) to, set -> Status.text((int) set));
      case TEXT -> texts(field, (TextColumn) to);
    };
  }

  private PartFiles.Bulk texts(int field, TextColumn to) {
    int market = cube.columns().indexOf("market");
    int product = cube.columns().indexOf("product");
    int basis = cube.columns().indexOf("basis");
    CellColumns from = cells.columns();
    if (field == basis) {
      return listed(field, to, BASES);
    }
    if (field == cube.columns().indexOf("edition")) {
      return few(field, to, day -> LocalDate.ofEpochDay(day).toString());
    }
    if (field >= product) {
      return members(names.products(), field - product, from::products, to);
    }
    if (field >= market) {
      return members(names.markets(), field - market, from::markets, to);
    }
    return (first, end) -> {
      cells.at(first); // and all others of the pack
      to.add(cells.string(field), end - first);
    };
  }

  /** Of texts that a pack has by their places in a list, a byte each. */
  private PartFiles.Bulk listed(int field, TextColumn to, byte[][] list) {
    CellColumns from = cells.columns();
    return (first, end) ->
        to.add(from.bytes(), from.start(field, first), from.start(field, end), list);
  }

  /**
   * Of codes, levels or labels.
   *
   * @param numbers of the members, by cell
   */
  private PartFiles.Bulk members(
      Nomenclature.Members members, int column, Supplier<long[]> numbers, TextColumn to) {
    return (first, end) -> {
      long[] ofCells = numbers.get();
      reserve(end - first);
      for (int cell = first; cell < end; cell++) {
        places[cell - first] = members.text((int) ofCells[cell], column);
      }
      to.add(places, 0, end - first, labels);
    };
  }

  /** Of texts that stand for whole numbers. */
  private PartFiles.Bulk few(int field, TextColumn to, LongFunction<String> text) {
    CellColumns from = cells.columns();
    Few list = new Few(text);
    return (first, end) -> {
      long[] values = from.values(field);
      BitSet nulls = from.nulls(field);
      reserve(end - first);
      int count = 0;
      for (int cell = first; cell < end; cell++) {
        if (!nulls.get(cell)) {
          places[count++] = list.place(values[cell]);
        }
      }
      to.add(places, 0, count, list.texts);
    };
  }

  private void reserve(int cellsAtOnce) {
    if (places.length < cellsAtOnce) {
      places = new int[cellsAtOnce];
    }
  }

  /** The texts of whole numbers of which few differ, as they are met. */
  private static final class Few {

    private final LongFunction<String> text;
    private long[] met = new long[0];
    private byte[][] texts = new byte[0][];

    Few(LongFunction<String> text) {
      this.text = text;
    }

    int place(long value) {
      int place = 0;
      while (place < met.length && met[place] != value) {
        place++;
      }
      if (place == met.length) {
        met = Arrays.copyOf(met, place + 1);
        met[place] = value;
        texts = Arrays.copyOf(texts, place + 1);
        texts[place] = text.apply(value).getBytes(StandardCharsets.UTF_8);
      }
      return place;
    }
  }
}
