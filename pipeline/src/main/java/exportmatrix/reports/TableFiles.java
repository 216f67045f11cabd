package exportmatrix.reports;

import exportmatrix.model.Field;
import exportmatrix.model.PipelineException;
import exportmatrix.model.Table;
import exportmatrix.model.Values;
import exportmatrix.reports.TableChecks.RecordCheck;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Writes tables as sorted Parquet files whose bytes depend on their rows alone, and adds up and
 * checks the rows in the same pass; all tables in one Spark job.
 */
final class TableFiles {

  private TableFiles() {}

  /**
   * One table.
   *
   * @param order columns that the rows are sorted by; what they leave open the other columns decide
   */
  record Content(Table table, JavaRDD<Row> rows, List<String> order) {

    private List<String> wholeOrder() {
      Set<String> columns = new LinkedHashSet<>(order);
      if (!columns.containsAll(table.key())) {
        columns.addAll(table.columns());
      }
      return List.copyOf(columns);
    }
  }

  /** What a task tells of a table that it wrote. */
  private record Written(String table, long rows, List<BigInteger> cents) implements Serializable {}

  /**
   * @param folder holds a folder for each table already
   * @return in the order of the tables
   * @throws exportmatrix.model.CheckFailedException where a row is not what its contract says
   */
  static List<Summary> write(List<Content> tables, Limits limits, Path folder) {
    String location = folder.toString();
    List<JavaRDD<Written>> all = new ArrayList<>();
    for (Content content : tables) {
      Table table = content.table();
      PartFiles.Format format = new PartFiles.Format(table, List.of(), limits);
      ByColumns order =
          new ByColumns(content.wholeOrder().stream().map(table.columns()::indexOf).toList());
      all.add(
          content
              .rows()
              .mapToPair(row -> new Tuple2<>(row, true))
              .repartitionAndSortWithinPartitions(new HashPartitioner(1), order)
              .keys()
              .mapPartitions(
                  rows ->
                      List.of(write(rows, format, Path.of(location, table.name()))).iterator()));
    }
    try {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(tables.get(0).rows().context());
      Map<String, Written> written =
          spark.union(all.toArray(TableFiles::array)).collect().stream()
              .collect(Collectors.toMap(Written::table, one -> one));
      return tables.stream()
          .map(content -> summary(content.table(), written.get(content.table().name())))
          .toList();
    } catch (Exception e) {
      throw PipelineException.within(e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
  private static JavaRDD<Written>[] array(int length) {
    return new JavaRDD[length];
  }

  private static Summary summary(Table table, Written written) {
    Map<String, BigInteger> cents = new TreeMap<>();
    List<Field> money = Sums.columns(table);
    for (int i = 0; i < money.size(); i++) {
      cents.put(money.get(i).name(), written.cents().get(i));
    }
    return new Summary(
        table.name(),
        written.rows(),
        cents,
        TableChecks.of(table).stream().map(check -> check.expectation().passed(table)).toList());
  }

  private static Written write(Iterator<Row> rows, PartFiles.Format format, Path folder) {
    Table table = format.table();
    List<RecordCheck> checks = TableChecks.of(table);
    Sums sums = new Sums(table);
    RowValues values = new RowValues();
    long count = 0;
    try (PartFiles file = new PartFiles(format, folder, folder)) {
      while (rows.hasNext()) {
        values.at(rows.next());
        for (RecordCheck check : checks) {
          if (check.broken().test(values)) {
            throw Summary.broken(
                table.name(),
                check.expectation().meaning(),
                "a row that is not so",
                table.key().stream()
                    .map(column -> String.valueOf(values.row.get(table.columns().indexOf(column))))
                    .collect(Collectors.joining(" ")));
          }
        }
        sums.add(values);
        file.write(values);
        count++;
      }
      file.finishEvenIfEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Written(table.name(), count, sums.cents());
  }

  /** Spark's row as the values of a table. */
  static final class RowValues implements Values {

    private Row row;

    /** Moves on to a row. */
    RowValues at(Row next) {
      row = next;
      return this;
    }

    @Override
    public boolean isNull(int field) {
      return row.isNullAt(field);
    }

    @Override
    public long whole(int field) {
      Object value = row.get(field);
      if (value instanceof BigDecimal euros) {
        return euros.movePointRight(2).longValueExact();
      }
      if (value instanceof Boolean truth) {
        return truth ? 1 : 0;
      }
      return ((Number) value).longValue();
    }

    @Override
    public double number(int field) {
      return row.getDouble(field);
    }

    @Override
    public String string(int field) {
      return row.getString(field);
    }
  }

  /** Nulls first. */
  private record ByColumns(List<Integer> columns) implements Comparator<Row>, Serializable {

    @Override
    public int compare(Row one, Row other) {
      for (int column : columns) {
        int order = inOrder(one.get(column), other.get(column));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    @SuppressWarnings("unchecked") // a column's values are of one type, and all types compare
    private static int inOrder(Object one, Object other) {
      if (one == null || other == null) {
        return Boolean.compare(one != null, other != null);
      }
      return ((Comparable<Object>) one).compareTo(other);
    }
  }
}
