package exportmatrix.reports;

import exportmatrix.model.Exchange;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/**
 * Writes tables as sorted Parquet files whose bytes depend on their rows alone, and adds up and
 * checks the rows in the same pass; all tables in one Spark job.
 */
final class TableFiles {

  private TableFiles() {}

  /**
   * One table or several.
   *
   * @param rows of these tables, told apart by how many columns they have
   */
  record Content(List<InOrder> tables, JavaRDD<Row> rows) {

    /** One table, in the order of its key. */
    static Content of(Table table, JavaRDD<Row> rows) {
      return new Content(List.of(InOrder.ofKey(table)), rows);
    }

    /** By the number of a row's columns, the number of its table. */
    private Map<Integer, Integer> numbers(int first) {
      Map<Integer, Integer> numbers = new HashMap<>();
      for (InOrder of : tables) {
        numbers.put(of.table().fields().size(), first + numbers.size());
      }
      return numbers;
    }
  }

  /**
   * A table and how it is sorted.
   *
   * @param columns by which the rows are sorted; what they leave open the other columns decide
   */
  record InOrder(Table table, List<String> columns) {

    static InOrder ofKey(Table table) {
      return new InOrder(table, table.key());
    }

    private List<Integer> places() {
      Set<String> whole = new LinkedHashSet<>(columns);
      if (!whole.containsAll(table.key())) {
        whole.addAll(table.columns());
      }
      return whole.stream().map(table.columns()::indexOf).toList();
    }
  }

  /** What a task tells of a table that it wrote. */
  private record Written(long rows, List<BigInteger> cents) implements Serializable {}

  /**
   * @param folder holds a folder for each table already
   * @return in the order of the tables
   * @throws exportmatrix.model.CheckFailedException where a row is not what its contract says
   */
  static List<Summary> write(List<Content> contents, Limits limits, Path folder) {
    List<InOrder> inOrder = contents.stream().flatMap(of -> of.tables().stream()).toList();
    List<Table> tables = inOrder.stream().map(InOrder::table).toList();
    ArrayList<PartFiles.Format> formats = new ArrayList<>();
    tables.forEach(table -> formats.add(new PartFiles.Format(table, List.of(), limits)));
    String location = folder.toString();
    try {
      List<Written> written =
          Exchange.sort(
                  rows(contents),
                  Exchange.oneByOne(new TableRow.Packed(tables)),
                  TableRow::table,
                  tables.size(),
                  new ByColumns(inOrder.stream().map(InOrder::places).toList()))
              .mapPartitionsWithIndex(
                  (no, rows) -> List.of(write(rows, formats.get(no), location)).iterator(), false)
              .collect();
      return IntStream.range(0, tables.size())
          .mapToObj(no -> summary(tables.get(no), written.get(no)))
          .toList();
    } catch (Exception e) {
      throw PipelineException.within(e);
    }
  }

  /** The rows of all tables, which are numbered in their order. */
  private static JavaRDD<TableRow> rows(List<Content> contents) {
    List<JavaRDD<TableRow>> all = new ArrayList<>();
    int first = 0;
    for (Content content : contents) {
      Map<Integer, Integer> tables = content.numbers(first);
      all.add(content.rows().map(row -> new TableRow(tables.get(row.length()), row)));
      first += tables.size();
    }
    return JavaSparkContext.fromSparkContext(all.get(0).context())
        .union(all.toArray(TableFiles::array));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
  private static JavaRDD<TableRow>[] array(int length) {
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

  /**
   * @param folder holds the table's folder
   */
  private static Written write(Iterator<TableRow> rows, PartFiles.Format format, String folder) {
    Table table = format.table();
    List<RecordCheck> checks = TableChecks.of(table);
    Sums sums = new Sums(table);
    RowValues values = new RowValues();
    long count = 0;
    Path own = Path.of(folder, table.name());
    try (PartFiles file = new PartFiles(format, own, own)) {
      while (rows.hasNext()) {
        values.at(rows.next().row());
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
    return new Written(count, sums.cents());
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

  /**
   * Rows of one table, nulls first.
   *
   * @param columns of each table, by its number
   */
  private record ByColumns(List<List<Integer>> columns)
      implements Comparator<TableRow>, Serializable {

    @Override
    public int compare(TableRow one, TableRow other) {
      for (int column : columns.get(one.table())) {
        int order = inOrder(one.row().get(column), other.row().get(column));
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
