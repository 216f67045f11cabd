package exportmatrix.ingest;

import exportmatrix.codes.Codes;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.InputException;
import exportmatrix.model.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads files in Spark's tasks, one file per task.
 *
 * <p>Grain: a file in; out, one row per statement that the configuration does not leave out, and
 * one last row that says of the file either what it is and what was left out ({@code FILE}) or why
 * nothing of it may be used ({@code FAILURE}).
 */
final class Parse implements FlatMapFunction<Long, Row> {

  private static final long serialVersionUID = 1L;

  /** What a row of the parse is about. */
  enum Kind {
    STATEMENT,
    FILE,
    FAILURE
  }

  /** Of which rows the raw text is kept. */
  enum RawText {
    OF_REJECTED,
    OF_ALL
  }

  /**
   * {@code note}: of a file its SHA-256, of a failure the message. {@code said}: what a rejected
   * row has in the value's place. {@code reasons}: one bit per {@link RejectReason}. {@code cents}
   * and {@code grams} (thousandths of a kilogram): what was read, whatever becomes of the row.
   */
  static final StructType SCHEMA =
      new StructType()
          .add("kind", DataTypes.StringType, false)
          .add("file_no", DataTypes.IntegerType, false)
          .add("edition", DataTypes.StringType)
          .add("line", DataTypes.LongType)
          .add("cell", DataTypes.IntegerType)
          .add("flow", DataTypes.StringType)
          .add("period_ordinal", DataTypes.IntegerType)
          .add("territory", DataTypes.StringType)
          .add("market", DataTypes.StringType)
          .add("product", DataTypes.StringType)
          .add("measure", DataTypes.StringType)
          .add("cents", DataTypes.LongType)
          .add("grams", DataTypes.LongType)
          .add("status", DataTypes.StringType)
          .add("reasons", DataTypes.IntegerType)
          .add("said", DataTypes.StringType)
          .add("raw", DataTypes.StringType)
          .add("note", DataTypes.StringType)
          .add("bytes", DataTypes.LongType)
          .add("filtered_rows", DataTypes.LongType)
          .add("filtered_cents", DataTypes.LongType);

  private static final List<RejectReason> REASONS = List.of(RejectReason.values());

  private final DatasetSpec spec;
  private final Codes codes;
  private final Edition edition;
  private final BulkReader reader;
  private final ArrayList<String> paths;
  private final RawText rawText;

  private Parse(DatasetSpec spec, Codes codes, Edition edition, List<Path> files, RawText rawText) {
    this.spec = spec;
    this.codes = codes;
    this.edition = edition;
    this.reader = reader(spec);
    this.paths = new ArrayList<>(files.stream().map(Path::toString).toList());
    this.rawText = rawText;
  }

  /**
   * @param files {@code file_no} is the place in this list
   */
  static Dataset<Row> of(
      SparkSession spark,
      DatasetSpec spec,
      Codes codes,
      Edition edition,
      List<Path> files,
      RawText rawText) {
    return spark
        .range(0, files.size(), 1, Math.max(1, files.size()))
        .flatMap(new Parse(spec, codes, edition, files, rawText), Encoders.row(SCHEMA));
  }

  static BulkReader reader(DatasetSpec spec) {
    return switch (spec.layout()) {
      case SDMX_CSV -> new SdmxCsvLayout(spec);
      case JSON_STAT -> new JsonStatLayout(spec);
      case DELIMITED -> new DelimitedLayout(spec);
    };
  }

  static int bit(RejectReason reason) {
    return 1 << REASONS.indexOf(reason);
  }

  @Override
  public Iterator<Row> call(Long fileNo) {
    Rows rows = new Rows(fileNo.intValue());
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    }
    return rows;
  }

  private final class Rows implements Iterator<Row> {

    private final int fileNo;
    private final InputFile file;
    private final Interpreter interpreter = new Interpreter(spec, codes);
    private BulkReader.RawStatements statements;
    private String editionDate;
    private long filteredRows;
    private long filteredCents;
    private boolean any;
    private boolean ended;
    private Row next;

    Rows(int fileNo) {
      this.fileNo = fileNo;
      this.file = new InputFile(Path.of(paths.get(fileNo)));
    }

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        next = read();
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private Row read() {
      try {
        if (statements == null) {
          statements = reader.open(file);
          editionDate = edition.of(file, statements.edition()).toString();
        }
        for (RawStatement raw = statements.next(); raw != null; raw = statements.next()) {
          any = true;
          Statement statement = interpreter.interpret(raw);
          if (!statement.filtered()) {
            return row(raw, statement);
          }
          leaveOut(statement);
        }
        if (!any) {
          throw file.refused("has a header and no rows; fetch it again");
        }
        ended = true;
        close();
        return fileRow(Kind.FILE, file.sha256(), Files.size(file.path()));
      } catch (InputException e) {
        return failure(e);
      } catch (IOException e) {
        return failure(file.refused(e));
      }
    }

    private void leaveOut(Statement statement) {
      filteredRows++;
      if (statement.cents() == null) {
        return;
      }
      try {
        filteredCents = Math.addExact(filteredCents, statement.cents());
      } catch (ArithmeticException e) {
        throw new InputException(FileSummary.tooMuch(file.name()), e);
      }
    }

    private Row failure(InputException e) {
      ended = true;
      close();
      return fileRow(Kind.FAILURE, e.getMessage(), null);
    }

    private void close() {
      if (statements == null) {
        return;
      }
      try {
        statements.close();
      } catch (IOException e) {
        // Nothing was written: what has been read stands.
        statements = null;
      }
    }

    private Row fileRow(Kind kind, String note, Long bytes) {
      Object[] values = new Object[SCHEMA.size()];
      values[0] = kind.name();
      values[1] = fileNo;
      values[2] = editionDate;
      values[SCHEMA.fieldIndex("note")] = note;
      values[SCHEMA.fieldIndex("bytes")] = bytes;
      values[SCHEMA.fieldIndex("filtered_rows")] = filteredRows;
      values[SCHEMA.fieldIndex("filtered_cents")] = filteredCents;
      return RowFactory.create(values);
    }

    private Row row(RawStatement raw, Statement statement) {
      boolean rejected = !statement.reasons().isEmpty();
      return RowFactory.create(
          Kind.STATEMENT.name(),
          fileNo,
          editionDate,
          raw.line(),
          raw.cell(),
          statement.flow() == null ? null : statement.flow().code(),
          statement.period() == null ? null : statement.period().ordinal(),
          statement.territory(),
          statement.market(),
          statement.product(),
          statement.measure() == null ? null : statement.measure().name(),
          statement.cents(),
          statement.grams(),
          statement.status().name(),
          bits(statement.reasons()),
          rejected && !raw.malformed() ? raw.cell(Role.VALUE) : null,
          rejected || rawText == RawText.OF_ALL ? raw.raw() : null,
          null,
          null,
          null,
          null);
    }
  }

  private static int bits(Set<RejectReason> reasons) {
    return reasons.stream().mapToInt(Parse::bit).sum();
  }
}
