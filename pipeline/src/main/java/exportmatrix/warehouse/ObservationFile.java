package exportmatrix.warehouse;

import exportmatrix.model.Observation;
import exportmatrix.parquet.Column;
import exportmatrix.parquet.NumberColumn;
import exportmatrix.parquet.ParquetFile;
import exportmatrix.parquet.RowGroup;
import exportmatrix.parquet.TextColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A data file of {@code observations} while it is written: what Iceberg would write, column by
 * column, from rows whose neighbours mostly have the same texts.
 */
final class ObservationFile implements Closeable {

  /** Rows of a group: a share that a task reads, and what a writer holds of a file. */
  private static final int ROWS_PER_GROUP = 250_000;

  private final Table table;
  private final PartitionKey partition;
  private final OutputFile file;
  private final ParquetFile parquet;
  private final RowGroup group;
  private final Map<String, Column> columns = new HashMap<>();
  private final TextColumn dataset;
  private final TextColumn flow;
  private final TextColumn frequency;
  private final TextColumn period;
  private final NumberColumn periodOrdinal;
  private final TextColumn territory;
  private final TextColumn market;
  private final TextColumn product;
  private final NumberColumn cents;
  private final NumberColumn grams;
  private final TextColumn status;
  private final TextColumn edition;
  private final TextColumn source;
  private final NumberColumn line;
  private final Map<Integer, String> periods = new HashMap<>();
  private final List<Long> groups = new ArrayList<>();
  private int lastPeriod = Integer.MIN_VALUE;
  private String lastPeriodText;
  private int rowsOfGroup;

  /**
   * @param table of observations
   * @param partition that all rows belong to
   */
  ObservationFile(Table table, PartitionKey partition, OutputFile file) throws IOException {
    this.table = table;
    this.partition = partition;
    this.file = file;
    MessageType schema =
        MessageTypeParser.parseMessageType(
            ParquetSchemaUtil.convert(table.schema(), "table").toString());
    this.parquet = new ParquetFile(new ParquetOutput(file), schema);
    this.group = new RowGroup(schema, Catalog.WITH_BOUNDS);
    for (int i = 0; i < schema.getFieldCount(); i++) {
      columns.put(schema.getFieldName(i), group.columns().get(i));
    }
    dataset = texts("dataset");
    flow = texts("flow");
    frequency = texts("frequency");
    period = texts("period");
    periodOrdinal = numbers("period_ordinal");
    territory = texts("territory");
    market = texts("market");
    product = texts("product");
    cents = numbers("value_cents");
    grams = numbers("quantity_kg");
    status = texts("status");
    edition = texts("edition");
    source = texts("file");
    line = numbers("line");
  }

  private TextColumn texts(String name) {
    return (TextColumn) columns.get(name);
  }

  private NumberColumn numbers(String name) {
    return (NumberColumn) columns.get(name);
  }

  void add(Observation o) throws IOException {
    dataset.add(o.dataset());
    flow.add(o.flow().code());
    frequency.add(o.frequency().name());
    period.add(periodText(o));
    periodOrdinal.add(o.periodOrdinal());
    territory.add(o.territory());
    market.add(o.market());
    product.add(o.product());
    add(o.cents(), cents);
    add(o.grams(), grams);
    status.add(o.status().name());
    edition.add(o.edition());
    source.add(o.file());
    line.add(o.line());
    if (++rowsOfGroup == ROWS_PER_GROUP) {
      writeGroup();
    }
  }

  private static void add(Long number, NumberColumn column) {
    if (number == null) {
      column.absent(1);
    } else {
      column.present(1);
      column.add(number);
    }
  }

  private String periodText(Observation o) {
    if (o.periodOrdinal() != lastPeriod) {
      lastPeriod = o.periodOrdinal();
      lastPeriodText = periods.computeIfAbsent(lastPeriod, ordinal -> o.period().text());
    }
    return lastPeriodText;
  }

  private void writeGroup() throws IOException {
    groups.add(parquet.bytes());
    parquet.write(group);
    rowsOfGroup = 0;
  }

  /** The whole file, which no state of the table knows. */
  DataFile finish() throws IOException {
    if (rowsOfGroup > 0) {
      writeGroup();
    }
    parquet.finish();
    return org.apache.iceberg.DataFiles.builder(table.spec())
        .withPath(file.location())
        .withFormat(FileFormat.PARQUET)
        .withPartition(partition)
        .withFileSizeInBytes(parquet.bytes())
        .withMetrics(ParquetUtil.fileMetrics(file.toInputFile(), MetricsConfig.forTable(table)))
        .withSplitOffsets(groups)
        .build();
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }
}
