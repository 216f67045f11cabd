package exportmatrix.reports;

import exportmatrix.model.CellColumns;
import exportmatrix.model.Field;
import exportmatrix.model.Table;
import exportmatrix.model.Unit;
import exportmatrix.model.Values;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Adds up the columns in euros or cents of a table; all levels of a cube outgrow 64 bits. */
final class Sums {

  private final int[] money;
  private final long[] sums;
  private final BigInteger[] large;

  Sums(Table table) {
    this.money = columns(table).stream().mapToInt(field -> table.fields().indexOf(field)).toArray();
    this.sums = new long[money.length];
    this.large = new BigInteger[money.length];
    Arrays.fill(large, BigInteger.ZERO);
  }

  /** The columns that are added up, in their order. */
  static List<Field> columns(Table table) {
    return table.fields().stream()
        .filter(field -> field.unit() == Unit.EUR || field.unit() == Unit.EUR_CENT)
        .toList();
  }

  void add(Values record) {
    for (int i = 0; i < money.length; i++) {
      if (!record.isNull(money[i])) {
        add(i, record.whole(money[i]));
      }
    }
  }

  /** All cells of a pack. */
  void add(CellColumns cells) {
    for (int i = 0; i < money.length; i++) {
      long[] values = cells.values(money[i]);
      for (int cell = 0; cell < cells.cells(); cell++) {
        add(i, values[cell]);
      }
    }
  }

  private void add(int column, long value) {
    sums[column] += value;
    if (Math.abs(sums[column]) > Long.MAX_VALUE / 4) {
      large[column] = large[column].add(BigInteger.valueOf(sums[column]));
      sums[column] = 0;
    }
  }

  /** Cents, by {@link #columns}. */
  List<BigInteger> cents() {
    return IntStream.range(0, money.length)
        .mapToObj(i -> large[i].add(BigInteger.valueOf(sums[i])))
        .toList();
  }
}
