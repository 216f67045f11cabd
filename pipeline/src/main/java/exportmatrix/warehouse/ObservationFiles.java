package exportmatrix.warehouse;

import exportmatrix.model.Aside;
import exportmatrix.model.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.spark.TaskContext;

/**
 * Observations written into data files, one per dataset and year. No state of the table knows them:
 * they may wait there while their input files are still being judged, and to count them in is a
 * commit.
 */
final class ObservationFiles implements Aside<Uncommitted> {

  private static final long serialVersionUID = 1L;

  private final Table table;
  private final String operation = UUID.randomUUID().toString();

  /**
   * @param table of observations, as it is shipped to tasks
   */
  ObservationFiles(Table table) {
    this.table = table;
  }

  @Override
  public Uncommitted put(Iterator<Observation> observations) {
    Statements.Speaking speaking = new Statements.Speaking();
    try (Open open = new Open(table, operation, TaskContext.get())) {
      while (observations.hasNext()) {
        Observation observation = observations.next();
        speaking.add(observation);
        open.of(observation).add(observation);
      }
      return new Uncommitted(open.finish(), Set.copyOf(speaking.slices()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void drop(List<Uncommitted> parts) {
    parts.stream()
        .flatMap(part -> part.files().stream())
        .map(ContentFile::location)
        .forEach(table.io()::deleteFile);
  }

  /** A dataset's year: what the observations of a data file have in common. */
  private record Year(String dataset, int year) {}

  /** The files of a task that are being written. */
  private static final class Open implements AutoCloseable {

    private final Table table;
    private final OutputFileFactory files;
    private final Map<Year, ObservationFile> byYear = new HashMap<>();
    private Year last;
    private ObservationFile ofLast;

    Open(Table table, String operation, TaskContext task) {
      this.table = table;
      this.files =
          OutputFileFactory.builderFor(table, task.partitionId(), task.taskAttemptId())
              .operationId(operation)
              .format(FileFormat.PARQUET)
              .build();
    }

    ObservationFile of(Observation o) throws IOException {
      int year = o.year();
      if (last == null || last.year() != year || !last.dataset().equals(o.dataset())) {
        last = new Year(o.dataset(), year);
        ofLast = byYear.get(last);
        if (ofLast == null) {
          PartitionKey partition = partition(o);
          ofLast =
              new ObservationFile(
                  table, partition, files.newOutputFile(partition).encryptingOutputFile());
          byYear.put(last, ofLast);
        }
      }
      return ofLast;
    }

    private PartitionKey partition(Observation o) {
      GenericRecord record = GenericRecord.create(table.schema());
      record.setField("dataset", o.dataset());
      record.setField("period", o.period().text());
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(record));
      return key;
    }

    List<DataFile> finish() throws IOException {
      List<DataFile> finished = new ArrayList<>();
      for (ObservationFile file : byYear.values()) {
        finished.add(file.finish());
      }
      return finished;
    }

    @Override
    public void close() throws IOException {
      for (ObservationFile file : byYear.values()) {
        file.close();
      }
    }
  }
}
