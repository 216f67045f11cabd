package exportmatrix.warehouse;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.Tables;
import exportmatrix.model.ValueStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.parquet.ParquetValueReader;
import org.apache.iceberg.parquet.ParquetValueReaders;
import org.apache.iceberg.parquet.ParquetValueReaders.PrimitiveReader;
import org.apache.iceberg.parquet.ParquetValueReaders.StructReader;
import org.apache.iceberg.parquet.ParquetValueReaders.UnboxedReader;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType;

/**
 * Reads a row of {@link Tables#OBSERVATIONS} as far as a figure is made of it: neither quantity nor
 * origin.
 */
final class FigureReader extends StructReader<Observation, Object[]> {

  static final List<String> COLUMNS =
      List.of(
          "dataset",
          "flow",
          "frequency",
          "period_ordinal",
          "territory",
          "market",
          "product",
          "value_cents",
          "status",
          "edition");

  private FigureReader(List<ParquetValueReader<?>> columns) {
    super(columns);
  }

  /**
   * @param wanted {@link #COLUMNS}
   * @param file its schema, with the table's numbers of the columns
   */
  static FigureReader of(Schema wanted, MessageType file) {
    Columns columns = new Columns(wanted, file);
    return new FigureReader(
        List.of(
            columns.texts("dataset"),
            columns.codes("flow", Flow::ofCode),
            columns.codes("frequency", Frequency::valueOf),
            columns.of("period_ordinal", UnboxedReader<Integer>::new),
            columns.texts("territory"),
            columns.texts("market"),
            columns.texts("product"),
            columns.of("value_cents", UnboxedReader<Long>::new),
            columns.codes("status", ValueStatus::valueOf),
            columns.texts("edition")));
  }

  @Override
  protected Object[] newStructData(Observation reused) {
    return new Object[COLUMNS.size()];
  }

  @Override
  protected Object getField(Object[] values, int place) {
    return values[place];
  }

  @Override
  protected void set(Object[] values, int place, Object value) {
    values[place] = value;
  }

  @Override
  protected Observation buildStruct(Object[] values) {
    return new Observation(
        (String) values[0],
        (Flow) values[1],
        (Frequency) values[2],
        (Integer) values[3],
        (String) values[4],
        (String) values[5],
        (String) values[6],
        (Long) values[7],
        null,
        (ValueStatus) values[8],
        (String) values[9],
        null,
        0);
  }

  /** The columns of one data file. */
  private record Columns(Schema wanted, MessageType file) {

    ParquetValueReader<String> texts(String name) {
      return codes(name, Function.identity());
    }

    <T> ParquetValueReader<T> codes(String name, Function<String, T> meaning) {
      return of(name, column -> new CodeColumn<>(column, meaning));
    }

    <T> ParquetValueReader<T> of(
        String name, Function<ColumnDescriptor, ParquetValueReader<T>> reader) {
      int id = wanted.findField(name).fieldId();
      for (ColumnDescriptor column : file.getColumns()) {
        PrimitiveType type = column.getPrimitiveType();
        if (type.getId() != null && type.getId().intValue() == id) {
          return ParquetValueReaders.option(
              type, column.getMaxDefinitionLevel() - 1, reader.apply(column));
        }
      }
      return ParquetValueReaders.nulls();
    }
  }

  /** Codes, each of which is understood when it is first met, and the same object from then on. */
  private static final class CodeColumn<T> extends PrimitiveReader<T> {

    private final Function<String, T> meaning;
    private final Map<Binary, T> known = new HashMap<>();
    private Binary last;
    private T lastMeaning;

    CodeColumn(ColumnDescriptor column, Function<String, T> meaning) {
      super(column);
      this.meaning = meaning;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a dictionary gives equal codes as one object
    public T read(T reused) {
      Binary code = column.nextBinary();
      if (code != last) {
        lastMeaning = known.get(code);
        if (lastMeaning == null) {
          lastMeaning = meaning.apply(code.toStringUsingUTF8());
          known.put(code.copy(), lastMeaning);
        }
        last = code;
      }
      return lastMeaning;
    }
  }
}
