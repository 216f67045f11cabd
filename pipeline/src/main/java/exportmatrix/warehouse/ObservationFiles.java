package exportmatrix.warehouse;

import exportmatrix.model.Aside;
import exportmatrix.model.Observation;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * Observations written into data files while their input files are still being judged: counting
 * them in is a commit, and nothing is written twice.
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
    TaskContext task = TaskContext.get();
    Statements.Speaking speaking = new Statements.Speaking();
    Map<Integer, String> periods = new HashMap<>();
    Iterator<Row> rows =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return observations.hasNext();
          }

          @Override
          public Row next() {
            Observation observation = observations.next();
            speaking.add(observation);
            return observation.row(periods);
          }
        };
    List<DataFile> files =
        DataFiles.write(table, task.partitionId(), task.taskAttemptId(), operation, rows);
    return new Uncommitted(files, Set.copyOf(speaking.slices()));
  }

  @Override
  public void drop(List<Uncommitted> parts) {
    parts.stream()
        .flatMap(part -> part.files().stream())
        .map(ContentFile::location)
        .forEach(table.io()::deleteFile);
  }
}
