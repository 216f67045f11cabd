package exportmatrix.ingest;

import exportmatrix.codes.Codes;
import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.InputException;
import exportmatrix.model.RejectReason;
import java.io.IOException;
import java.io.Serializable;
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
 * Reads files in Spark's tasks, a file or a part of a large one per task.
 *
 * <p>Grain: a part of a file in; out, a datum per statement that the configuration does not leave
 * out, and one last word on the part: what the file is and what was left out, or why nothing of it
 * may be used.
 */
final class Parse implements FlatMapFunction<Parse.Share, Parsed> {

  private static final long serialVersionUID = 1L;

  /** Of which rows the raw text is kept. */
  enum RawText {
    OF_REJECTED,
    OF_ALL
  }

  /** Shares of the input per processor: so many that none waits long for the others. */
  private static final int SHARES_PER_PROCESSOR = 4;

  /** Less is not worth a task of its own. */
  private static final long LEAST_BYTES = 16L << 20;

  /** What a task reads: a part of the file with this number. */
  record Share(int fileNo, FilePart part) implements Serializable {}

  private final DatasetSpec spec;
  private final Codes codes;
  private final Edition edition;
  private final BulkReader reader;
  private final ArrayList<SourceFile> files;
  private final RawText rawText;

  /**
   * @param files a file is known by its place in this list
   */
  Parse(DatasetSpec spec, Codes codes, Edition edition, List<SourceFile> files, RawText rawText) {
    this.spec = spec;
    this.codes = codes;
    this.edition = edition;
    this.reader = reader(spec);
    this.files = new ArrayList<>(files);
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
      List<SourceFile> files,
      RawText rawText) {
    int processors = spark.sparkContext().defaultParallelism();
    return of(
        spark,
        new Parse(spec, codes, edition, files, rawText),
        Math.max(LEAST_BYTES, SourceFile.textBytes(files) / processors / SHARES_PER_PROCESSOR));
  }

  /**
   * @param bytes of a part, about
   */
  static JavaRDD<Parsed> of(SparkSession spark, Parse parse, long bytes) {
    List<Share> shares = parse.shares(bytes);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(shares, Math.max(1, shares.size()))
        .flatMap(parse);
  }

  /** Large files are read once to be cut, by all processors. */
  private List<Share> shares(long bytes) {
    return IntStream.range(0, files.size())
        .parallel()
        .boxed()
        .flatMap(no -> parts(no, bytes).stream().map(part -> new Share(no, part)))
        .toList();
  }

  private List<FilePart> parts(int fileNo, long bytes) {
    try {
      return reader.readsParts()
          ? FilePart.of(new InputFile(files.get(fileNo).path()), bytes)
          : List.of(FilePart.WHOLE);
    } catch (InputException | IOException e) {
      // Whoever reads it says why it cannot be read.
      return List.of(FilePart.WHOLE);
    }
  }

  static BulkReader reader(DatasetSpec spec) {
    return switch (spec.layout()) {
      case SDMX_CSV -> new SdmxCsvLayout(spec);
      case JSON_STAT -> new JsonStatLayout(spec);
      case DELIMITED -> new DelimitedLayout(spec);
    };
  }

  @Override
  public Iterator<Parsed> call(Share share) {
    Rows rows = new Rows(share);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    }
    return rows;
  }

  private final class Rows implements Iterator<Parsed> {

    private final int fileNo;
    private final FilePart part;
    private final SourceFile source;
    private final InputFile file;
    private final Interpreter interpreter = new Interpreter(spec, codes);
    private BulkReader.RawStatements statements;
    private String editionDate;
    private long filteredRows;
    private Long filteredCents = 0L;
    private boolean ended;
    private Parsed next;

    Rows(Share share) {
      this.fileNo = share.fileNo();
      this.part = share.part();
      this.source = files.get(fileNo);
      this.file = new InputFile(source.path());
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
          statements = reader.open(file, part);
          editionDate = edition.of(file, statements.edition()).toString();
        }
        for (RawStatement raw = statements.next(); raw != null; raw = statements.next()) {
          Statement statement = interpreter.interpret(raw);
          if (!statement.filtered()) {
            return datum(raw, statement);
          }
          leaveOut(statement);
        }
        ended = true;
        close();
        return end();
      } catch (InputException e) {
        return failure(e);
      } catch (IOException e) {
        return failure(file.refused(e));
      }
    }

    private void leaveOut(Statement statement) {
      filteredRows++;
      if (statement.cents() != null) {
        filteredCents = FileEnd.sum(filteredCents, statement.cents());
      }
    }

    private FileEnd end() throws IOException {
      if (!source.isUnchanged()) {
        throw file.refused("has changed since it was found; run again");
      }
      return new FileEnd(fileNo, part.number(), editionDate, filteredRows, filteredCents, null);
    }

    private FileEnd failure(InputException e) {
      ended = true;
      close();
      return new FileEnd(
          fileNo, part.number(), editionDate, filteredRows, filteredCents, e.getMessage());
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
    int bits = 0;
    for (RejectReason reason : reasons) {
      bits |= Parsed.bit(reason);
    }
    return bits;
  }
}
