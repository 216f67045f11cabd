package exportmatrix.warehouse;

import exportmatrix.warehouse.Statements.Slice;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;

/**
 * Observations of one task in data files that no state of the warehouse knows yet.
 *
 * @param said what the observations speak of
 */
public record Uncommitted(List<DataFile> files, Set<Slice> said) implements Serializable {}
