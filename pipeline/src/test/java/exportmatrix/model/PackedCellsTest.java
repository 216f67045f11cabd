package exportmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.PackedCells.Cell;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PackedCells.Packer;
import exportmatrix.model.PackedCells.Unpacker;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed cell by cell is unpacked cell by cell and column by column, nulls included. */
class PackedCellsTest {

  /** More fields than a word has bits. */
  private static final int NUMBERS = 70;

  private static final int HEAD = Tables.cellFields().size();

  private static final Table CUBE = cube();

  private static final Nomenclature NAMES =
      new Nomenclature(members("T", 3), members("M", 300), members("P", 300));

  private static Table cube() {
    List<Field> fields = new ArrayList<>(Tables.cellFields());
    fields.add(Field.euros("money", "always there"));
    fields.add(Field.euros("maybe", "now and then").orNull("unknown"));
    fields.add(new Field("reason", DataTypes.StringType, Unit.STATUS, false, "a status"));
    fields.add(Field.statuses("flags", "statuses"));
    fields.add(Field.integer("rank", Unit.COUNT, "an integer").orNull("unknown"));
    fields.add(Field.count("count", "a long").orNull("unknown"));
    fields.add(new Field("truth", DataTypes.BooleanType, Unit.NONE, true, "yes, no or unknown"));
    fields.add(Field.number("never", Unit.PERCENT, "always unknown").orNull("always"));
    for (int i = 0; i < NUMBERS; i++) {
      fields.add(Field.number("n" + i, Unit.PERCENT, "any double").orNull("unknown"));
    }
    return new Table("cube", "one row per cell", fields, List.of("market", "product"), List.of());
  }

  private static List<Member> members(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Member(kind + (100 + i), "level " + i % 3, "it " + i, "en " + i))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 64, 65, 129, 1000})
  void cellsAreWhatTheyWere(int count) {
    Random lot = new Random(count);
    List<Object[]> expected = new ArrayList<>();
    Packer packer = new Packer(CUBE).another();
    Cell cell = new Cell(CUBE);
    for (int i = 0; i < count; i++) {
      expected.add(draw(cell, lot));
      packer.add(cell);
    }
    Unpacker cells = new Unpacker(CUBE, NAMES);
    cells.open(pack(new Packer(CUBE)));
    assertThat(cells.next()).isFalse();
    cells.open(pack(packer));

    for (Object[] values : expected) {
      assertThat(cells.next()).isTrue();
      for (int f = 0; f < values.length; f++) {
        assertThat(cells.value(f)).as(CUBE.columns().get(f)).isEqualTo(values[f]);
      }
    }
    assertThat(cells.next()).isFalse();
    assertThat(cells.columns().cells()).isEqualTo(count);
    int maybe = HEAD + 1;
    ByteBuffer bytes = ByteBuffer.wrap(cells.columns().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      BigDecimal value = (BigDecimal) expected.get(i)[maybe];
      assertThat(cells.columns().nulls(maybe).get(i)).isEqualTo(value == null);
      assertThat(cells.columns().values(maybe)[i])
          .isEqualTo(value == null ? 0 : value.unscaledValue().longValueExact());
      if (value != null) {
        assertThat(BigDecimal.valueOf(bytes.getLong(cells.columns().start(maybe, i)), 2))
            .isEqualTo(value);
      }
    }
  }

  private static Pack pack(Packer packer) {
    return new Pack("quarter", "2020-Q1", Flow.IMPORT, "T101", 0, packer.pack());
  }

  /** Sets a cell by lot. */
  private static Object[] draw(Cell cell, Random lot) {
    int market = lot.nextInt(300);
    int product = lot.nextInt(300);
    cell.begin(market, product, 3, Basis.REPORTED, 20_000 + product);
    List<Object> values = new ArrayList<>(List.of("import", "quarter", "2020-Q1"));
    values.addAll(texts("T", 1));
    values.addAll(texts("M", market));
    values.addAll(texts("P", product));
    values.addAll(List.of(3, "reported", LocalDate.ofEpochDay(20_000 + product).toString()));
    for (int f = HEAD; f < CUBE.fields().size(); f++) {
      Field field = CUBE.fields().get(f);
      boolean unknown = field.nullable() && (lot.nextInt(4) == 0 || field.name().equals("never"));
      values.add(unknown ? null : set(cell, f, lot));
    }
    return values.toArray();
  }

  private static Object set(Cell cell, int field, Random lot) {
    return switch (PackedCells.Kind.of(CUBE.fields().get(field))) {
      case EUROS -> {
        long cents = lot.nextLong();
        cell.set(field, cents);
        yield BigDecimal.valueOf(cents, 2);
      }
      case STATUS -> {
        Status status = List.of(Status.values()).get(lot.nextInt(Status.values().length));
        cell.set(field, status);
        yield status.name();
      }
      case STATUSES -> {
        int set = Status.ENTRY.bit() | (lot.nextBoolean() ? Status.SA_FAILED.bit() : 0);
        cell.set(field, (long) set);
        yield Status.text(set);
      }
      case INTEGER -> {
        int whole = lot.nextInt();
        cell.set(field, (long) whole);
        yield (Object) whole;
      }
      case LONG -> {
        long whole = lot.nextLong();
        cell.set(field, whole);
        yield (Object) whole;
      }
      case TRUTH -> {
        boolean truth = lot.nextBoolean();
        cell.set(field, truth ? 1L : 0L);
        yield (Object) truth;
      }
      default -> {
        double number = lot.nextGaussian();
        cell.set(field, number);
        yield (Object) number;
      }
    };
  }

  private static List<String> texts(String kind, int i) {
    return List.of(kind + (100 + i), "level " + i % 3, "it " + i, "en " + i);
  }
}
