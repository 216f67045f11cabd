package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Field;
import exportmatrix.model.Flow;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PipelineException;
import exportmatrix.model.Runs;
import exportmatrix.model.Table;
import exportmatrix.reports.Provenance.CheckResult;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Writes the cube: packs are brought together by span and period, and their cells go straight into
 * that folder's Parquet file. A cell is never a record by itself, which would cost many times the
 * writing.
 */
final class CubeFiles {

  private static final char BETWEEN = '\u0001';

  private CubeFiles() {}

  /** What was written of a cube. */
  record Written(Summary summary, Members members, List<CubeFile.Content> contents) {}

  /**
   * Packs of a span and period in one partition, in the order of span, period, flow, territory and
   * part. Only keys are compared, and Spark spills what does not fit.
   */
  static JavaRDD<Pack> sorted(JavaRDD<Pack> packs) {
    return packs
        .mapToPair(pack -> new Tuple2<>(key(pack), pack.cells()))
        .repartitionAndSortWithinPartitions(new BySlot(packs.getNumPartitions()))
        .map(pair -> pack(pair._1(), pair._2()));
  }

  private static String key(Pack pack) {
    return pack.span()
        + BETWEEN
        + pack.period()
        + BETWEEN
        + pack.flow().code()
        + BETWEEN
        + pack.territory()
        + BETWEEN
        + "%06d".formatted(pack.part());
  }

  private static Pack pack(String key, byte[] cells) {
    String[] parts = key.split(String.valueOf(BETWEEN), -1);
    return new Pack(
        parts[0], parts[1], Flow.ofCode(parts[2]), parts[3], Integer.parseInt(parts[4]), cells);
  }

  /** By span and period. */
  private static final class BySlot extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int partitions;

    BySlot(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      String text = (String) key;
      String slot = text.substring(0, text.indexOf(BETWEEN, text.indexOf(BETWEEN) + 1));
      return Math.floorMod(slot.hashCode(), partitions);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof BySlot that && that.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }

  /**
   * @param packs as {@link #sorted} gives them
   * @param folder there already
   * @param beside what is told of files that stand there already
   * @throws CheckFailedException where two cells have the same key, or one breaks a check
   */
  static Written write(
      JavaRDD<Pack> packs, CubeFile.Format format, Path folder, List<CubeFile.Content> beside) {
    String location = folder.toString();
    try {
      List<CubeFile.Content> contents = new ArrayList<>(beside);
      contents.addAll(
          packs
              .mapPartitions(
                  all ->
                      Runs.of(
                          all,
                          pack -> List.of(pack.span(), pack.period()),
                          run -> file(run, format, Path.of(location))))
              .collect());
      return written(contents, format);
    } catch (Exception e) {
      throw PipelineException.within(e);
    }
  }

  private static Written written(List<CubeFile.Content> contents, CubeFile.Format format) {
    Table cube = format.cube();
    List<String> money = Sums.columns(cube).stream().map(Field::name).toList();
    long rows = 0;
    Map<String, BigInteger> cents = new TreeMap<>();
    money.forEach(column -> cents.put(column, BigInteger.ZERO));
    Members.Numbers found = new Members.Numbers();
    for (CubeFile.Content content : contents) {
      rows += content.rows();
      for (int i = 0; i < money.size(); i++) {
        cents.merge(money.get(i), content.cents().get(i), BigInteger::add);
      }
      found.add(content.found());
    }
    List<CheckResult> checks = new ArrayList<>();
    CubeChecks.of(cube, format.cards())
        .forEach(check -> checks.add(check.expectation().passed(cube)));
    checks.add(
        new CheckResult(
            cube.name() + ": unique key",
            "no two rows have the same " + String.join(", ", cube.key()),
            CheckResult.PASSED));
    return new Written(
        new Summary(cube.name(), rows, cents, checks), Members.of(found, format.names()), contents);
  }

  private static Iterator<CubeFile.Content> file(
      Iterator<Pack> packs, CubeFile.Format format, Path folder) {
    CubeFile file = null;
    try {
      while (packs.hasNext()) {
        Pack pack = packs.next();
        if (file == null) {
          file = new CubeFile(format, folder, new Kept.Part(pack.span(), pack.period()));
        }
        file.add(pack);
      }
      return List.of(file.finish()).iterator();
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }
}
