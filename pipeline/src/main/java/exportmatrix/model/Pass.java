package exportmatrix.model;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A pass over the records of each partition, one after the other, as a dataset of Spark's.
 *
 * <p>Spark's own {@code mapPartitions} reads the bytecode of its caller and serializes the function
 * whenever one is planned, to clean what closures of Scala hold too much of. A pass is a closure of
 * Java, which holds what it names.
 */
final class Pass<T, U> extends RDD<U> {

  private static final long serialVersionUID = 1L;

  /** What is made of the records of one partition. */
  interface Work<T, U> extends Serializable {

    Iterator<U> over(Iterator<T> records);
  }

  private final Work<T, U> work;

  private Pass(RDD<T> records, Work<T, U> work) {
    super(records, tag());
    this.work = work;
  }

  static <T, U> JavaRDD<U> over(RDD<T> records, Work<T, U> work) {
    return new Pass<>(records, work).toJavaRDD();
  }

  /** Spark's arrays of records are arrays of objects, whatever these are. */
  static <T> ClassTag<T> tag() {
    return ClassTag$.MODULE$.apply(Object.class);
  }

  @Override
  public Partition[] getPartitions() {
    return firstParent(Pass.<T>tag()).partitions();
  }

  @Override
  public scala.collection.Iterator<U> compute(Partition partition, TaskContext task) {
    RDD<T> records = firstParent(tag());
    return CollectionConverters.asScala(
        work.over(CollectionConverters.asJava(records.iterator(partition, task))));
  }
}
