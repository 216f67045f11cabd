package exportmatrix.reports;

import exportmatrix.model.CheckFailedException;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.PackedCells;
import exportmatrix.model.PipelineException;
import exportmatrix.model.Runs;
import exportmatrix.model.Table;
import exportmatrix.model.Unit;
import exportmatrix.reports.Members.Member;
import exportmatrix.reports.ParquetFiles.Summary;
import exportmatrix.reports.Provenance.CheckResult;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the cube: packs are brought together by span and period, and their cells go straight into
 * that folder's Parquet file. A cell is never a Spark row, which would cost many times the writing.
 */
final class CubeFiles {

  private static final StructType FOUND =
      new StructType()
          .add("dimension", DataTypes.StringType)
          .add("code", DataTypes.StringType)
          .add("level", DataTypes.StringType)
          .add("label_it", DataTypes.StringType)
          .add("label_en", DataTypes.StringType);

  /** What a task tells of each span and period that it wrote. */
  private static final StructType CONTENT =
      new StructType()
          .add("rows", DataTypes.LongType)
          .add("cents", DataTypes.createArrayType(DataTypes.StringType))
          .add("found", DataTypes.createArrayType(FOUND));

  private CubeFiles() {}

  /** What was written of a cube. */
  record Written(Summary summary, Members members) {}

  /**
   * @param packs {@link PackedCells#TABLE}, in any order
   * @param cube the cells' contract; its key, but for the folders, is the order within a file
   * @throws CheckFailedException where two cells have the same key, or one breaks a check
   */
  static Written write(
      Dataset<Row> packs, Table cube, List<IndicatorCard> cards, Limits limits, Path folder) {
    CubeFile.Format format = new CubeFile.Format(cube, cards, ReleaseWriter.PARTITIONS, limits);
    String location = folder.toString();
    try {
      List<Row> contents =
          packs
              .select(ParquetFiles.columns(PackedCells.TABLE.columns()))
              .repartition(ParquetFiles.columns(ReleaseWriter.PARTITIONS))
              .sortWithinPartitions(ParquetFiles.columns(PackedCells.TABLE.key()))
              .mapPartitions(
                  (MapPartitionsFunction<Row, Row>)
                      rows ->
                          Runs.of(
                              rows,
                              row -> List.of(row.getString(0), row.getString(1)),
                              run -> file(run, format, Path.of(location))),
                  Encoders.row(CONTENT))
              .collectAsList();
      return written(contents, cube, cards);
    } catch (Exception e) {
      throw PipelineException.within(e);
    }
  }

  private static Written written(List<Row> contents, Table cube, List<IndicatorCard> cards) {
    List<String> money =
        cube.fields().stream().filter(f -> f.unit() == Unit.EUR).map(Field::name).toList();
    long rows = 0;
    Map<String, BigInteger> cents = new TreeMap<>();
    money.forEach(column -> cents.put(column, BigInteger.ZERO));
    Set<Members.Found> found = new HashSet<>();
    for (Row content : contents) {
      rows += content.getLong(0);
      List<String> sums = content.getList(1);
      for (int i = 0; i < money.size(); i++) {
        cents.merge(money.get(i), new BigInteger(sums.get(i)), BigInteger::add);
      }
      for (Row one : content.<Row>getList(2)) {
        found.add(
            new Members.Found(
                one.getString(0),
                new Member(
                    one.getString(1), one.getString(2), one.getString(3), one.getString(4))));
      }
    }
    List<CheckResult> checks = new ArrayList<>();
    CubeChecks.of(cube, cards)
        .forEach(check -> checks.add(passed(cube, check.name(), check.meaning())));
    checks.add(
        passed(cube, "unique key", "no two rows have the same " + String.join(", ", cube.key())));
    return new Written(
        new Summary(cube.name(), rows, cents, checks), Members.of(List.copyOf(found)));
  }

  /** A cell that does not pass stops the writing. */
  private static CheckResult passed(Table cube, String name, String meaning) {
    return new CheckResult(cube.name() + ": " + name, meaning, CheckResult.PASSED);
  }

  private static Iterator<Row> file(Iterator<Row> packs, CubeFile.Format format, Path folder) {
    CubeFile file = null;
    try {
      while (packs.hasNext()) {
        Row pack = packs.next();
        if (file == null) {
          file =
              new CubeFile(
                  format,
                  folder
                      .resolve("span=" + pack.getString(0))
                      .resolve("period=" + pack.getString(1)));
        }
        file.add(pack.getAs(5));
      }
      CubeFile.Content content = file.finish();
      Row row =
          RowFactory.create(
              content.rows(),
              content.cents().stream().map(BigInteger::toString).toArray(String[]::new),
              content.found().stream().map(CubeFiles::row).toArray(Row[]::new));
      return List.of(row).iterator();
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }

  private static Row row(Members.Found found) {
    Member member = found.member();
    return RowFactory.create(
        found.dimension(), member.code(), member.level(), member.labelIt(), member.labelEn());
  }
}
