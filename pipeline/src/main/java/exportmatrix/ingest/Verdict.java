package exportmatrix.ingest;

import exportmatrix.model.Aside;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * What became of the statements of one task: what they tell of their files, for the driver, who
 * must know of all before one file may enter; and where their observations wait until then.
 *
 * @param aside what stands for the observations
 */
record Verdict<P extends Serializable>(Digest digest, P aside) implements Serializable {

  /**
   * Settles statements and puts aside what they come to, in one pass.
   *
   * @param parsed all of a key in one partition
   */
  static <P extends Serializable> List<Verdict<P>> of(
      JavaRDD<Parsed> parsed, Settlement.Observations observations, Aside<P> aside) {
    return parsed
        .mapPartitions(
            all -> {
              Digest digest = new Digest();
              P put = aside.put(observations.of(all, digest));
              return List.of(new Verdict<>(digest, put)).iterator();
            })
        .collect();
  }
}
