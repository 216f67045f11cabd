package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Exchange;
import exportmatrix.model.Field;
import exportmatrix.model.Flow;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.PipelineException;
import exportmatrix.model.Runs;
import exportmatrix.model.Table;
import exportmatrix.model.Wire;
import exportmatrix.reports.Provenance.CheckResult;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/**
 * Writes the cube: packs are brought together by span and period, and their cells go straight into
 * that folder's Parquet file. A cell is never a record by itself, which would cost many times the
 * writing.
 */
final class CubeFiles {

  private CubeFiles() {}

  /** What was written of a cube. */
  record Written(Summary summary, Members members, List<CubeFile.Content> contents) {}

  /**
   * Packs of a span and period in one partition, in the order of span, period, flow, territory and
   * part.
   */
  static JavaRDD<Pack> sorted(JavaRDD<Pack> packs) {
    int partitions = packs.getNumPartitions();
    return Exchange.sort(
        packs,
        PackWire::new,
        pack -> Exchange.spread(slot(pack).hashCode(), partitions),
        partitions,
        new ByPlace());
  }

  private static List<String> slot(Pack pack) {
    return List.of(pack.span(), pack.period());
  }

  private static final class ByPlace implements Comparator<Pack>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Pack one, Pack other) {
      int order = one.span().compareTo(other.span());
      order = order != 0 ? order : one.period().compareTo(other.period());
      order = order != 0 ? order : one.flow().code().compareTo(other.flow().code());
      order = order != 0 ? order : one.territory().compareTo(other.territory());
      return order != 0 ? order : Integer.compare(one.part(), other.part());
    }
  }

  private static final class PackWire implements Wire<Pack> {

    @Override
    public void write(Pack pack, DataOutputStream to) throws IOException {
      to.writeUTF(pack.span());
      to.writeUTF(pack.period());
      to.writeUTF(pack.flow().code());
      to.writeUTF(pack.territory());
      to.writeInt(pack.part());
      Wire.write(pack.cells(), to);
    }

    @Override
    public Pack read(DataInputStream from) throws IOException {
      String span = from.readUTF();
      String period = from.readUTF();
      Flow flow = Flow.ofCode(from.readUTF());
      String territory = from.readUTF();
      int part = from.readInt();
      return new Pack(span, period, flow, territory, part, Wire.bytes(from));
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
                  all -> Runs.of(all, CubeFiles::slot, run -> file(run, format, Path.of(location))))
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
