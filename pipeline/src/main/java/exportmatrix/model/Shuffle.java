package exportmatrix.model;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import scala.Tuple2;
import scala.math.Ordering$;

/**
 * Spark's shuffle of records that know where they go, each written as its wire says: Java's
 * serialization would take more time than the shuffle.
 *
 * @param partition the number of a record's partition, from 0
 */
record Shuffle<T>(Exchange.Place<T> partition, int partitions, Wire.Maker<T> wires) {

  /** In no order. */
  JavaRDD<T> of(JavaRDD<T> records) {
    return records(shuffled(records));
  }

  /** In order within a partition; Spark spills what does not fit. */
  <O extends Comparator<T> & Serializable> JavaRDD<T> sorted(JavaRDD<T> records, O order) {
    return records(shuffled(records).setKeyOrdering(Ordering$.MODULE$.comparatorToOrdering(order)));
  }

  private ShuffledRDD<T, Boolean, Boolean> shuffled(JavaRDD<T> records) {
    RDD<Tuple2<T, Boolean>> pairs =
        Pass.over(
                records.rdd(),
                (Pass.Work<T, Tuple2<T, Boolean>>)
                    all -> new Mapped<>(all, record -> new Tuple2<>(record, WireSerializer.VALUE)))
            .rdd();
    return new ShuffledRDD<T, Boolean, Boolean>(
            pairs, new ByPlace<>(partition, partitions), Pass.tag(), Pass.tag(), Pass.tag())
        .setSerializer(new WireSerializer<>(wires));
  }

  private static <T> JavaRDD<T> records(RDD<Tuple2<T, Boolean>> pairs) {
    return Pass.over(pairs, all -> new Mapped<>(all, Tuple2::_1));
  }

  private static final class ByPlace<T> extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final Exchange.Place<T> partition;
    private final int partitions;

    ByPlace(Exchange.Place<T> partition, int partitions) {
      this.partition = partition;
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    @SuppressWarnings("unchecked") // the keys are the records
    public int getPartition(Object record) {
      return partition.of((T) record);
    }
  }
}
