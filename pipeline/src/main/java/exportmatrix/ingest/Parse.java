package exportmatrix.ingest;

import exportmatrix.codes.Codes;
import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Parsed.FileEnd;
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
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads files in Spark's tasks, one file per task.
 *
 * <p>Grain: a file in; out, an datum per statement that the configuration does not leave out, and
 * one last word on the file: what it is and what was left out, or why nothing of it may be used.
 */
final class Parse implements FlatMapFunction<Integer, Parsed> {

  private static final long serialVersionUID = 1L;

  /** Of which rows the raw text is kept. */
  enum RawText {
    OF_REJECTED,
    OF_ALL
  }

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
   * @param files a file is known by its place in this list
   */
  static JavaRDD<Parsed> of(
      SparkSession spark,
      DatasetSpec spec,
      Codes codes,
      Edition edition,
      List<Path> files,
      RawText rawText) {
    List<Integer> numbers = IntStream.range(0, files.size()).boxed().toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(numbers, Math.max(1, files.size()))
        .flatMap(new Parse(spec, codes, edition, files, rawText));
  }

  static BulkReader reader(DatasetSpec spec) {
    return switch (spec.layout()) {
      case SDMX_CSV -> new SdmxCsvLayout(spec);
      case JSON_STAT -> new JsonStatLayout(spec);
      case DELIMITED -> new DelimitedLayout(spec);
    };
  }

  @Override
  public Iterator<Parsed> call(Integer fileNo) {
    Rows rows = new Rows(fileNo);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    }
    return rows;
  }

  private final class Rows implements Iterator<Parsed> {

    private final int fileNo;
    private final InputFile file;
    private final Interpreter interpreter = new Interpreter(spec, codes);
    private BulkReader.RawStatements statements;
    private String editionDate;
    private long filteredRows;
    private long filteredCents;
    private boolean any;
    private boolean ended;
    private Parsed next;

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
    public Parsed next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Parsed row = next;
      next = null;
      return row;
    }

    private Parsed read() {
      try {
        if (statements == null) {
          statements = reader.open(file);
          editionDate = edition.of(file, statements.edition()).toString();
        }
        for (RawStatement raw = statements.next(); raw != null; raw = statements.next()) {
          any = true;
          Statement statement = interpreter.interpret(raw);
          if (!statement.filtered()) {
            return datum(raw, statement);
          }
          leaveOut(statement);
        }
        if (!any) {
          throw file.refused("has a header and no rows; fetch it again");
        }
        ended = true;
        close();
        return new FileEnd(
            fileNo,
            editionDate,
            file.sha256(),
            Files.size(file.path()),
            filteredRows,
            filteredCents,
            null);
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

    private FileEnd failure(InputException e) {
      ended = true;
      close();
      return new FileEnd(fileNo, editionDate, null, 0, filteredRows, filteredCents, e.getMessage());
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

    private Datum datum(RawStatement raw, Statement statement) {
      boolean rejected = !statement.reasons().isEmpty();
      return new Datum(
          fileNo,
          editionDate,
          raw.line(),
          raw.cell(),
          statement.flow(),
          statement.period() == null ? null : (Integer) statement.period().ordinal(),
          statement.territory(),
          statement.market(),
          statement.product(),
          statement.measure(),
          statement.cents(),
          statement.grams(),
          statement.status(),
          bits(statement.reasons()),
          rejected && !raw.malformed() ? raw.cell(Role.VALUE) : null,
          rejected || rawText == RawText.OF_ALL ? raw.raw() : null);
    }
  }

  private static int bits(Set<RejectReason> reasons) {
    return reasons.stream().mapToInt(Parsed::bit).sum();
  }
}
