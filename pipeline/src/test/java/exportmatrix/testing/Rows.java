package exportmatrix.testing;

import exportmatrix.model.Observation;
import exportmatrix.model.Table;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables as tests write and question them. */
public final class Rows {

  private Rows() {}

  /** Rows of a table as the flow hands them on. */
  public static JavaRDD<Row> of(List<Row> rows) {
    return JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext())
        .parallelize(rows, 2);
  }

  /**
   * @param rows as {@code observations}
   */
  public static JavaRDD<Observation> observations(List<Row> rows) {
    return of(rows).map(Observation::of);
  }

  /** The same rows, for questions in SQL. */
  public static Dataset<Row> table(JavaRDD<Row> rows, Table table) {
    return SparkTest.session().createDataFrame(rows, table.schema());
  }
}
